import type { Patient } from '../../shared/record/patient';
import type { Circumstances } from '../../shared/session/decision';
import type { EpochMs } from '../../shared/time/clock';
import type { ControllerSetting } from './controller';

/** The patient's latest session that was closed here. */
function lastOf({ store }: Pick<ControllerSetting, 'store'>, { patientId, mrn }: Patient): string | null {
  const closed = store.sessions(mrn, 50).find((one) => one.patientId === patientId && one.closedAt !== null);
  return closed?.sessionId ?? null;
}

/** What a session of this order would be opened with; null: no such order is planned, or its limits are gone. */
export function plannedFor(
  setting: Pick<ControllerSetting, 'store' | 'limits' | 'policy' | 'orders'>,
  orderId: string,
  at: EpochMs,
): Circumstances['planned'] {
  const planned = setting.store.plannedSessions(at).find((one) => one.order.orderId === orderId);
  if (planned === undefined || planned.state !== 'planned') return null;
  const { order, patient } = planned;
  const limits = setting.limits(order.limitProfileId);
  if (limits === null) return null;
  return {
    order,
    patient,
    limits,
    policy: setting.policy,
    follows: lastOf(setting, patient),
    against: setting.orders.against(order, patient, at),
  };
}

/** The calendar date on the wall of this room. */
export function localDate(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
