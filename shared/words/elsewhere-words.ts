import type { Difference } from '../session/elsewhere/events';
import type { EventDraft } from '../session/events';
import { clockTime, dayWords } from './phrases';

type ElsewhereEvent = Extract<
  EventDraft,
  {
    type:
      | 'order.arrived'
      | 'order.seen-elsewhere'
      | 'order.changed-elsewhere'
      | 'order.revoked-elsewhere'
      | 'order.listed'
      | 'order.unlisted'
      | 'order.pinned'
      | 'order.decided'
      | 'patient.arrived'
      | 'patient.refused'
      | 'patient.merged-elsewhere';
  }
>;

/** `Rate 0.5 mg/kg/h, was 0.35 mg/kg/h`. */
export const differenceWords = ({ what, was, now }: Difference): string => `${what} ${now}, was ${was}`;

const allDifferences = (differences: readonly Difference[]): string =>
  differences.map(differenceWords).join('; ');

/** What a server calls the standing of an order, in words. */
export function orderStatusWords(status: string): string {
  const words: Readonly<Record<string, string>> = {
    active: 'active',
    'on-hold': 'on hold',
    cancelled: 'cancelled',
    completed: 'completed',
    'entered-in-error': 'entered in error',
    stopped: 'stopped',
    draft: 'a draft',
    unknown: 'of unknown standing',
  };
  return words[status] ?? `"${status}"`;
}

const decisions = {
  continue: 'goes on with the order that the session began with',
  pause: 'paused',
  end: 'ended',
  noted: 'noted after the infusion',
} as const;

const because = (reason: string | null): string => (reason === null || reason === '' ? '' : `: ${reason}`);

/** What the clinic's server said of patients and orders, and what was decided upon it. */
export function elsewhereWords(event: ElsewhereEvent): string {
  switch (event.type) {
    case 'order.arrived': {
      const { order, status } = event.body;
      const by = order.signedBy === null ? 'not signed' : `signed by ${order.signedBy.name}`;
      return `Order came from the clinic’s server, ${by}, for ${dayWords(order.plannedFor)} ${clockTime(order.plannedFor)}, ${orderStatusWords(status)}`;
    }
    case 'order.seen-elsewhere':
      return `Order stands on the clinic’s server as version ${event.body.from.versionId}, ${orderStatusWords(event.body.status)}`;
    case 'order.changed-elsewhere':
      return `Order changed on the clinic’s server: ${allDifferences(event.body.differences)}`;
    case 'order.revoked-elsewhere':
      return `Order revoked on the clinic’s server, ${orderStatusWords(event.body.status)}${because(event.body.reason)}`;
    case 'order.listed':
      return `Order from the clinic’s system, to be written and signed here: ${event.body.text} (${event.body.why})`;
    case 'order.unlisted':
      return `Order from the clinic’s system taken off the list by ${event.body.by.name}: ${event.body.reason}`;
    case 'order.pinned': {
      const { from, askedAt } = event.body;
      const asked =
        askedAt === null
          ? 'the server was not asked since the start'
          : `asked for ${dayWords(askedAt)} ${clockTime(askedAt)}`;
      return `Session rests on version ${from.versionId} of the order on the clinic’s server, ${asked}`;
    }
    case 'order.decided': {
      const { about, decision, by, physician, reason } = event.body;
      const whose = physician === null ? by.name : `${physician.name}, with ${by.name}`;
      return `Order ${about} on the clinic’s server: ${decisions[decision]}, by ${whose}${because(reason)}`;
    }
    case 'patient.arrived': {
      const { what, patient, differences } = event.body;
      const who = `${patient.name}, ${patient.mrn}`;
      if (what === 'new') return `Patient came from the clinic’s server: ${who}`;
      if (what === 'same') return `Patient is known to the clinic’s server: ${who}`;
      const waits = what === 'waits' ? ', taken over when the session is closed' : '';
      return `Patient changed on the clinic’s server: ${allDifferences(differences)}${waits}`;
    }
    case 'patient.refused':
      return `Patient from the clinic’s server not taken over: ${event.body.words}`;
    case 'patient.merged-elsewhere':
      return `Patient merged on the clinic’s server: ${event.body.words}`;
  }
}
