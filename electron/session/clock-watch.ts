import type { Instant } from '../../shared/time/clock';

/** Wall and monotonic time may differ by this much between two looks before it counts as a jump (SR-072). */
const TOLERANCE_MS = 2_000;

/** Compares the two clocks from look to look; returns by how much the wall clock jumped, or null. */
export function clockWatch(): (now: Instant) => number | null {
  let before: Instant | null = null;
  return (now) => {
    const last = before;
    before = now;
    if (last === null) return null;
    const stepMs = now.at - last.at - (now.mono - last.mono);
    return Math.abs(stepMs) > TOLERANCE_MS ? Math.round(stepMs) : null;
  };
}
