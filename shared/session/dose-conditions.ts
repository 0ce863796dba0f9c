import { type StandingCondition, standing } from '../alarms/condition';
import type { MonoMs } from '../time/clock';
import { formatIn } from '../units/format';
import type { Session } from './state';
import { deliveredHighMg, deliveredMg, freshAccountMs, infusingMs, syringeLeftMl } from './view';

/** The syringe alarms so long before it is empty, in milliseconds (SR-069). */
const syringeLowMs = ({ policy }: Session): number => policy.delivery.syringeLowMin * 60_000;
const HOUR_MS = 3_600_000;

/** What may be given at most: the order's total, and never past the hard limit. */
function doseLimitMg(session: Session): number {
  return Math.min(session.order.totalMg, session.limits.totalMg.hardMax ?? session.order.totalMg);
}

/** The pump stops at its volume limit, which is rounded down: a hundredth of a milliliter is no news. */
function toleranceMg(session: Session): number {
  return 0.02 * session.order.concentrationMgPerMl;
}

/** Dose and time against the order: limit reached, order over, syringe nearly empty. */
export function doseConditions(session: Session, mono: MonoMs): StandingCondition[] {
  const found: StandingCondition[] = [];
  const limitMg = doseLimitMg(session);
  if (session.phase === 'infusing' && deliveredHighMg(session, mono) > limitMg + toleranceMg(session)) {
    found.push(
      standing({
        condition: 'dose-limit-reached',
        priority: 'high',
        words: `DOSE LIMIT ${formatIn(limitMg, 'mg')} mg reached, still infusing`,
        response: 'PAUSE now, then end the infusion.',
      }),
    );
  } else if (
    session.phase === 'infusing' &&
    infusingMs(session, mono) >= session.order.durationMin * 60_000
  ) {
    found.push(
      standing({
        condition: 'order-complete',
        priority: 'medium',
        words: `Ordered ${formatIn(session.order.durationMin, 'min')} min reached, still infusing`,
        response: 'End the infusion, or ask the physician for a longer order.',
      }),
    );
  }
  if (session.phase === 'infusing' && syringeRunsLow(session, mono)) {
    found.push(
      standing({
        condition: 'syringe-low',
        priority: 'medium',
        words: 'Syringe nearly empty before the order is given',
        response: 'Prepare the next syringe.',
      }),
    );
  }
  return found;
}

/** Whether the syringe ends soon, and before the order; in a pause, at the rate to resume (SR-069). */
export function syringeRunsLow(session: Session, mono: MonoMs): boolean {
  const left = syringeLeftMl(session, mono);
  const rate =
    session.phase === 'paused' ? session.rateBeforePauseMlPerHour : session.confirmedRate?.value.mlPerHour;
  const given = deliveredMg(session, mono);
  const orderLeftMl = (session.order.totalMg - given.highMg) / session.order.concentrationMgPerMl;
  if (left === null || rate == null || !(rate > 0) || left >= orderLeftMl) return false;
  return (left / rate) * HOUR_MS < syringeLowMs(session);
}

/** When time alone brings one of these conditions about: the range widens while the pump is not heard. */
export function doseMoments(session: Session, mono: MonoMs): number[] {
  const { delivered, order } = session;
  if (session.phase !== 'infusing') return [];
  const moments = [mono + order.durationMin * 60_000 - infusingMs(session, mono)];
  const perMs = delivered.possibleMaxMlPerHour / HOUR_MS;
  if (delivered.asOfMono === null || !(perMs > 0)) return moments;
  const limitMl = (doseLimitMg(session) + toleranceMg(session)) / order.concentrationMgPerMl;
  moments.push(delivered.asOfMono + (limitMl - delivered.highMl) / perMs);
  if (session.syringe !== null) {
    const lowMl = ((session.confirmedRate?.value.mlPerHour ?? 0) * syringeLowMs(session)) / HOUR_MS;
    const leftMl = session.syringe.volumeMl - (delivered.highMl - session.syringeFromMl);
    moments.push(delivered.asOfMono + freshAccountMs(session.timeFactor));
    moments.push(delivered.asOfMono + (leftMl - lowMl) / perMs);
  }
  return moments;
}
