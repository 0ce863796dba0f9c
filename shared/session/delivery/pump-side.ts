import { type StandingCondition, standing } from '../../alarms/condition';
import { toMgPerKgPerHour } from '../../dosing/convert';
import { flowing, flowRate } from '../../dosing/delivered';
import { leadWords } from '../../dosing/rate-words';
import type { PumpSnapshot } from '../../readings/pump';
import { mayDo } from '../../record/permissions';
import type { MonoMs } from '../../time/clock';
import { withUnit } from '../../units/format';
import type { MlPerHour } from '../../units/units';
import { type Chapter, silent } from '../chapter';
import type { LoggedEvent } from '../events';
import { pumpAge, streamingLiveMs } from '../freshness';
import { isSessionPump } from '../session-pump';
import type { BedsideState, Session } from '../state';
import type { DeliverySlice } from './slice';

/** Less than the pump itself shows apart, mL/h. */
const RESOLUTION_ML_PER_HOUR = 0.005;
const HOUR_MS = 3_600_000;

export type Breach = { readonly of: 'hard' | 'order'; readonly words: string };

/** What a rate that the pump runs at breaks, the gravest first; null: nothing. */
export function rateBreach(session: Session, rate: MlPerHour): Breach | null {
  const { order, limits } = session;
  const concentration = session.syringe?.concentrationMgPerMl ?? order.concentrationMgPerMl;
  const weight = order.dosingWeightKg;
  // A pump's own step on top of a limit is that limit.
  const sure = (rate - RESOLUTION_ML_PER_HOUR) as MlPerHour;
  const perKg = toMgPerKgPerHour(sure, concentration, weight);
  const perHour = sure * concentration;
  const shown = leadWords(order, toMgPerKgPerHour(rate, concentration, weight));
  const hardPerKg = limits.rateMgPerKgPerHour.hardMax;
  const hardPerHour = limits.rateMgPerHour.hardMax;
  if (hardPerKg !== null && perKg > hardPerKg) {
    return { of: 'hard', words: `${shown}, over the hard limit of ${withUnit(hardPerKg, 'mg/kg/h')}` };
  }
  if (hardPerHour !== null && perHour > hardPerHour) {
    return { of: 'hard', words: `${shown}, over the hard limit of ${withUnit(hardPerHour, 'mg/h')}` };
  }
  if (perKg > order.maxRateMgPerKgPerHour) {
    return {
      of: 'order',
      words: `${shown}, over the order of ${leadWords(order, order.maxRateMgPerKgPerHour)}`,
    };
  }
  return null;
}

/** The rate at which drug flows as far as is known: what the pump shows now, or showed last. */
function presentRate(state: BedsideState, session: Session, mono: MonoMs): MlPerHour | null {
  const { reading } = state.pump;
  const heard = reading !== null && isSessionPump(state) && pumpAge(state, mono).freshness !== 'absent';
  const shown = heard ? flowRate(reading.value) : null;
  // An ordered bolus is faster than any hour's rate; it has limits of its own.
  if (heard && reading.value.runState === 'bolus' && session.order.bolus !== null) return null;
  return shown ?? (session.phase === 'infusing' ? (session.confirmedRate?.value.mlPerHour ?? null) : null);
}

/**
 * What the pump does against what may be: a rate over a limit stays an alarm until it is back, whoever accepted it,
 * and the pump's counter is compared with its own rate (SR-066). Of both the counter is the dose; the difference is
 * shown and kept.
 */
export const pumpSide: Chapter = {
  ...silent,
  evolve(session, _state, event) {
    if (event.type !== 'pump.reading') return session;
    const account = accountAfter(session, event.body, event);
    return account === session.delivery.account
      ? session
      : { ...session, delivery: { ...session.delivery, account } };
  },
  blocked(kind, state, session) {
    if (kind !== 'accept-pump-change' || session.pumpChange === null || session.phase !== 'infusing')
      return null;
    const breach = rateBreach(session, session.confirmedRate?.value.mlPerHour ?? (0 as MlPerHour));
    if (breach === null) return null;
    if (breach.of === 'hard') return `${breach.words}. Set the pump back, or PAUSE.`;
    const { operator } = state;
    return operator !== null && mayDo(operator.role, 'order')
      ? null
      : `${breach.words}. A physician accepts it.`;
  },
  conditions(state, session, mono) {
    return [...overLimit(state, session, mono), ...disagreement(session)];
  },
};

function overLimit(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const rate = presentRate(state, session, mono);
  const breach = rate === null ? null : rateBreach(session, rate);
  if (breach?.of !== 'hard') return [];
  return [
    standing({
      condition: 'rate-over-limit',
      priority: 'high',
      words: `PUMP RATE ${breach.words}`,
      response: 'PAUSE, or set the rate back at the pump. Accepting the change does not end this alarm.',
    }),
  ];
}

/**
 * Counter and rate over the present stretch of steady infusing. Only stretches that were heard without a gap count:
 * what happened in a silence is a range already, and no disagreement.
 */
function accountAfter(
  session: Session,
  snapshot: PumpSnapshot,
  event: LoggedEvent,
): DeliverySlice['account'] {
  const { account } = session.delivery;
  const counterMl = snapshot.volumeInfusedMl;
  const rate = snapshot.rateMlPerHour;
  const steady = flowing(snapshot) && rate !== null && counterMl !== null && session.openCommand === null;
  if (!steady || session.phase !== 'infusing') return account === null ? account : null;
  const last = { mono: event.mono, rateMlPerHour: rate, counterMl };
  if (account === null) return { last, expectedMl: 0, countedMl: 0 };
  const ms = event.mono - account.last.mono;
  const rise = counterMl - account.last.counterMl;
  const same = account.last.rateMlPerHour === rate;
  // Another rate began somewhere between the two readings, or the counter was cleared: a new beginning.
  if (!same || rise < 0) return { last, expectedMl: 0, countedMl: 0 };
  if (ms > streamingLiveMs(session.timeFactor)) return { ...account, last };
  return {
    last,
    expectedMl: account.expectedMl + (rate * ms) / HOUR_MS,
    countedMl: account.countedMl + rise,
  };
}

function disagreement(session: Session): StandingCondition[] {
  const { account } = session.delivery;
  if (account === null) return [];
  const { volumeToleranceMl, volumeToleranceShare } = session.policy.delivery;
  const off = Math.abs(account.countedMl - account.expectedMl);
  if (off <= volumeToleranceMl + volumeToleranceShare * account.expectedMl) return [];
  const side = account.countedMl < account.expectedMl ? 'less' : 'more';
  return [
    standing({
      condition: 'volume-disagrees',
      priority: 'medium',
      words: `The pump counts ${side} volume than its rate makes`,
      response: 'Look at syringe, plunger and line. The given dose follows the counter.',
    }),
  ];
}
