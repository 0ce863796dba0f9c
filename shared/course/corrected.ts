import { amendedEvents } from '../review/amended-events';
import { remarksIn } from '../review/fold';
import type { EventType, LoggedEvent } from '../session/events';

/** Entries after which what is known of a closed session is made anew. */
export const correcting: ReadonlySet<EventType> = new Set<EventType>([
  'review.amended',
  'review.annotated',
  'review.withdrawn',
]);

type Artefact = { readonly sign: string; readonly from: number; readonly to: number };

function artefactsIn(told: readonly LoggedEvent[]): Artefact[] {
  return remarksIn(told).flatMap(({ annotation, momentAt, withdrawn }) =>
    annotation.kind === 'artefact' && withdrawn === null
      ? [{ sign: annotation.sign, from: momentAt, to: annotation.toAt }]
      : [],
  );
}

/** A reading without the values that a reviewer says were not the patient. */
function withoutArtefacts(event: LoggedEvent, artefacts: readonly Artefact[]): LoggedEvent {
  if (event.type !== 'monitor.reading' || artefacts.length === 0) return event;
  const numerics = event.body.numerics.filter(({ code, measuredAt }) => {
    const at = measuredAt ?? event.at;
    return !artefacts.some(({ sign, from, to }) => sign === code && at >= from && at <= to);
  });
  return { ...event, body: { numerics } };
}

/**
 * How each entry of a session reads now: with what was put right in it afterwards, and without what is known to be an
 * artefact. `told` is the whole stream but the readings; an entry that nothing was said of is the same object.
 */
export function correctedBy(told: readonly LoggedEvent[]): (event: LoggedEvent) => LoggedEvent {
  if (!told.some(({ type }) => correcting.has(type))) return (event) => event;
  const read = new Map(amendedEvents(told).map((event) => [event.seq, event]));
  const artefacts = artefactsIn(told);
  return (event) => withoutArtefacts(read.get(event.seq) ?? event, artefacts);
}
