import { limitChanges } from '../alarms/limits';
import type { Session } from '../session/state';
import { withUnit } from '../units/format';
import { orderRows } from '../words/order-rows';
import { allergyWords, clockTime, dateWords } from '../words/phrases';
import type { Line, Panel } from './document';
import { momentWords } from './times';

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });

/** What was ordered that the page has room for: the rest stands in the order itself. */
const shown: ReadonlySet<string> = new Set([
  'Drug',
  'Volume',
  'Rate',
  'Ceiling',
  'Planned total',
  'Bolus',
  'Interlock',
  'Other drugs',
]);

/** The patient as the wristband and the scale have them. */
export function patientPanel({ patient, order }: Session): Panel {
  const { weightBasis, measuredWeightKg, weighedAt, heightCm } = order;
  const height = heightCm === null ? '' : `, height ${withUnit(heightCm, 'cm')}`;
  const none = patient.allergies !== null && patient.allergies.length === 0;
  return {
    title: 'Patient',
    lines: [
      line('Name', patient.name, 'strong'),
      line('Born', dateWords(patient.birthDate)),
      line('MRN', patient.mrn),
      line('Allergies', allergyWords(patient), none ? 'plain' : 'warn'),
      line('Dosing weight', `${withUnit(order.dosingWeightKg, 'kg')}, ${weightBasis}`, 'strong'),
      line('Weighed', `${withUnit(measuredWeightKg, 'kg')}, ${momentWords(weighedAt)}${height}`),
    ],
  };
}

/** The signed order with the versions of what it was written and judged by. */
export function orderPanel(session: Session): Panel {
  const { order, limits } = session;
  const rows = orderRows(order).filter(([name]) => shown.has(name));
  const changed = limitChanges(order.vitalLimits, session.vitalLimits).map(({ words }) => words);
  const template = order.template;
  return {
    title: 'Order',
    lines: [
      ...rows.map(([name, words]) => line(name, words)),
      line(
        'Alarm limits',
        changed.length === 0 ? 'as ordered' : `changed from the order: ${changed.join(', ')}`,
      ),
      line('Template', template === null ? 'none' : `${template.title}, version ${template.version}`),
      line('Dose limits', `${limits.profileId}, version ${limits.version} of the drug library`),
      line(
        'Ordered by',
        order.signedBy === null || order.signedAt === null
          ? 'not signed'
          : `${order.signedBy.name}, ${order.signedBy.role}, ${momentWords(order.signedAt)}`,
      ),
    ],
  };
}

/** When the session began and ended, by the clock of the workstation. */
export function timesPanel(session: Session, endedAt: number | null, closedAt: number | null): Panel {
  const clock = (at: number | null, none: string) => (at === null ? none : clockTime(at));
  const why = { ended: 'ended', complete: 'the whole order was given' };
  const end = session.endedWhy === null ? '' : `, ${why[session.endedWhy]}`;
  return {
    title: 'Times',
    lines: [
      line('Opened', momentWords(session.openedAt)),
      line(
        'Infusion',
        session.startedAt === null
          ? 'never started'
          : `${clock(session.startedAt, '')} to ${clock(endedAt, 'not ended')}${end}`,
      ),
      line('Closed', closedAt === null ? 'still open' : momentWords(closedAt)),
      line('Room', session.room),
    ],
  };
}
