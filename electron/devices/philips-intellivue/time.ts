import { type DurationMs, durationMs } from '../../../shared/time/clock';
import { ByteReader } from './byte-reader';

/** Relative time of the monitor: 1 tick is 1/8000 s = 125 us; 32 bits, so it wraps after 6 d 5 h 7 m (monitors.md 2.9). */
export type Ticks = number & { readonly __ticks: 'ticks' };
export const ticks = (value: number): Ticks => (value >>> 0) as Ticks;
export const TICKS_PER_MS = 8;

/** Milliseconds between two relative times less than half a wrap apart; negative when `to` is before `from`. */
export function ticksBetween(from: Ticks, to: Ticks): DurationMs {
  return durationMs(((to - from) | 0) / TICKS_PER_MS);
}

/** A duration as ticks, for poll durations and periods. */
export function ticksOf(duration: DurationMs): Ticks {
  return ticks(Math.round(duration * TICKS_PER_MS));
}

/**
 * The monitor's wall clock. It has no time zone on the wire; here it is counted as if it were UTC, so that
 * differences are right and nothing depends on where the console runs.
 */
export type MonitorWallMs = number & { readonly __wall: 'monitor' };

/** Absolute time: eight BCD bytes CC YY MM DD hh mm ss ff. Null when it is all FF (unknown) or no real date. */
export function decodeWallTime(bytes: Uint8Array): MonitorWallMs | null {
  if (bytes.length < 8) return null;
  const reader = new ByteReader(bytes);
  const [century, year, month, day, hour, minute, second, fraction] = Array.from({ length: 8 }, () =>
    bcd(reader.u8()),
  );
  const parts = [century, year, month, day, hour, minute, second, fraction];
  if (parts.some((part) => part === undefined || Number.isNaN(part))) return null;
  const [cc = 0, yy = 0, mo = 0, dd = 0, hh = 0, mi = 0, ss = 0, ff = 0] = parts;
  const wall = Date.UTC(cc * 100 + yy, mo - 1, dd, hh, mi, ss, ff * 10);
  const back = new Date(wall);
  const real = back.getUTCMonth() === mo - 1 && back.getUTCDate() === dd && hh < 24 && mi < 60 && ss < 60;
  return real ? (wall as MonitorWallMs) : null;
}

/** The eight BCD bytes of a wall clock; null is written as all FF. */
export function encodeWallTime(wall: MonitorWallMs | null): Uint8Array {
  if (wall === null) return new Uint8Array(8).fill(0xff);
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  return Uint8Array.from(
    [
      Math.floor(year / 100),
      year % 100,
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      Math.floor(date.getUTCMilliseconds() / 10),
    ].map((part) => (Math.floor(part / 10) << 4) | (part % 10)),
  );
}

/** A wall clock counted as if it were UTC. */
export const monitorWall = (value: number): MonitorWallMs => value as MonitorWallMs;

/** Monitor wall time as text without a zone, for the inspect tool. */
export function wallText(wall: MonitorWallMs): string {
  return new Date(wall).toISOString().replace('T', ' ').replace('Z', '');
}

function bcd(byte: number): number {
  const tens = byte >>> 4;
  const ones = byte & 0xf;
  return tens > 9 || ones > 9 ? Number.NaN : tens * 10 + ones;
}
