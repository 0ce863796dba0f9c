import type { SessionDetail } from '../ipc/session-detail';
import type { Ledger } from '../ledger/fold';
import { type ReviewModel, reviewModel } from '../timeline/model';
import { PREDICTED } from '../timeline/predicted-lane';
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
import { peakLine, type ReportedPrediction, reportedLane } from './predicted';
import { responsePanel } from './response';
import { signaturesPanel } from './signatures-panel';
import { momentWords } from './times';

/** What a report is made of: the session as the review reads it, the ledger, and what ties the pages to the record. */
export type ReportFacts = {
  readonly detail: SessionDetail;
  readonly ledger: Ledger;
  readonly readings: number;
  readonly foot: ReportFoot;
  /** Null: nothing could be predicted. */
  readonly predicted: ReportedPrediction | null;
};

const STATEMENT =
  'Infusion Console is open software under development and not a cleared medical device. Given amounts are the pump’s own account.';

/** The lane of the prediction stands below what was given. */
function withPrediction(model: ReviewModel, predicted: ReportedPrediction | null): ReviewModel {
  if (predicted === null || model.lanes.some(({ key }) => key === PREDICTED)) return model;
  const after = model.lanes.findIndex(({ key }) => key === 'given') + 1;
  const lane = reportedLane(predicted, 1);
  return { ...model, lanes: [...model.lanes.slice(0, after), lane, ...model.lanes.slice(after)] };
}

/** The report of one session; null where its log never opened one. Pure: the same record gives the same report. */
export function reportOf({ detail, ledger, readings, foot, predicted }: ReportFacts): Report | null {
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
        givenPanel(model, totals, peakLine(predicted)),
        responsePanel(model, totals),
        adjunctsPanel(model),
        alarmsPanel(model, totals),
        overridesPanel(model),
      ],
      wide: [dischargePanel(events, session), signaturesPanel(events, session), ledgerPanel(session, ledger)],
      statement: STATEMENT,
    },
    figure: graphFigure(withPrediction(model, predicted)),
    events: eventTable(model, readings),
  };
}
