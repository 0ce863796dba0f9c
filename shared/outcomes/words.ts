import { formatNumber } from '../units/format';
import { verdictWords } from './change';
import type { OutcomeBasis } from './events';
import type { Answers, Instrument } from './instrument';
import { clusterSums } from './score';
import type { Threshold, TrendPoint } from './trend';

/** `8`, `4.29`; trailing zeros of a typed decimal are not shown. */
export const scoreWords = ({ range }: Instrument, score: number): string =>
  formatNumber(score, range.decimals).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));

/** Value of a point on a chart: `8`, `7 of 9`; an open figure says so. */
export function valueWords(instrument: Instrument, point: TrendPoint): string {
  if (point.score !== null) return scoreWords(instrument, point.score);
  return point.of === 1 ? 'no score' : `${point.answered} of ${point.of}`;
}

/** The whole of a point in one line, without its date: `8, mild; response (10 lower, 56 %); item 9 at 0`. */
export function pointWords(instrument: Instrument, point: TrendPoint): string {
  const { score, band, change, suicide, isBaseline, bounds } = point;
  const what =
    score === null
      ? `incomplete, ${valueWords(instrument, point)}, comes to ${scoreWords(instrument, bounds.least)} to ${scoreWords(instrument, bounds.most)}`
      : [scoreWords(instrument, score), band].filter((one) => one !== null).join(', ');
  const against = isBaseline ? 'baseline' : (change?.words ?? null);
  return [what, against, suicide].filter((one) => one !== null).join('; ');
}

/** The parts that an instrument names: `Intrusion (B) 12, Avoidance (C) not complete`; null: it names none. */
export function clusterWords(instrument: Instrument, answers: Answers): string | null {
  const parts = clusterSums(instrument, answers);
  if (parts.length === 0) return null;
  return parts.map(({ words, sum }) => `${words} ${sum ?? 'not complete'}`).join(', ');
}

/** `response at 9 or less`. */
export const thresholdWords = (instrument: Instrument, { gain, score }: Threshold): string =>
  `${verdictWords[gain].replace(' improvement', '')} ≤ ${scoreWords(instrument, score)}`;

/** `before session 1`, `follow-up`. */
export function basisWords(basis: OutcomeBasis | null): string {
  if (basis === null) return 'in a session';
  switch (basis.kind) {
    case 'before-session':
      return `before session ${basis.sessionNumber}`;
    case 'during-session':
      return `during session ${basis.sessionNumber}`;
    case 'after-session':
      return `after session ${basis.sessionNumber}`;
    case 'follow-up':
      return 'follow-up';
  }
}
