import type { LoggedEvent } from '../session/events';
import { canStand, withValue } from './amendable';

/**
 * A session's entries as they read now: each with what was put right in it after the end of the session. What is
 * computed from these (dose, prediction, course) is computed from the corrected record; the record itself stays as it
 * was written, and a signature is never checked against these.
 */
export function amendedEvents(events: readonly LoggedEvent[]): LoggedEvent[] {
  const values = new Map<number, (LoggedEvent & { type: 'review.amended' })['body'][]>();
  for (const { type, body } of events) {
    if (type === 'review.amended') values.set(body.ofSeq, [...(values.get(body.ofSeq) ?? []), body]);
  }
  if (values.size === 0) return [...events];
  return events.map((event) => {
    // A set that was put right at the bedside reads by its last correction, so a later amendment goes there too.
    const of = event.type === 'observation.corrected' ? event.body.ofSeq : event.seq;
    return (values.get(of) ?? []).reduce(
      (entry, { field, now }) => (canStand(entry, field, now) ? withValue(entry, field, now) : entry),
      event,
    );
  });
}
