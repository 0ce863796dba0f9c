import { barredFor, type PredictedColumns, type Prediction } from '../pk/prediction';
import type { Lane } from '../timeline/lane';
import { predictedLane } from '../timeline/predicted-lane';
import { formatNumber } from '../units/format';
import { clockTime, counted } from '../words/phrases';
import type { Line } from './document';

/** What a model says of the session, and how much of what came before it is not known. */
export type ReportedPrediction = {
  readonly prediction: Prediction;
  readonly columns: PredictedColumns;
  readonly unread: number;
};

/** The row of the highest plasma concentration; null: there are none. */
function peakRow({ plasma }: PredictedColumns): number | null {
  let found: number | null = null;
  plasma.forEach((value, row) => {
    if (found === null || value > (plasma[found] ?? value)) found = row;
  });
  return found;
}

/** The highest predicted concentration with its time, its model and what it is (SR-130, SR-132). */
export function peakLine(reported: ReportedPrediction | null): Line {
  const line = (text: string): Line => ({ label: 'Peak Cp', text, tone: 'plain' });
  if (reported === null) return line('not predicted: the pump said nothing');
  const { prediction, columns, unread } = reported;
  const row = peakRow(columns);
  const { name, version } = prediction.model;
  const model = `${name}, version ${version}`;
  const why = barredFor(prediction) ?? (row === null ? null : (columns.outside[row] ?? null));
  if (row === null || why !== null) return line(`not predicted by ${model}: ${why ?? 'nothing was given'}`);
  const number = (column: readonly number[]) => formatNumber(column[row] ?? 0, 0);
  const missing =
    unread === 0 ? '' : `; ${counted(unread, 'earlier session', 'earlier sessions')} could not be counted in`;
  return line(
    `${number(columns.plasma)} ng/mL at ${clockTime((columns.t[row] ?? 0) * 1000)}, ${number(columns.low)} to ${number(columns.high)} across models; ${model}. Predicted, population model, not measured${missing}`,
  );
}

/** The lane of the prediction, as the review has it. */
export function reportedLane({ prediction, columns }: ReportedPrediction, weight: number): Lane {
  return predictedLane({ prediction, past: columns, ahead: null, withEffect: true, weight });
}
