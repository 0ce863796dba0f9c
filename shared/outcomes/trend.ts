import type { EpochMs } from '../time/clock';
import { type Change, changeOf } from './change';
import type { Answers, Gain, Instrument, Needs } from './instrument';
import type { Outcome, SeriesSession } from './outcome';
import { suicideWords } from './risk';
import { scoreOf } from './score';

/** A complete score that later ones of its series are compared with. */
export type Baseline = {
  readonly outcomeId: string;
  readonly at: EpochMs;
  readonly score: number;
  /** When the series began that it is the baseline of. */
  readonly seriesFrom: EpochMs;
};

export type TrendPoint = {
  readonly outcome: Outcome;
  readonly at: EpochMs;
  /** Null: not complete. Then `bounds` says what it can come to at least and at most. */
  readonly score: number | null;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly answered: number;
  readonly of: number;
  readonly band: string | null;
  readonly baseline: Baseline | null;
  readonly isBaseline: boolean;
  /** Null: not complete, no baseline, or before the first session. */
  readonly change: Change | null;
  /** `item 9 at 0`; null: this instrument does not ask. */
  readonly suicide: string | null;
};

/** A score from which on down a change is called `gain`. */
export type Threshold = { readonly gain: Gain; readonly score: number };

export type Trend = {
  readonly instrument: Instrument;
  /** In the order in which they were answered. */
  readonly points: readonly TrendPoint[];
  readonly sessions: readonly SeriesSession[];
  /** Of the latest series. */
  readonly baseline: Baseline | null;
  readonly thresholds: readonly Threshold[];
  /** The last complete one. */
  readonly latest: TrendPoint | null;
};

/**
 * When each series began: at the first session known here, and at each one whose number is lower than the one's before
 * it (session 1 again after session 6).
 */
export function seriesStarts(sessions: readonly SeriesSession[]): EpochMs[] {
  const inOrder = [...sessions].sort((one, other) => one.startedAt - other.startedAt);
  return inOrder
    .filter(({ sessionNumber }, at) => at === 0 || sessionNumber < (inOrder[at - 1]?.sessionNumber ?? 0))
    .map(({ startedAt }) => startedAt);
}

/** What an incomplete set of answers can still come to. */
function boundsOf(instrument: Instrument, answers: Answers): { least: number; most: number } {
  const { questions, scoring, range } = instrument;
  if (scoring === 'first') {
    const [first] = answers;
    return first === null || first === undefined
      ? { least: range.least, most: range.most }
      : { least: first, most: first };
  }
  const sum = (end: 'least' | 'most') =>
    questions.reduce((total, question, at) => total + (answers[at] ?? question[end]), 0);
  return { least: sum('least'), most: sum('most') };
}

type Scored = { readonly outcome: Outcome; readonly score: number | null };

/** The last complete one before the first session of the series (clinical.md 2.6 leaves the rule open; this is ours). */
function baselineBefore(scored: readonly Scored[], seriesFrom: EpochMs): Baseline | null {
  const last = scored.findLast(({ outcome, score }) => score !== null && outcome.answeredAt < seriesFrom);
  if (last === undefined || last.score === null) return null;
  return {
    outcomeId: last.outcome.outcomeId,
    at: last.outcome.answeredAt,
    score: last.score,
    seriesFrom,
  };
}

function highest(needs: Needs, baseline: number | null): number | null {
  if (needs.kind === 'score-at-most') return needs.atMost;
  if (baseline === null) return null;
  return needs.kind === 'fall-points' ? baseline - needs.atLeast : baseline * (1 - needs.atLeast / 100);
}

/** Where each rule begins, of those that have a place on the scale. */
export function thresholdsOf({ gains, range }: Instrument, baseline: number | null): Threshold[] {
  return gains.flatMap(({ gain, anyOf }) => {
    const reached = anyOf.map((needs) => highest(needs, baseline)).filter((one) => one !== null);
    const score = reached.length === 0 ? null : Math.max(...reached);
    return score === null || score < range.least ? [] : [{ gain, score }];
  });
}

/** One instrument over time, with the sessions beside it. Withdrawn entries are left out; nothing is filled in. */
export function trendOf(
  instrument: Instrument,
  outcomes: readonly Outcome[],
  sessions: readonly SeriesSession[],
): Trend {
  const scored: Scored[] = outcomes
    .filter((one) => one.instrument === instrument.id && one.withdrawn === null)
    .map((outcome) => {
      const result = scoreOf(instrument, outcome.answers);
      return { outcome, score: result.kind === 'complete' ? result.score : null };
    })
    .sort((one, other) => one.outcome.answeredAt - other.outcome.answeredAt);
  const starts = seriesStarts(sessions);
  const baselines = starts.map((start) => baselineBefore(scored, start));
  const used = new Set(baselines.map((one) => one?.outcomeId));
  const points = scored.map(({ outcome, score }): TrendPoint => {
    const series = starts.findLastIndex((start) => start <= outcome.answeredAt);
    const baseline = baselines[series] ?? null;
    const result = scoreOf(instrument, outcome.answers);
    const counted = result.kind === 'incomplete' ? result : { answered: 1, of: 1 };
    const judged = score !== null && (series >= 0 || instrument.against === 'itself');
    return {
      outcome,
      at: outcome.answeredAt,
      score,
      bounds: boundsOf(instrument, outcome.answers),
      answered: counted.answered,
      of: counted.of,
      band: result.kind === 'complete' ? result.band : null,
      baseline,
      isBaseline: used.has(outcome.outcomeId),
      change: judged ? changeOf(instrument, score, baseline?.score ?? null) : null,
      suicide: suicideWords(instrument.id, outcome.answers),
    };
  });
  const baseline = baselines.at(-1) ?? null;
  return {
    instrument,
    points,
    sessions: [...sessions].sort((one, other) => one.startedAt - other.startedAt),
    baseline,
    thresholds: thresholdsOf(instrument, instrument.against === 'itself' ? null : (baseline?.score ?? null)),
    latest: points.findLast(({ score }) => score !== null) ?? null,
  };
}

const named: ReadonlySet<Gain> = new Set(['remission', 'response', 'substantial', 'moderate']);

/** The thresholds that are drawn as lines: remission and response, or what stands in their place. */
export function thresholdsShown({ thresholds }: Trend): Threshold[] {
  const main = thresholds.filter(({ gain }) => named.has(gain));
  return main.length > 0 ? main : thresholds.slice(0, 2);
}
