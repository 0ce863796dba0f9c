import type { CoursePolicy } from '../policy/course-policy';
import type { EpochMs } from '../time/clock';
import { formatDuration, withUnit } from '../units/format';
import type { Kg, MgPerKgPerHour } from '../units/units';
import type { Against, Hold, SessionCourse } from './session-course';

type Facts = Pick<SessionCourse, 'order' | 'holds' | 'against' | 'scores' | 'unknown'>;

/** A session as this rule looks at it. */
export type LookedAt = {
  readonly sessionId: string;
  readonly startedAt: EpochMs;
  readonly facts: Facts;
};

/** What earlier sessions say about a top rate. It is shown beside the rate of the next order and fills nothing. */
export type Tolerated =
  | {
      readonly kind: 'offered';
      readonly mgPerKgPerHour: MgPerKgPerHour;
      readonly dosingWeightKg: Kg;
      readonly sessionId: string;
      readonly sessionNumber: number;
      readonly startedAt: EpochMs;
      /** Why this one, and why no higher one; each a sentence. */
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'cannot-tell'; readonly reasons: readonly string[] }
  | { readonly kind: 'none-before' };

type Rule = CoursePolicy['tolerated'];

/** Two rates that a label would show alike. */
const SAME = 0.0005;

const rateWords = (rate: number): string => withUnit(rate, 'mg/kg/h');
const lengthOf = ({ from, to }: Hold): number => to - from;
const minutesWords = (minutes: number): string => formatDuration(minutes * 60_000);
const sessionWords = ({ facts }: LookedAt): string => `session ${facts.order.sessionNumber}`;

/**
 * What speaks against a rate: what was seen while it was the highest that ran, or so soon after it that it was still
 * the cause; and whatever was seen around a time in which nobody knew the rate.
 */
function against(hold: Hold, { facts }: LookedAt, { settleMin }: Rule): Against[] {
  const near = ({ from, to }: { from: number; to: number }, minute: number) =>
    minute >= from && minute <= to + settleMin;
  return facts.against.filter(({ minute }) => {
    if (facts.unknown.some((silence) => near(silence, minute))) return true;
    const running = facts.holds.filter((one) => near(one, minute));
    const highest = Math.max(...running.map(({ mgPerKgPerHour }) => mgPerKgPerHour));
    return running.includes(hold) && hold.mgPerKgPerHour > highest - SAME;
  });
}

/** Why a rate that was held long enough says nothing about tolerance: nobody could have seen; empty: it was watched. */
function unwatched(hold: Hold, looked: LookedAt, rule: Rule): string[] {
  const needed = (lengthOf(hold) * rule.watchedPercent) / 100;
  const scored = looked.facts.scores.some(
    ({ minute, sedation }) => sedation !== null && minute >= hold.from && minute <= hold.to + rule.settleMin,
  );
  const held = `${rateWords(hold.mgPerKgPerHour)} in ${sessionWords(looked)}, held ${minutesWords(lengthOf(hold))}`;
  return [
    ...(hold.spo2Min < needed
      ? [`${held}: SpO₂ was read for ${minutesWords(hold.spo2Min)} of it, so it can not be told.`]
      : []),
    ...(scored ? [] : [`${held}: no sedation score in it, so it can not be told.`]),
  ];
}

type Judged = {
  readonly looked: LookedAt;
  readonly hold: Hold;
  readonly found: readonly Against[];
  readonly blind: readonly string[];
};

/** The lowest rate that something spoke against; infinite: nothing did. */
const ceilingOf = (judged: readonly Judged[]): number =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...judged.filter(({ found }) => found.length > 0).map(({ hold }) => hold.mgPerKgPerHour),
  );

function againstWords(judged: readonly Judged[], above: number): string[] {
  const seen = new Set<string>();
  return judged.flatMap(({ looked, hold, found }) =>
    hold.mgPerKgPerHour < above - SAME
      ? []
      : found.flatMap(({ minute, words }) => {
          const at = `minute ${Math.max(0, Math.round(minute))}`;
          const key = `${looked.sessionId} ${at} ${words}`;
          if (seen.has(key)) return [];
          seen.add(key);
          return [`Against ${rateWords(hold.mgPerKgPerHour)} in ${sessionWords(looked)}: ${words}, ${at}.`];
        }),
  );
}

function doubtWords(looked: LookedAt): string[] {
  const unknownMin = looked.facts.unknown.reduce((sum, { from, to }) => sum + to - from, 0);
  if (unknownMin === 0) return [];
  return [`In ${sessionWords(looked)} the pump did not say its rate for ${minutesWords(unknownMin)}.`];
}

/**
 * The highest rate that one of the latest sessions held long enough, watched, and with nothing against it: no score at
 * the stop level, no high alarm of the patient, no pause for a reason of the patient's or without one, no interlock,
 * no severe symptom. What a session says against a rate bars that rate and all higher ones, in it and in those before
 * it. `sessions` in any order, all of one patient and one drug, each ended.
 */
export function toleratedRate(sessions: readonly LookedAt[], rule: Rule): Tolerated {
  const latest = [...sessions].sort((a, b) => b.startedAt - a.startedAt).slice(0, rule.sessions);
  if (latest.length === 0) return { kind: 'none-before' };
  const all: Judged[] = [];
  let best: Judged | null = null;
  let ceiling = Number.POSITIVE_INFINITY;
  for (const looked of latest) {
    const judged = looked.facts.holds.map((hold) => {
      const long = lengthOf(hold) >= rule.heldForMin;
      const blind = long ? unwatched(hold, looked, rule) : [];
      return { looked, hold, found: against(hold, looked, rule), blind };
    });
    all.push(...judged);
    ceiling = Math.min(ceiling, ceilingOf(judged));
    for (const one of judged) {
      const counts = lengthOf(one.hold) >= rule.heldForMin && one.blind.length === 0;
      const below = one.hold.mgPerKgPerHour < ceiling - SAME;
      const higher = best === null || one.hold.mgPerKgPerHour > best.hold.mgPerKgPerHour + SAME;
      if (counts && below && higher) best = one;
    }
  }
  const doubts = latest.flatMap(doubtWords);
  if (best === null) return { kind: 'cannot-tell', reasons: whyNot(all, rule, doubts) };
  const { hold, looked } = best;
  const above = all.filter(({ hold: other }) => other.mgPerKgPerHour > hold.mgPerKgPerHour + SAME);
  return {
    kind: 'offered',
    mgPerKgPerHour: hold.mgPerKgPerHour,
    dosingWeightKg: looked.facts.order.dosingWeightKg,
    sessionId: looked.sessionId,
    sessionNumber: looked.facts.order.sessionNumber,
    startedAt: looked.startedAt,
    reasons: [
      `Held ${minutesWords(lengthOf(hold))} without a break in ${sessionWords(looked)}, SpO₂ read for ${minutesWords(hold.spo2Min)} of it, nothing against it.`,
      ...againstWords(above, hold.mgPerKgPerHour),
      ...tooShort(above, rule),
      ...above.flatMap(({ blind }) => blind),
      ...doubts,
    ],
  };
}

/** Higher rates that were not held long enough to say anything, each once. */
function tooShort(above: readonly Judged[], { heldForMin }: Rule): string[] {
  const longest = new Map<string, Judged>();
  for (const one of above) {
    if (one.found.length > 0 || lengthOf(one.hold) >= heldForMin) continue;
    const key = `${one.looked.sessionId} ${rateWords(one.hold.mgPerKgPerHour)}`;
    const known = longest.get(key);
    if (known === undefined || lengthOf(known.hold) < lengthOf(one.hold)) longest.set(key, one);
  }
  return [...longest.values()].map(
    ({ looked, hold }) =>
      `${rateWords(hold.mgPerKgPerHour)} in ${sessionWords(looked)} was held ${minutesWords(lengthOf(hold))} at most, under ${heldForMin} min.`,
  );
}

function whyNot(all: readonly Judged[], rule: Rule, doubts: readonly string[]): string[] {
  const reasons = [
    ...againstWords(all, 0),
    ...all.flatMap(({ blind }) => blind),
    ...tooShort(all, rule),
    ...doubts,
  ];
  return reasons.length > 0 ? reasons : ['The pump showed no rate in the sessions looked at.'];
}
