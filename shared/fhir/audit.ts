import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding } from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import type { EventBody, LoggedEvent } from '../session/events';
import { commandWords } from '../words/command-words';
import { auditCodes, type Coded } from './codes';
import { entryKey, type FhirContext, systemOf } from './context';
import { referStation } from './devices';
import { instant, list } from './elements';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';

type Audited = {
  readonly type: keyof typeof auditCodes;
  readonly subtype?: keyof typeof auditCodes;
  readonly action: NonNullable<AuditEvent['action']>;
  readonly outcome: NonNullable<AuditEvent['outcome']>;
  readonly words: string;
  readonly agents: readonly AuditEventAgent[];
  /** The session that it is about; it may be of another workstation, so that it is named by its number alone. */
  readonly sessionId?: string;
};

const coding = ({ system, code, display }: Coded): Coding => ({ system, code, display });

const refusedWords = ({ why, failures, with: what }: EventBody<'operator.refused'>): string =>
  why === 'locked-out' ? 'tried while locked out' : `wrong ${what}, ${failures} in a row`;

const exitWords = { asked: 'signed out', idle: 'signed out, idle', 'run-ended': 'signed out, the run ended' };

/** What an entry is for those who look after access; null: nothing of theirs. */
function auditedIn(context: FhirContext, event: LoggedEvent): Audited | null {
  const person = (actor: Actor, requestor = true): AuditEventAgent => ({
    who: referPerson(context, actor),
    name: actor.name,
    requestor,
  });
  const own: AuditEventAgent = { who: referStation(context), requestor: true };
  switch (event.type) {
    case 'operator.signed-in':
      return {
        ...{ type: 'authentication', subtype: 'login', action: 'E', outcome: '0', words: 'signed in' },
        agents: [person(event.body.by)],
      };
    case 'operator.signed-out':
      return {
        ...{ type: 'authentication', subtype: 'logout', action: 'E', outcome: '0' },
        ...{ words: exitWords[event.body.why], agents: [person(event.body.by)] },
      };
    case 'operator.refused': {
      const { name, personId } = event.body;
      // Nobody was let in: who it was is what was claimed, not a person who acted.
      const claimed: AuditEventAgent = {
        ...(personId === null ? {} : { altId: personId }),
        ...{ name: name ?? 'nobody on the list', requestor: true },
      };
      return {
        ...{ type: 'alert', action: 'E', outcome: '4', words: refusedWords(event.body) },
        agents: [claimed],
      };
    }
    case 'operator.handed-over':
      return {
        ...{ type: 'authentication', subtype: 'login', action: 'E', outcome: '0' },
        ...{ words: `took over from ${event.body.from.name}`, sessionId: event.sessionId },
        agents: [person(event.body.to), person(event.body.from, false)],
      };
    case 'operator.broke-glass':
      return {
        ...{ type: 'alert', subtype: 'emergency', action: 'E', outcome: '0' },
        ...{ words: `emergency access: ${event.body.reason}`, agents: [person(event.body.by)] },
      };
    case 'glass.seen':
      return {
        ...{ type: 'activity', action: 'R', outcome: '0', words: 'an emergency access was seen' },
        agents: [person(event.body.by)],
      };
    case 'person.changed': {
      const { by, person: changed, what } = event.body;
      return {
        ...{ type: 'security-changed', action: what === 'added' ? 'C' : 'U', outcome: '0' },
        ...{ words: `${changed.name}, ${changed.role}: ${what}`, agents: [by === null ? own : person(by)] },
      };
    }
    case 'record.viewed':
      return {
        ...{ type: 'patient-record', action: 'R', outcome: '0', sessionId: event.body.sessionId },
        words: event.body.course === true ? 'the course of a treatment was read' : 'a session was read',
        agents: [person(event.body.by)],
      };
    case 'record.exported':
      return {
        ...{ type: 'export', action: 'R', outcome: '0', sessionId: event.body.sessionId },
        ...{ words: `exported as ${event.body.as}`, agents: [person(event.body.by)] },
      };
    case 'record.put-back':
      return {
        ...{ type: 'alert', action: 'U', outcome: '0', agents: [own] },
        words: `the console’s record was put back from its copy of ${event.body.copyDay}`,
      };
    case 'clinic-server.set':
      return {
        ...{ type: 'security-changed', action: 'U', outcome: '0' },
        words: `the clinic’s server: ${event.body.changes.map(({ what }) => what).join(', ')} changed`,
        agents: [person(event.body.by)],
      };
    case 'clinic-server.key':
      return {
        ...{ type: 'security-changed', action: 'U', outcome: event.body.what === 'not-opened' ? '4' : '0' },
        ...{ words: `the workstation’s key ${event.body.keyId}: ${event.body.what}` },
        agents: [person(event.body.by)],
      };
    case 'command.requested': {
      const { by } = event.body;
      return {
        ...{ type: 'activity', action: 'E', outcome: '0', sessionId: event.sessionId },
        ...{
          words: `asked of the pump: ${commandWords(event.body)}`,
          agents: [by === null ? own : person(by)],
        },
      };
    }
    default:
      return null;
  }
}

/** The audit record of an entry, if it is one. The record's own chain of seals stays the one that counts. */
export function auditDrafts(context: FhirContext, event: LoggedEvent): Draft[] {
  const audited = auditedIn(context, event);
  if (audited === null) return [];
  const { type, subtype, action, outcome, words, agents, sessionId } = audited;
  const entity: AuditEventEntity[] =
    sessionId === undefined
      ? []
      : [{ what: { identifier: { system: systemOf(context, 'session'), value: sessionId } } }];
  const resource: AuditEvent = {
    resourceType: 'AuditEvent',
    type: coding(auditCodes[type]),
    ...list('subtype', subtype === undefined ? [] : [coding(auditCodes[subtype])]),
    ...{ action, outcome, outcomeDesc: words, recorded: instant(event.at) },
    agent: [...agents],
    source: { site: context.stationId, observer: referStation(context) },
    ...list('entity', entity),
  };
  const key = `${context.stationId}/${entryKey(context, event.seq)}`;
  return [{ kind: 'audit', key, lane: 5, write: 'create', resource }];
}
