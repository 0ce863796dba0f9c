import type { DetectedIssue, Observation } from '@medplum/fhirtypes';
import type { AlarmPriority } from '../alarms/alarm';
import type { Actor } from '../record/people';
import type { EventBody, LoggedEvent } from '../session/events';
import { ownConcept } from './codes';
import { keyPart } from './context';
import { referStation } from './devices';
import { instant, list, period } from './elements';
import type { Draft } from './item-of';
import { observationOf } from './observation';
import { referPerson } from './practitioner';
import type { Part, Scope } from './scope';

type Raised = EventBody<'alarm.raised'>['alarm'];

/** An alarm of the console from its start on. */
type Standing = {
  readonly alarm: Raised;
  readonly fromAt: number;
  priority: AlarmPriority;
  words: string;
  endedAt: number | null;
  /** Each time that it was seen; null: by nobody who was signed in. */
  readonly seen: { readonly at: number; readonly by: Actor | null }[];
};

const severities = { high: 'high', medium: 'moderate', low: 'low' } as const;

const isOver = ({ endedAt, seen, priority }: Standing): boolean =>
  endedAt !== null && (priority !== 'high' || seen.length > 0);

/** Of the patient: an issue that was detected, with what was done about it. */
function issueOf(scope: Scope, standing: Standing): DetectedIssue {
  const { alarm, fromAt, priority, words, endedAt, seen } = standing;
  const { context } = scope;
  return {
    resourceType: 'DetectedIssue',
    status: isOver(standing) ? 'final' : 'preliminary',
    code: ownConcept(context, alarm.condition, alarm.condition.replaceAll('-', ' ')),
    severity: severities[priority],
    patient: scope.subject,
    identifiedPeriod: period(fromAt, endedAt),
    author: referStation(context),
    detail: words,
    ...list(
      'mitigation',
      seen.map(({ at, by }) => ({
        action: ownConcept(context, 'acknowledged', 'acknowledged'),
        date: instant(at),
        ...(by === null ? {} : { author: referPerson(context, by) }),
      })),
    ),
  };
}

/** Of the equipment: the raw alarm, as an observation of the console. */
function rawOf(scope: Scope, standing: Standing): Observation {
  const { alarm, fromAt, priority, words, endedAt, seen } = standing;
  const { context } = scope;
  const { effectiveDateTime: _, ...whole } = observationOf(
    scope,
    { code: 'alarm-event', category: 'procedure', at: fromAt, writtenAt: null, by: null },
    { valueString: words },
  );
  return {
    ...whole,
    status: isOver(standing) ? 'final' : 'preliminary',
    effectivePeriod: period(fromAt, endedAt),
    device: referStation(context),
    component: [
      {
        code: ownConcept(context, 'alarm-condition', 'condition'),
        valueCodeableConcept: ownConcept(context, alarm.condition, alarm.condition.replaceAll('-', ' ')),
      },
      { code: ownConcept(context, 'alarm-priority', 'priority'), valueString: priority },
      ...seen.map(({ at, by }) => ({
        code: ownConcept(context, 'acknowledged', `acknowledged by ${by?.name ?? 'nobody signed in'}`),
        valueDateTime: instant(at),
      })),
    ],
  };
}

/** The console's own alarms: start, worse or milder, end and acknowledgement are revisions of one. */
export function alarmsPart(scope: Scope): Part {
  const standing = new Map<string, Standing>();
  const final = new Set<string>();

  function send(id: string, one: Standing, isFirst: boolean): Draft[] {
    if (isOver(one)) final.add(id);
    const isPatient = one.alarm.kind === 'physiological';
    return [
      {
        ...{ kind: 'alarm', key: `${scope.sessionId}/${keyPart(id)}`, lane: 2 },
        write: isFirst ? 'create' : 'update',
        resource: isPatient ? issueOf(scope, one) : rawOf(scope, one),
      },
    ];
  }

  function changed(id: string, change: (one: Standing) => void): Draft[] {
    const one = standing.get(id);
    if (one === undefined) return [];
    change(one);
    return send(id, one, false);
  }

  /** The session is over: what stood to its end stays as it is. */
  const closed = (): Draft[] =>
    [...standing].flatMap(([id, one]) => {
      if (final.has(id)) return [];
      const [draft] = send(id, one, false);
      return draft === undefined
        ? []
        : [{ ...draft, resource: { ...draft.resource, status: 'final' } as Draft['resource'] }];
    });

  return {
    take(event: LoggedEvent) {
      switch (event.type) {
        case 'alarm.raised': {
          const { alarm } = event.body;
          const { priority, words } = alarm;
          const one: Standing = { alarm, fromAt: event.at, priority, words, endedAt: null, seen: [] };
          const isFirst = !standing.has(alarm.alarmId);
          standing.set(alarm.alarmId, one);
          return send(alarm.alarmId, one, isFirst);
        }
        case 'alarm.escalated':
        case 'alarm.eased': {
          const { alarmId, priority, words } = event.body;
          return changed(alarmId, (one) => {
            one.priority = priority;
            one.words = words;
          });
        }
        case 'alarm.condition-ended':
          return changed(event.body.alarmId, (one) => {
            one.endedAt = event.at;
          });
        case 'alarm.condition-returned':
          return changed(event.body.alarmId, (one) => {
            one.endedAt = null;
            one.words = event.body.words;
          });
        case 'alarm.acknowledged': {
          const { alarmId, by } = event.body;
          return changed(alarmId, (one) => {
            one.seen.push({ at: event.at, by });
          });
        }
        case 'session.closed':
          return closed();
        default:
          return [];
      }
    },
  };
}
