import { fieldTitle } from '../review/amendable';
import { amendedEvents } from '../review/amended-events';
import type { LoggedEvent } from '../session/events';
import type { BedsideState } from '../session/state';
import type { SyncItem } from '../sync/item';
import { adjunctsPart } from './adjuncts';
import { alarmsPart } from './alarms';
import { auditDrafts } from './audit';
import type { FhirContext } from './context';
import { cuffPart } from './cuff';
import { documentsPart } from './documents';
import { infusionPart } from './infusion';
import { type Draft, itemOf } from './item-of';
import { monitorAlarmsPart } from './monitor-alarms';
import { namedPart } from './named-parts';
import { notesPart } from './notes';
import { isOutcomeEntry, type OutcomeEntry, type OutcomeHistory, outcomeDrafts } from './outcomes';
import { provenancePart } from './provenance';
import { recoveryScoresPart } from './recovery-scores';
import { type Correcting, type Part, type PartOf, type Scope, scopeOf } from './scope';
import { sessionPart } from './session';
import { setsPart } from './sets';
import { symptomsPart } from './symptoms';
import { trendPart } from './trend';
import { weightPart } from './weight';

/** Every family, parents before what refers to them. */
const families: readonly PartOf[] = [
  namedPart,
  sessionPart,
  infusionPart,
  weightPart,
  cuffPart,
  setsPart,
  recoveryScoresPart,
  symptomsPart,
  adjunctsPart,
  alarmsPart,
  monitorAlarmsPart,
  notesPart,
  documentsPart,
  trendPart,
  provenancePart,
];

/** Forms and risks of the session's patient, audit records: each entry by itself. */
function entriesPart(scope: Scope, elsewhere: OutcomeHistory): Part {
  const here: OutcomeEntry[] = [];
  const history: OutcomeHistory = (outcomeId) => {
    const own = here.filter(({ body }) => body.outcomeId === outcomeId);
    const known = new Set(own.map(({ seq }) => seq));
    return [...elsewhere(outcomeId).filter(({ seq }) => !known.has(seq)), ...own];
  };
  const { context, opened } = scope;
  return {
    take(event) {
      if (isOutcomeEntry(event)) here.push(event);
      return [
        ...outcomeDrafts(context, event, history, opened.body.patient.patientId),
        ...auditDrafts(context, event),
      ];
    },
  };
}

export type SessionFold = {
  /**
   * What one entry of the session completes. All of its entries in their order, readings too; `state` is the one after
   * the entry (`evolve`). Nothing before `session.opened`.
   */
  take(event: LoggedEvent, state: BedsideState): SyncItem[];
};

type Amended = LoggedEvent & { readonly type: 'review.amended' };

const correctingOf = ({ at, body }: Amended): Correcting => {
  const { by, reason, field, was, now, unit } = body;
  const value = (one: typeof was): string =>
    one === null ? 'nothing' : `${one}${unit === '' ? '' : ` ${unit}`}`;
  return { at, by, reason, words: `${fieldTitle(field)}: ${value(was)}, now ${value(now)}` };
};

/**
 * Everything of one session that has to be on the server, entry by entry. The same log gives the same items, wherever
 * it is cut: the fold keeps what it needs. `elsewhere`: entries of other streams about a form that this session puts right.
 */
export function sessionFold(context: FhirContext, elsewhere: OutcomeHistory = () => []): SessionFold {
  let scope: Scope | null = null;
  let parts: readonly Part[] = [];
  /** All entries but the readings: what a correction is about, and the corrections before it. */
  const told: LoggedEvent[] = [];

  function rereads(event: Amended): Draft[] {
    const read = amendedEvents(told).filter(
      (one) => one.seq === event.body.ofSeq || ofSet(one) === event.body.ofSeq,
    );
    const why = correctingOf(event);
    return read.flatMap((one) => parts.flatMap((part) => part.reread?.(one, why) ?? []));
  }

  return {
    take(event, state) {
      if (event.type === 'session.opened' && scope === null) {
        scope = scopeOf(context, event);
        const own = scope;
        parts = [...families.map((family) => family(own)), entriesPart(own, elsewhere)];
      }
      if (scope === null) return [];
      const { sessionId, opened } = scope;
      if (event.type !== 'pump.reading' && event.type !== 'monitor.reading') told.push(event);
      const drafts = [
        ...parts.flatMap((part) => part.take(event, state)),
        ...(event.type === 'review.amended' ? rereads(event) : []),
      ];
      const simulation = opened.body.simulation || context.simulation;
      return drafts.map((draft) => {
        // What is of no session stands as a session first named it until its own list says more.
        const master = draft.lane === 0;
        const revision = master && draft.write !== 'update' ? 0 : event.seq;
        return itemOf(context, draft, { revision, simulation, sessionId: master ? null : sessionId });
      });
    },
  };
}

/** The set that an entry put right at the bedside; null: it did not. */
const ofSet = (event: LoggedEvent): number | null =>
  event.type === 'observation.corrected' ? event.body.ofSeq : null;
