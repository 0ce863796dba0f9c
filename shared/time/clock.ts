import { z } from 'zod';
import { quantity } from '../units/schema';

declare const scale: unique symbol;

/** Wall time, milliseconds since 1970-01-01T00:00Z. May jump; orders nothing and measures nothing. */
export type EpochMs = number & { readonly [scale]: 'wall' };
/** Monotonic time in milliseconds, shared by all processes of the console. The only source of durations. */
export type MonoMs = number & { readonly [scale]: 'mono' };
/** A length of time in milliseconds. */
export type DurationMs = number & { readonly [scale]: 'duration' };

export type Instant = { readonly at: EpochMs; readonly mono: MonoMs };

export const epochMs = (value: number): EpochMs => value as EpochMs;
export const monoMs = (value: number): MonoMs => value as MonoMs;
export const durationMs = (value: number): DurationMs => value as DurationMs;
export const elapsed = (from: MonoMs, to: MonoMs): DurationMs => (to - from) as DurationMs;
export const later = (from: MonoMs, by: number): MonoMs => (from + by) as MonoMs;

/** The moments that a date can say (ECMA-262, 8.64e15 ms around 1970). What lies beyond can be neither shown nor kept. */
const FARTHEST_MS = 8.64e15;
export const epochSchema = quantity<EpochMs>().refine((at) => Math.abs(at) <= FARTHEST_MS, {
  error: 'no moment that a calendar has',
});
export const monoSchema = quantity<MonoMs>();
export const instantSchema = z.object({ at: epochSchema, mono: monoSchema });

export type Cancel = () => void;

/**
 * Time as handed to whoever needs it. `factor` is 1 at the bedside; a simulation may run faster, and then
 * every duration below is in the simulated time.
 */
export interface Clock {
  readonly factor: number;
  now(): Instant;
  after(ms: number, run: () => void): Cancel;
  every(ms: number, run: () => void): Cancel;
}

/**
 * The limit in clock time for something that real hardware and a real scheduler must finish. At factor 1 it is
 * the limit itself. Faster clocks shrink real time, and the machine does not get faster with them, so there the
 * limit never stands for less than `realFloorMs` of real time.
 */
export function patience(limitMs: number, factor: number, realFloorMs: number): DurationMs {
  return durationMs(factor === 1 ? limitMs : Math.max(limitMs, realFloorMs * factor));
}
