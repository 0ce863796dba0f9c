import { toPumpRate } from '../../shared/dosing/convert';
import { rateReadIn } from '../../shared/dosing/units-of-rate';
import { forbidding, rateSlips } from '../../shared/limits/check';
import type { Finding, SoftReason } from '../../shared/limits/profile';
import { rateFindings } from '../../shared/session/rate-findings';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveredHighMg } from '../../shared/session/view';
import type { MonoMs } from '../../shared/time/clock';
import { formatIn, formatNumber } from '../../shared/units/format';
import { type MgPerHour, type MgPerKgPerHour, mgPerKgPerHour } from '../../shared/units/units';
import { clockTime } from './words';

export type RateProposal = {
  readonly rate: MgPerKgPerHour;
  readonly mgPerHour: string;
  /** What the pump will be asked for, in full. */
  readonly sentMgPerHour: MgPerHour;
  readonly mlPerHour: string;
  /** The sent value when the pump can not take the typed one exactly. */
  readonly exactness: string;
  /** `up 29 %`; null when there is no present rate. */
  readonly change: string | null;
  /** What the number looks like if a hand or an eye slipped; each in one sentence. */
  readonly slips: readonly string[];
  readonly findings: Finding[];
  readonly soft: Finding[];
  /** The findings that forbid with these reasons; empty: it may be held. */
  readonly forbidden: Finding[];
  readonly endsAt: string | null;
};

export type RateQuestion = {
  readonly purpose: 'start' | 'resume' | 'change-rate';
  readonly reasons: readonly SoftReason[];
};

/** What a typed rate would mean: the pump's own unit, every limit, and when the order would end. */
export function proposeRate(
  state: BedsideState,
  session: Session,
  mono: MonoMs,
  value: number,
  question: RateQuestion,
): RateProposal | null {
  const { capabilities } = state.pump;
  if (capabilities === null) return null;
  const { order, limits } = session;
  const rate = mgPerKgPerHour(value);
  const present = session.confirmedRate?.value.mgPerKgPerHour ?? null;
  const findings = rateFindings(session, capabilities, question.purpose, rate, mono);
  const asked = toPumpRate(order, capabilities, rate);
  const share = present === null || !(present > 0) ? null : (value / present - 1) * 100;
  const leftMg = order.totalMg - deliveredHighMg(session, mono);
  const hours = asked.mgPerHour > 0 ? leftMg / asked.mgPerHour : null;
  return {
    rate,
    mgPerHour: formatIn(asked.mgPerHour, 'mg/h'),
    sentMgPerHour: asked.mgPerHour,
    mlPerHour: formatIn(asked.mlPerHour, 'mL/h'),
    exactness: asked.exact
      ? 'pump can set this exactly'
      : `pump is asked for ${formatNumber(rateReadIn(asked.mgPerKgPerHour, order.orderedUnit, order.dosingWeightKg), 4)} ${order.orderedUnit}, rounded down`,
    change:
      share === null || Math.abs(share) < 0.5
        ? null
        : `${share > 0 ? 'up' : 'down'} ${formatNumber(Math.abs(share), 0)} %`,
    slips: rateSlips({
      value: rateReadIn(rate, order.orderedUnit, order.dosingWeightKg),
      unit: order.orderedUnit,
      order,
      presentMgPerKgPerHour: present,
    }),
    findings,
    soft: findings.filter((finding) => finding.severity === 'soft'),
    forbidden: forbidding(findings, question.reasons, limits.reasonCodes),
    endsAt: hours === null ? null : clockTime(state.at + (mono - state.mono) + hours * 3_600_000),
  };
}

/** Why a rate may not be held, in the few words that a button has; null: it may be. */
export function whyForbidden(forbidden: readonly Finding[]): string | null {
  const hard = forbidden.find(({ severity }) => severity === 'hard');
  if (hard === undefined) return forbidden.length > 0 ? 'a reason is needed' : null;
  if (hard.rule === 'step-interval') return 'too soon after the last rise';
  if (hard.rule === 'order-total') return 'the ordered total is given';
  return hard.value < hard.limit ? 'under a hard limit' : 'over a hard limit';
}
