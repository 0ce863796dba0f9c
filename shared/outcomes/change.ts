import { formatNumber } from '../units/format';
import type { Gain, GainRule, Instrument, Needs } from './instrument';

export type Verdict =
  | Gain
  /** Higher by what counts as worse. */
  | 'worse'
  /** Less than what counts, either way. */
  | 'unchanged'
  /** Another score, where the source names no smallest change that counts. */
  | 'lower'
  | 'higher';

export type Change = {
  /** Score minus baseline; below zero is better. Null: the score itself says the change. */
  readonly points: number | null;
  /** Of the baseline; null where the baseline is zero. */
  readonly percent: number | null;
  readonly verdict: Verdict;
  /** The rule that gave the verdict; null: none did. */
  readonly rule: GainRule | null;
  readonly words: string;
};

/** Differences of typed decimals miss a round number by less than this. */
const HAIR = 1e-9;

function meets(needs: Needs, score: number, fall: number, baseline: number): boolean {
  switch (needs.kind) {
    case 'score-at-most':
      return score <= needs.atMost + HAIR;
    case 'fall-points':
      return fall >= needs.atLeast - HAIR;
    case 'fall-percent':
      return fall > 0 && fall * 100 >= needs.atLeast * baseline - HAIR;
  }
}

const gainWords: Record<Gain, string> = {
  remission: 'remission',
  response: 'response',
  substantial: 'substantial improvement',
  moderate: 'moderate improvement',
  meaningful: 'meaningful improvement',
  reliable: 'reliable improvement',
  minimal: 'minimal improvement',
};

const verdictNames: Record<Exclude<Verdict, Gain>, string> = {
  worse: 'worse',
  unchanged: 'no change that counts',
  lower: 'lower, no response',
  higher: 'higher',
};
export const verdictWords: Record<Verdict, string> = { ...gainWords, ...verdictNames };

/** Of a rating that is the change itself. */
function byItself(instrument: Instrument, score: number): Change {
  const { gains, worse } = instrument;
  const rule = gains.find(({ anyOf }) => anyOf.some((needs) => meets(needs, score, 0, 0))) ?? null;
  const isWorse = worse !== null && score >= worse.atLeast;
  const verdict = rule?.gain ?? (isWorse ? 'worse' : 'unchanged');
  const words = verdict === 'unchanged' ? 'no response' : verdictWords[verdict];
  return { points: null, percent: null, verdict, rule, words };
}

function verdictOf(
  instrument: Instrument,
  score: number,
  baseline: number,
): { readonly verdict: Verdict; readonly rule: GainRule | null } {
  const fall = baseline - score;
  // A score that rose or stayed is no gain, and whoever was in remission at the baseline has none to win.
  const rule =
    fall > HAIR && !isWell(instrument, baseline)
      ? instrument.gains.find(({ anyOf }) => anyOf.some((needs) => meets(needs, score, fall, baseline)))
      : undefined;
  if (rule !== undefined) return { verdict: rule.gain, rule };
  const { worse } = instrument;
  const none = { rule: null };
  if (worse !== null && -fall >= worse.atLeast - HAIR) return { verdict: 'worse', ...none };
  if (Math.abs(fall) <= HAIR) return { verdict: 'unchanged', ...none };
  if (fall < 0) return { verdict: worse === null ? 'higher' : 'unchanged', ...none };
  return { verdict: namesSmallest(instrument) ? 'unchanged' : 'lower', ...none };
}

const isWell = ({ gains }: Instrument, baseline: number): boolean =>
  gains.some(
    ({ gain, anyOf }) =>
      gain === 'remission' &&
      anyOf.some((needs) => needs.kind === 'score-at-most' && baseline <= needs.atMost),
  );

/** Whether a change below every rule can be called none: remission and response alone do not say where change begins. */
const namesSmallest = ({ gains }: Instrument): boolean =>
  gains.some(({ gain }) => gain !== 'remission' && gain !== 'response');

/** `10 lower, 56 %`, `the same`. */
export function pointsWords(instrument: Instrument, points: number, percent: number | null): string {
  if (Math.abs(points) <= HAIR) return 'the same';
  const by = formatNumber(Math.abs(points), instrument.range.decimals);
  const share = percent === null ? '' : `, ${formatNumber(Math.abs(percent), 0)} %`;
  return `${by} ${points < 0 ? 'lower' : 'higher'}${share}`;
}

/**
 * How a complete score stands against the baseline, by the rules of clinical.md 2.6, the best that holds. Null: there
 * is no baseline, and without one nothing is said.
 */
export function changeOf(instrument: Instrument, score: number, baseline: number | null): Change | null {
  if (instrument.against === 'itself') return byItself(instrument, score);
  if (baseline === null) return null;
  const points = score - baseline;
  const percent = baseline === 0 ? null : (points / baseline) * 100;
  const { verdict, rule } = verdictOf(instrument, score, baseline);
  const words = `${verdictWords[verdict]} (${pointsWords(instrument, points, percent)})`;
  return { points, percent, verdict, rule, words };
}
