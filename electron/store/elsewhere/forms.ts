import type { Outcome, SeriesSession } from '../../../shared/outcomes/outcome';
import type { Place } from '../../../shared/record/place';
import { foldOutcomes } from '../../../shared/session/outcomes';
import type { Store } from '../store';
import { type Named, replacedFrom } from './replaced';

/** A patient's forms of one other workstation, each with where it is from. */
export function formsIn(
  { place, store, patientId }: { place: Place; store: Store; patientId: string },
  all: readonly Named[],
): Outcome[] {
  const after = replacedFrom(place, all);
  const events = store.outcomeEvents(patientId);
  const lost = new Set(
    events.flatMap((event) =>
      event.type === 'outcome.recorded' && after !== null && event.seq > after ? [event.body.outcomeId] : [],
    ),
  );
  return foldOutcomes(events).outcomes.map((one) => ({
    ...one,
    place: lost.has(one.outcomeId) ? { ...place, replaced: 'whole' } : place,
  }));
}

/** A patient's sessions at another workstation in which drug flowed: of that order there, which is not kept here. */
export function seriesIn(store: Store, patientId: string): SeriesSession[] {
  const { sessions } = store.findSessions({
    ...{ search: '', marks: [], patientId, from: null, to: null, after: null, limit: 500 },
  });
  return sessions.flatMap(({ sessionId, startedAt }) => {
    if (startedAt === null) return [];
    for (const event of store.events(sessionId, { types: ['session.opened'] }))
      if (event.type === 'session.opened') {
        const { sessionNumber, sessionsPlanned } = event.body.order;
        return [{ sessionId, startedAt, sessionNumber, sessionsPlanned }];
      }
    return [];
  });
}
