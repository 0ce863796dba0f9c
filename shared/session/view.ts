import { toMg, toMgPerKgPerHour } from '../dosing/convert';
import { deliveredRange } from '../dosing/delivered';
import { type DurationMs, durationMs, type MonoMs, patience } from '../time/clock';
import {
  type Mg,
  type MgPerKgPerHour,
  type Minutes,
  type Ml,
  type MlPerHour,
  mg,
  minutes,
  ml,
  mlPerHour,
} from '../units/units';
import { pumpAge, ROUND_FLOOR_MS } from './freshness';
import { isSessionPump } from './session-pump';
import type { BedsideState, Session } from './state';

const HOUR_MS = 3_600_000;

/** Time with the infusion running, pauses left out. */
export function infusingMs(session: Session, mono: MonoMs): DurationMs {
  const running = session.phase === 'infusing' ? Math.max(0, mono - session.phaseSinceMono) : 0;
  return durationMs(session.infusedMs + running);
}

/** How long the present pause has lasted; 0 when there is none. */
export function pausedForMs(session: Session, mono: MonoMs): DurationMs {
  return durationMs(session.phase === 'paused' ? Math.max(0, mono - session.phaseSinceMono) : 0);
}

export type Range<Q> = { readonly low: Q; readonly high: Q; readonly exact: boolean };

/** How long after a reading the given volume stands as one number. */
export function freshAccountMs(factor: number): DurationMs {
  return patience(5_000, factor, ROUND_FLOOR_MS);
}

/** Given volume: one number while the pump's account is fresh, a range while it is not. */
export function deliveredMl(session: Session, mono: MonoMs): Range<Ml> {
  const { delivered, timeFactor } = session;
  const age = delivered.asOfMono === null ? 0 : mono - delivered.asOfMono;
  const fresh = age <= freshAccountMs(timeFactor);
  const range = fresh
    ? { lowMl: delivered.lowMl, highMl: delivered.highMl }
    : deliveredRange(delivered, mono);
  return { low: range.lowMl, high: range.highMl, exact: range.highMl - range.lowMl < 0.0005 };
}

/** Given dose in milligrams, from the pump's volume and the concentration on the syringe. */
export function deliveredMg(session: Session, mono: MonoMs): { lowMg: Mg; highMg: Mg; exact: boolean } {
  const volume = deliveredMl(session, mono);
  const concentration = session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl;
  return {
    lowMg: toMg(volume.low, concentration),
    highMg: toMg(volume.high, concentration),
    exact: volume.exact,
  };
}

/** Upper end for every limit: between readings too, what may have gone in meanwhile counts. */
export function deliveredHighMg(session: Session, mono: MonoMs): Mg {
  const concentration = session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl;
  return toMg(deliveredRange(session.delivered, mono).highMl, concentration);
}

/**
 * The rate from which a new one is a step (SR-026): the confirmed one, and for a resume the one before the pause, so
 * that pausing first is no way around the limit of one step. Null before the start.
 */
export function rateStepsFrom(
  session: Session,
  purpose: 'start' | 'resume' | 'change-rate',
): MgPerKgPerHour | null {
  if (purpose === 'change-rate') return session.confirmedRate?.value.mgPerKgPerHour ?? null;
  const before = session.rateBeforePauseMlPerHour;
  if (purpose === 'start' || before === null) return null;
  return toMgPerKgPerHour(before, session.order.concentrationMgPerMl, session.order.dosingWeightKg);
}

/** Time since the rate was last raised, the start included; null: it was not yet (SR-026). */
export function sinceLastRiseMin({ delivery }: Session, mono: MonoMs): Minutes | null {
  const { lastRiseMono } = delivery;
  return lastRiseMono === null ? null : minutes(Math.max(0, mono - lastRiseMono) / 60_000);
}

/** Time until the order's total is reached at the present or resumed rate, or its duration; null when unknown. */
export function timeLeftMs(session: Session, mono: MonoMs): DurationMs | null {
  const rate =
    session.phase === 'infusing' ? session.confirmedRate?.value.mlPerHour : session.rateBeforePauseMlPerHour;
  if (rate === null || rate === undefined || !(rate > 0)) return null;
  const leftMl =
    (session.order.totalMg - deliveredMg(session, mono).highMg) / session.order.concentrationMgPerMl;
  const byTotal = (Math.max(0, leftMl) / rate) * HOUR_MS;
  const byTime = Math.max(0, session.order.durationMin * 60_000 - infusingMs(session, mono));
  return durationMs(Math.min(byTotal, byTime));
}

/** What is left in the syringe by its label and the pump's account; null before a syringe is confirmed. */
export function syringeLeftMl(session: Session, mono: MonoMs): Ml | null {
  if (session.syringe === null) return null;
  const drawn = deliveredMl(session, mono).high - session.syringeFromMl;
  return ml(Math.max(0, session.syringe.volumeMl - drawn));
}

/** True while drug may be flowing for all that we know. */
export function mayInfuse(session: Session): boolean {
  return (
    session.phase === 'infusing' || session.openCommand !== null || session.delivered.possibleMaxMlPerHour > 0
  );
}

/** Every rate the pump may be running at now, ascending; one entry when it is known. */
export function possibleRates(session: Session): MlPerHour[] {
  const rates = new Set<number>();
  const open = session.openCommand;
  if (open !== null) {
    if (open.rateBeforeMlPerHour !== null) rates.add(open.rateBeforeMlPerHour);
    if (open.command.kind === 'stop') rates.add(0);
    else rates.add(open.command.rateMlPerHour);
    if (open.stage === 'uncertain') rates.add(0);
    // A command that this one overtook may have reached the pump as well.
    rates.add(session.delivered.possibleMaxMlPerHour);
  } else {
    rates.add(session.phase === 'infusing' ? (session.confirmedRate?.value.mlPerHour ?? 0) : 0);
  }
  return [...rates].sort((a, b) => a - b).map((rate) => mlPerHour(rate));
}

/** What the pump is doing, as the dose panel says it (ui.md 3). */
export type DeliveryView =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'infusing'; readonly mlPerHour: MlPerHour; readonly mgPerKgPerHour: MgPerKgPerHour }
  | { readonly kind: 'paused' }
  | { readonly kind: 'unknown'; readonly why: string; readonly possible: MlPerHour[] }
  | { readonly kind: 'complete' };

/** Unknown wins: a silent pump or an unconfirmed command is never shown as infusing or paused (H1, SR-067). */
export function deliveryView(state: BedsideState, mono: MonoMs): DeliveryView {
  const { session } = state;
  if (session === null) return { kind: 'not-started' };
  if (session.phase === 'closed') return { kind: 'complete' };
  const open = session.openCommand;
  if (open?.stage === 'uncertain') {
    return {
      kind: 'unknown',
      why: open.uncertainReason ?? 'not confirmed',
      possible: possibleRates(session),
    };
  }
  if (session.phase === 'preparing') return { kind: 'not-started' };
  if (session.phase === 'recovery') return { kind: 'complete' };
  const lost = pumpAge(state, mono).freshness === 'absent';
  if (lost || !isSessionPump(state)) {
    const rates = new Set([0, session.confirmedRate?.value.mlPerHour ?? 0, ...possibleRates(session)]);
    const possible = [...rates].sort((a, b) => a - b).map((rate) => mlPerHour(rate));
    return { kind: 'unknown', why: lost ? 'pump link lost' : 'another pump is at the cable', possible };
  }
  if (session.phase === 'paused') return { kind: 'paused' };
  const rate = session.confirmedRate?.value;
  if (rate === undefined) return { kind: 'unknown', why: 'the pump has not shown a rate', possible: [] };
  return { kind: 'infusing', mlPerHour: rate.mlPerHour, mgPerKgPerHour: rate.mgPerKgPerHour };
}

/** Largest volume that the order still leaves, in milligrams. */
export function orderLeftMg(session: Session, mono: MonoMs): Mg {
  return mg(Math.max(0, session.order.totalMg - deliveredHighMg(session, mono)));
}
