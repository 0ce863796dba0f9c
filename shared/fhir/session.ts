import type { Encounter, Procedure } from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import type { LoggedEvent } from '../session/events';
import type { Phase } from '../session/state';
import { referClinic, referRoom } from './clinic';
import { concept, ownConcept } from './codes';
import { deviceKey, referDeviceKey } from './devices';
import { extension, extensionOf, list, period } from './elements';
import type { Draft } from './item-of';
import { orderStatusDraft } from './order';
import { actorsIn } from './people-named';
import { personKey, referPerson } from './practitioner';
import type { Part, Scope } from './scope';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

type Facts = {
  readonly closed: (LoggedEvent & { type: 'session.closed' }) | null;
  readonly people: readonly Actor[];
};

function encounterDraft(scope: Scope, { closed, people }: Facts): Draft {
  const { context, opened, sessionId } = scope;
  const { order, room, follows, timeFactor } = opened.body;
  const about = [
    { url: 'number', valueInteger: order.sessionNumber },
    { url: 'planned', valueInteger: order.sessionsPlanned },
    { url: 'console', valueString: context.stationId },
    { url: 'time-factor', valueDecimal: timeFactor },
    ...(follows === null ? [] : [{ url: 'follows', valueString: follows }]),
    ...(closed === null ? [] : [{ url: 'outcome', valueCode: closed.body.outcome }]),
  ];
  const resource: Encounter = {
    resourceType: 'Encounter',
    extension: [extensionOf(context, 'session', about)],
    status: closed === null ? 'in-progress' : 'finished',
    class: { system: ACT_CODE, code: 'AMB', display: 'ambulatory' },
    type: [concept(context, 'infusion-session')],
    subject: scope.subject,
    participant: people.map((actor) => ({ individual: referPerson(context, actor) })),
    period: period(opened.at, closed?.at ?? null),
    reasonCode: [concept(context, `indication-${order.indication}`)],
    ...list('location', room === '' ? [] : [{ location: referRoom(room) }]),
    serviceProvider: referClinic(),
  };
  return { kind: 'session', key: sessionId, lane: 1, write: 'update', resource };
}

type Course = {
  readonly phase: Phase;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly complete: boolean;
  readonly pumps: readonly string[];
};

function procedureStatus({ phase, startedAt, complete }: Course): Procedure['status'] {
  switch (phase) {
    case 'preparing':
      return 'preparation';
    case 'infusing':
      return 'in-progress';
    case 'paused':
      return 'on-hold';
    case 'recovery':
      return complete ? 'completed' : 'stopped';
    case 'closed':
      return startedAt === null ? 'not-done' : complete ? 'completed' : 'stopped';
  }
}

function procedureDraft(scope: Scope, course: Course): Draft {
  const { context, opened, sessionId } = scope;
  const { order, by, room } = opened.body;
  const status = procedureStatus(course);
  const resource: Procedure = {
    resourceType: 'Procedure',
    status,
    ...(status === 'not-done' ? { statusReason: ownConcept(context, 'not-started', 'never started') } : {}),
    code: concept(context, 'ketamine-infusion'),
    subject: scope.subject,
    encounter: scope.encounter,
    ...(course.startedAt === null ? {} : { performedPeriod: period(course.startedAt, course.endedAt) }),
    performer: [{ actor: referPerson(context, by) }],
    ...(room === '' ? {} : { location: referRoom(room) }),
    reasonCode: [concept(context, `indication-${order.indication}`)],
    ...list('usedReference', course.pumps.map(referDeviceKey)),
    extension: [
      extension(context, 'order', { valueReference: { reference: `local:order/${order.orderId}` } }),
    ],
  };
  return { kind: 'procedure', key: sessionId, lane: 1, write: 'update', resource };
}

/** The visit, the treatment in it, and what became of the order by it. */
export function sessionPart(scope: Scope): Part {
  const people = new Map<string, Actor>();
  const pumps = new Set<string>();
  let endedAt: number | null = null;
  let phase: Phase | null = null;

  return {
    take(event, state) {
      const { session } = state;
      if (session === null) return [];
      const { identity } = state.pump;
      if (event.type === 'pump.reading') {
        if (identity !== null) pumps.add(deviceKey(identity));
      } else if (event.type !== 'monitor.reading')
        for (const actor of actorsIn(event.body)) people.set(personKey(scope.context, actor), actor);
      if (event.type === 'infusion.ended') endedAt = event.at;
      const closed = event.type === 'session.closed' ? event : null;
      const drafts: Draft[] = [];
      if (event.type === 'session.opened' || closed !== null)
        drafts.push(encounterDraft(scope, { closed, people: [...people.values()] }));
      if (session.phase !== phase || closed !== null) {
        phase = session.phase;
        const complete = session.endedWhy === 'complete';
        const { startedAt } = session;
        drafts.push(procedureDraft(scope, { phase, startedAt, endedAt, complete, pumps: [...pumps] }));
        if (closed !== null && startedAt !== null)
          drafts.push(
            orderStatusDraft(scope.context, scope.opened.body.order, {
              status: complete ? 'completed' : 'stopped',
            }),
          );
      }
      return drafts;
    },
  };
}
