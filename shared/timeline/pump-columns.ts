import type { Series } from '../series/series';
import { type Dosing, doseOf, rateOf } from './doses';

/** The high end is worth a line of its own from this difference on, mg: below it no display would show one. */
const WORTH_SHOWING_MG = 0.05;

/** The pump's columns turned into doses, row by row over the series' own `t`. They grow at their ends. */
export type PumpColumns = {
  /** The rate that drug flowed at, mL/h. */
  readonly flow: (number | null)[];
  /** The same in mg/kg/h. */
  readonly rate: (number | null)[];
  /** Given by the pump's account, at least, mg. */
  readonly given: (number | null)[];
  /** At most, mg; null where no display could show the two apart. */
  readonly givenHigh: (number | null)[];
};

export const noPumpColumns = (): PumpColumns => ({ flow: [], rate: [], given: [], givenHigh: [] });

/**
 * Turns the rows that are not turned yet. A held pump goes on naming the rate it is set to: within a confirmed stop,
 * while its own counter stands, that is no flow but zero.
 */
export function growPumpColumns(
  columns: PumpColumns,
  { t, rateMlPerHour, givenLowMl, givenHighMl }: Series['pump'],
  stopped: readonly { readonly from: number; readonly to: number }[],
  dosing: Dosing,
): void {
  const isStopped = (time: number): boolean => {
    for (const { from, to } of stopped) if (time >= from && time < to) return true;
    return false;
  };
  const stands = (row: number): boolean => {
    const [before, now] = [givenHighMl[row - 1] ?? null, givenHighMl[row] ?? null];
    return before !== null && now !== null && now - before < 0.0005;
  };
  for (let row = columns.flow.length; row < t.length; row += 1) {
    const time = t[row] ?? 0;
    const said = rateMlPerHour[row] ?? null;
    const held = said !== null && said !== 0 && isStopped(time);
    const flow = held && stands(row) ? 0 : said;
    const [low, high] = [givenLowMl[row] ?? null, givenHighMl[row] ?? null];
    const least = low === null ? null : doseOf(dosing, low);
    const most = high === null ? null : doseOf(dosing, high);
    columns.flow.push(flow);
    columns.rate.push(flow === null ? null : rateOf(dosing, flow));
    columns.given.push(least);
    columns.givenHigh.push(most !== null && most - (least ?? most) > WORTH_SHOWING_MG ? most : null);
  }
}
