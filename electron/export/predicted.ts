import type { SessionDetail } from '../../shared/ipc/session-detail';
import { type PredictedColumns, type Prediction, predicted } from '../../shared/pk/prediction';
import { regimenOf } from '../../shared/pk/regimen';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import { durationMs, epochMs } from '../../shared/time/clock';
import { predictionFor, syringesIn } from '../../shared/timeline/prediction';
import type { Store } from '../store/store';

const HOUR_MS = 3_600_000;
const EVERY_MS = 5_000;

export type SessionPrediction = {
  readonly prediction: Prediction;
  readonly columns: PredictedColumns;
  /** Earlier sessions that count and of which nothing could be read. */
  readonly unread: number;
};

/**
 * What the clinic's models predict over a session, every five seconds from its first reading of the pump to its last:
 * from what was delivered in it, and before it to the same patient. Null where the pump said nothing.
 */
export function predictedOver(
  store: Pick<Store, 'earlierDoses'>,
  { series, state, events, summary }: SessionDetail,
  rules: PredictionPolicy,
): SessionPrediction | null {
  const { session } = state;
  const [first, last] = [series.pump.t[0], series.pump.t.at(-1)];
  if (session === null || first === undefined || last === undefined) return null;
  const within = durationMs(rules.carryOverHours * HOUR_MS);
  const earlier = store
    .earlierDoses(summary.patientId, session.openedAt, within)
    .filter(({ sessionId }) => sessionId !== summary.sessionId);
  const before = earlier.flatMap(({ dose }) => dose ?? []).sort((one, other) => one.fromMs - other.fromMs);
  const prediction = predictionFor(rules, session.order, session.patient, session.openedAt);
  const dose = regimenOf(series.pump, syringesIn(session.order, events));
  const fromMs = epochMs(Math.ceil(first * 1000));
  const count = Math.max(1, Math.floor((last * 1000 - fromMs) / EVERY_MS) + 1);
  return {
    prediction,
    columns: predicted(prediction, before, dose, { fromMs, everyMs: EVERY_MS, count }),
    unread: earlier.filter(({ dose: read }) => read === null).length,
  };
}
