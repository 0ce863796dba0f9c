import type { CarryOver } from '../../shared/ipc/session-detail';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import { durationMs } from '../../shared/time/clock';
import type { FactsFilling } from '../session/facts-filling';
import type { Store } from '../store/store';

const HOUR_MS = 3_600_000;

/**
 * What the patient of a session was given before it, out of the facts of the earlier sessions. What was never gathered
 * is gathered now; a session of which nothing can be read is counted, so that the prediction can say so.
 */
export async function carriedOver(
  parts: {
    readonly store: Pick<Store, 'session' | 'earlierDoses'>;
    readonly filling: Pick<FactsFilling, 'now'>;
    readonly policy: PredictionPolicy;
  },
  sessionId: string,
): Promise<CarryOver> {
  const { store, filling, policy } = parts;
  const session = store.session(sessionId);
  if (session === null) return { dose: [], unread: 0 };
  const look = () =>
    store
      .earlierDoses(session.patientId, session.openedAt, durationMs(policy.carryOverHours * HOUR_MS))
      .filter((one) => one.sessionId !== sessionId);
  const missing = look().filter(({ dose }) => dose === null);
  if (missing.length > 0) await filling.now(missing.map((one) => one.sessionId));
  const found = look();
  return {
    dose: found.flatMap(({ dose }) => dose ?? []).sort((one, other) => one.fromMs - other.fromMs),
    unread: found.filter(({ dose }) => dose === null).length,
  };
}
