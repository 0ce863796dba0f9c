import type { LoggedEvent } from '../session/events';

/** An event with its place on the graph's axis, seconds since the epoch. */
export type Timed = { readonly event: LoggedEvent; readonly t: number };

/**
 * Events on an axis that always rises, as the record's own columns have it: where the wall clock was put back, time
 * goes on by the monotonic clock until the wall clock has caught up. `before`: entries that have their place.
 */
export function timedAfter(before: readonly Timed[], events: readonly LoggedEvent[]): Timed[] {
  let last = before.at(-1);
  const after = events.map((event): Timed => {
    let at: number = event.at;
    if (last !== undefined && at < last.t * 1000) {
      const passed = event.runId === last.event.runId ? Math.max(0, event.mono - last.event.mono) : 0;
      at = last.t * 1000 + passed;
    }
    last = { event, t: at / 1000 };
    return last;
  });
  return [...before, ...after];
}
