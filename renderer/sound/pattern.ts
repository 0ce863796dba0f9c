import type { AlarmPriority } from '../../shared/alarms/alarm';
import type { AlarmsPolicy } from '../../shared/policy/alarms-policy';

/** One pulse: when it starts within the burst and how long it is, in seconds. */
export type Pulse = { readonly at: number; readonly length: number };

export type Pattern = {
  readonly pulses: readonly Pulse[];
  /** Lowest component; all harmonics stand within 15 dB of it. */
  readonly fundamentalHz: number;
  /** From the end of one burst to the start of the next, seconds. */
  readonly pauseS: number;
};

const train = (starts: readonly number[], length: number): Pulse[] => starts.map((at) => ({ at, length }));

/** Onset of each pulse of the group of five: short, short, long gap, short. */
const five = [0, 0.25, 0.5, 0.9, 1.15];
const GAP_OF_GROUPS_S = 0.75;

/**
 * Bursts as in IEC 60601-1-8: high 2 × (3 + 2) pulses, medium 3, low 1. High pulses are shorter and closer than
 * medium ones; a low burst comes rarely.
 */
export const patterns: Record<AlarmPriority, Pattern> = {
  high: {
    pulses: train([...five, ...five.map((at) => at + 1.15 + 0.15 + GAP_OF_GROUPS_S)], 0.15),
    fundamentalHz: 523,
    pauseS: 3,
  },
  medium: { pulses: train([0, 0.4, 0.8], 0.2), fundamentalHz: 440, pauseS: 7 },
  low: { pulses: train([0], 0.2), fundamentalHz: 330, pauseS: 18 },
};

/** Amplitudes of the fundamental and its harmonics. */
export const harmonics = [1, 0.8, 0.65, 0.5, 0.4] as const;

/** A pulse rises over this share of its length and falls over as much. */
export const RISE_SHARE = 0.2;

/** Length of one burst in seconds. */
export function burstLength({ pulses }: Pattern): number {
  const last = pulses[pulses.length - 1];
  return last ? last.at + last.length : 0;
}

export type Loudness = AlarmsPolicy['sound'];

/** Share of full volume of an alarm that began `sinceS` seconds ago and was not answered. */
export function volumeAt(sinceS: number, { floor, usual, riseSeconds, fullAfterSeconds }: Loudness): number {
  if (sinceS >= fullAfterSeconds) return 1;
  return Math.min(usual, floor + ((usual - floor) * Math.max(0, sinceS)) / riseSeconds);
}
