import type { LoggedEvent } from '../session/events';

/** An event with its place on the graph's axis, seconds since the epoch. */
export type Timed = { readonly event: LoggedEvent; readonly t: number };

/**
 * Events on an axis that always rises, as the record's own columns have it: where the wall clock was put back, time
 * goes on by the monotonic clock until the wall clock has caught up.
 */
export function timed(events: readonly LoggedEvent[]): Timed[] {
  let last: { at: number; mono: number; runId: string } | null = null;
  return events.map((event) => {
    let at: number = event.at;
    if (last !== null && at < last.at) {
      at = last.at + (event.runId === last.runId ? Math.max(0, event.mono - last.mono) : 0);
    }
    last = { at, mono: event.mono, runId: event.runId };
    return { event, t: at / 1000 };
  });
}
