import type { CarryOver } from '../ipc/session-detail';
import { noColumns, predicted } from '../pk/prediction';
import { regimenOf } from '../pk/regimen';
import type { PredictionPolicy } from '../policy/prediction-policy';
import { amendedEvents } from '../review/amended-events';
import type { LoggedEvent } from '../session/events';
import type { AmendableField } from '../session/review/events';
import { epochMs } from '../time/clock';
import type { Lane } from './lane';
import { type PredictedSession, predictedLane } from './predicted-lane';
import { predictionFor, syringesIn } from './prediction';
import type { ReviewModel } from './review-model';

/** What was put right and moves the curve: it is computed anew from what stands there now (SR-135). */
const moving: ReadonlySet<AmendableField> = new Set([
  'order.dosingWeightKg',
  'syringe.concentrationMgPerMl',
  'resolved.rateMlPerHour',
]);

const EVERY_MS = 10_000;

function carriedWords(carried: CarryOver | null): string | null {
  if (carried === null) return 'without earlier sessions, which could not be read';
  return carried.unread > 0 ? `without ${carried.unread} earlier sessions, not readable` : null;
}

/** What is predicted, for which order, and which corrections move it. */
function wished(
  { session }: Pick<ReviewModel, 'session'>,
  entries: readonly LoggedEvent[],
  rules: PredictionPolicy,
) {
  const events = amendedEvents(entries);
  const opened = events.find((event) => event.type === 'session.opened');
  const order = opened?.type === 'session.opened' ? opened.body.order : session.order;
  const amended = entries.flatMap((event) =>
    event.type === 'review.amended' && moving.has(event.body.field) ? [event.seq] : [],
  );
  const prediction = predictionFor(rules, order, session.patient, session.openedAt);
  return { events, order, amended, prediction, revision: `-${amended.join('-')}` };
}

/**
 * Predicts a session under review, from its entries as they read now; `entries` holds what was put right afterwards too.
 * `carried` null: it could not be read.
 */
export function predictSession(
  model: Pick<ReviewModel, 'detail' | 'session' | 'from' | 'to'>,
  entries: readonly LoggedEvent[],
  rules: PredictionPolicy,
  carried: CarryOver | null,
): PredictedSession {
  const { detail, from, to } = model;
  const { events, order, amended, prediction, revision } = wished(model, entries, rules);
  const dose = regimenOf(detail.series.pump, syringesIn(order, events));
  const fromMs = epochMs(Math.ceil((from * 1000) / EVERY_MS) * EVERY_MS);
  const count = Math.max(0, Math.floor((to * 1000 - fromMs) / EVERY_MS) + 1);
  const more = [
    amended.length > 0 ? 'computed anew from the corrected record' : null,
    carriedWords(carried),
  ].filter((words) => words !== null);
  return {
    prediction,
    columns: predicted(prediction, carried?.dose ?? [], dose, { fromMs, everyMs: EVERY_MS, count }),
    more: more.length === 0 ? null : more.join(' · '),
    revision: `${revision}${carried === null ? '-alone' : ''}`,
  };
}

const belowGiven = (model: ReviewModel, lane: Lane): Lane[] => {
  const after = model.lanes.findIndex(({ key }) => key === 'given') + 1;
  return model.lanes.toSpliced(after, 0, lane);
};

/** The model with the predicted lane below what was given; effect and plasma, since whoever reviews has the time. */
export function withPredicted(model: ReviewModel, said: PredictedSession): ReviewModel {
  const { prediction, columns, more, revision } = said;
  const lane = predictedLane({
    ...{ prediction, past: columns, ahead: null, withEffect: true, weight: 1, revision },
    ...(more === null ? {} : { more }),
  });
  return { ...model, lanes: belowGiven(model, lane), predicted: said };
}

/** The model with that lane still empty: the others have their place already while the curve is computed. */
export function withRoomForPredicted(
  model: ReviewModel,
  entries: readonly LoggedEvent[],
  rules: PredictionPolicy,
): ReviewModel {
  const { prediction, revision } = wished(model, entries, rules);
  const lane = predictedLane({
    ...{ prediction, past: noColumns(), ahead: null, withEffect: true, weight: 1, revision },
  });
  return { ...model, lanes: belowGiven(model, lane) };
}
