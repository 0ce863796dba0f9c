import type { EpochMs, MonoMs } from './clock';

const LEAST_STEP_MS = 1;

/** When something was written down, and in which run of the program. */
export type Written = { readonly at: EpochMs; readonly mono: MonoMs; readonly runId: string };

/**
 * Seconds since the epoch for each event in turn, always rising. Where the wall clock was put back, time goes on by
 * what passed on the monotonic clock until the wall clock has caught up: a graph can not run backwards. `after`: the last
 * time of an axis that is gone on with.
 */
export function timeAxis(after?: number): (event: Written) => number {
  let last: { t: number; mono: number; runId: string } | null =
    after === undefined ? null : { t: after * 1000, mono: 0, runId: '' };
  return ({ at, mono, runId }) => {
    let t: number = at;
    if (last !== null && at <= last.t) {
      const passed = runId === last.runId ? mono - last.mono : 0;
      t = last.t + Math.max(LEAST_STEP_MS, passed);
    }
    last = { t, mono, runId };
    return t / 1000;
  };
}
