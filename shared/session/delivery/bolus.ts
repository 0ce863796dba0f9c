import { standing } from '../../alarms/condition';
import { checkBolus } from '../../limits/check-bolus';
import type { Finding } from '../../limits/profile';
import type { MonoMs } from '../../time/clock';
import { withUnit } from '../../units/format';
import { type Mg, mg, mgPerKg, minutes } from '../../units/units';
import { type Chapter, silent } from '../chapter';
import { accept, refuse } from '../decision';
import type { Session } from '../state';
import { deliveredHighMg } from '../view';

const MINUTE_MS = 60_000;

/** The ordered bolus in milligrams; null: none is ordered. */
export function orderedBolusMg({ order }: Session): Mg | null {
  return order.bolus === null ? null : mg(order.bolus.mgPerKg * order.dosingWeightKg);
}

/**
 * What stands against a bolus. `given`: it is in the pump's counter already, so what was given before it is less by it.
 */
export function bolusFindings(
  session: Session,
  mono: MonoMs,
  bolus: { readonly doseMg: Mg; readonly overSeconds: number; readonly given: boolean },
): Finding[] {
  const { order, limits, delivery } = session;
  const last = delivery.boluses.at(-1) ?? null;
  const high = deliveredHighMg(session, mono);
  return checkBolus({
    order,
    limits,
    mgPerKg: mgPerKg(bolus.doseMg / order.dosingWeightKg),
    overSeconds: bolus.overSeconds,
    sinceLastBolusMin: last === null ? null : minutes((mono - last.mono) / MINUTE_MS),
    bolusesGiven: delivery.boluses.length,
    deliveredHighMg: bolus.given ? mg(Math.max(0, high - bolus.doseMg)) : high,
  });
}

/**
 * A bolus is given at the pump by hand and then recorded. The pump's own counter holds its volume: the record of it
 * names the dose and starts the lockout, and adds nothing to what was given. What happened is always recorded, also
 * against the order; then it alarms.
 */
export const bolus: Chapter = {
  ...silent,
  needs: { 'record-bolus': 'give-drug' },
  evolve(session, _state, event) {
    if (event.type !== 'bolus.recorded') return session;
    const { doseMg, findings } = event.body;
    const recorded = { doseMg, at: event.at, mono: event.mono, seq: event.seq, against: findings.length > 0 };
    return {
      ...session,
      delivery: { ...session.delivery, boluses: [...session.delivery.boluses, recorded] },
    };
  },
  decide(intent, { session, operator, given }) {
    if (intent.kind !== 'record-bolus') return null;
    const { doseMg, overSeconds } = intent;
    if (!(doseMg > 0) || !(overSeconds > 0)) return refuse('Type the dose and the time that the pump shows.');
    const findings = bolusFindings(session, given.mono, { doseMg, overSeconds, given: true });
    return accept({ type: 'bolus.recorded', body: { by: operator, doseMg, overSeconds, findings } });
  },
  blocked(kind, _state, session) {
    if (kind !== 'record-bolus') return null;
    if (session.order.bolus === null) return 'not ordered';
    return session.phase === 'infusing' || session.phase === 'paused' ? null : 'Nothing is infusing.';
  },
  conditions(_state, session, mono) {
    const last = session.delivery.boluses.at(-1);
    if (last === undefined || !last.against || mono >= lockedUntil(session, last.mono)) return [];
    return [
      standing({
        condition: 'bolus-outside-order',
        key: String(last.seq),
        priority: 'high',
        words: `Bolus of ${withUnit(last.doseMg, 'mg')} was against the order or its limits`,
        response: 'Call the physician. Watch sedation, breathing and oxygen.',
      }),
    ];
  },
  moments(_state, session) {
    const last = session.delivery.boluses.at(-1);
    return last === undefined ? [] : [lockedUntil(session, last.mono)];
  },
};

/** How long the alarm of a bolus against the order stands: the lockout, and ten minutes at least. */
function lockedUntil({ order }: Session, from: MonoMs): number {
  return from + Math.max(10, order.bolus?.lockoutMinutes ?? 0) * MINUTE_MS;
}
