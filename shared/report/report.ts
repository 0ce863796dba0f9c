import type { SessionDetail } from '../ipc/contract';
import type { Ledger } from '../ledger/fold';
import { reviewModel } from '../timeline/model';
import { totalsOf } from '../timeline/totals';
import { ageInYears, clockTime, dateWords, dayWords, sexWords } from '../words/phrases';
import { dischargePanel, ledgerPanel } from './discharge-panels';
import type { Report, ReportFoot } from './document';
import { eventTable } from './event-rows';
import { givenFigures, givenPanel } from './given';
import { graphFigure } from './graph/figure';
import { adjunctsPanel, alarmsPanel, overridesPanel } from './noted-panels';
import { orderPanel, patientPanel, timesPanel } from './order-panels';
import { devicesPanel, peoplePanel } from './people-panels';
import { responsePanel } from './response';
import { signaturesPanel } from './signatures-panel';
import { momentWords } from './times';

/** What a report is made of: the session as the review reads it, the ledger, and what ties the pages to the record. */
export type ReportFacts = {
  readonly detail: SessionDetail;
  readonly ledger: Ledger;
  readonly readings: number;
  readonly foot: ReportFoot;
};

const STATEMENT =
  'Infusion Console is open software under development and not a cleared medical device. Given amounts are the pump’s own account.';

/** The report of one session; null where its log never opened one. Pure: the same record gives the same report. */
export function reportOf({ detail, ledger, readings, foot }: ReportFacts): Report | null {
  const model = reviewModel(detail);
  if (model === null) return null;
  const totals = totalsOf(model);
  const { session, log } = model;
  const { patient, order } = session;
  const { events, summary } = detail;
  const endedAt = log.find(({ event }) => event.type === 'infusion.ended');
  const closed = session.phase === 'closed';
  return {
    head: {
      name: patient.name,
      identity: [
        `born ${dateWords(patient.birthDate)} (${ageInYears(patient.birthDate, session.openedAt)} y, ${sexWords(patient.sex)})`,
        `MRN ${patient.mrn}`,
      ],
      session: `${order.drug} infusion, session ${order.sessionNumber} of ${order.sessionsPlanned}, ${dayWords(session.openedAt)}`,
      simulation: summary.simulation ? 'SIMULATION: no patient, no drug' : null,
    },
    foot,
    summary: {
      title: 'Infusion report',
      standing: closed
        ? `Closed ${momentWords(summary.closedAt ?? detail.state.at)}`
        : `NOT CLOSED: as of ${dayWords(detail.state.at)}, ${clockTime(detail.state.at)}`,
      given: givenFigures(totals),
      left: [
        patientPanel(session),
        orderPanel(session),
        timesPanel(session, endedAt === undefined ? null : endedAt.t * 1000, summary.closedAt),
      ],
      loose: [devicesPanel(events, session), peoplePanel(events, session)],
      right: [
        givenPanel(model, totals),
        responsePanel(model, totals),
        adjunctsPanel(model),
        alarmsPanel(model, totals),
        overridesPanel(model),
      ],
      wide: [dischargePanel(events, session), signaturesPanel(events, session), ledgerPanel(session, ledger)],
      statement: STATEMENT,
    },
    figure: graphFigure(model),
    events: eventTable(model, readings),
  };
}
