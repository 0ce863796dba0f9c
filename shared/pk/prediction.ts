import { epochMs } from '../time/clock';
import { type Kg, ngPerMl } from '../units/units';
import { type Curve, curveOf, type End, type Grid } from './curve';
import { dispositionOf } from './disposition';
import type { DoseStep } from './dose-step';
import type { Ke0, PkModel } from './model';
import type { Kinetics } from './solver';
import { notMadeFor, outsideNow, type Subject } from './validity';

/** What is predicted for whom, and by which models. */
export type Prediction = {
  readonly model: PkModel;
  readonly ke0: Ke0;
  /** Those whose spread is the band. One that was not made for the patient is left out. */
  readonly offered: readonly PkModel[];
  readonly weight: Kg;
  readonly subject: Subject;
};

/**
 * Concentrations at rising moments (seconds since the epoch), ng/mL: the drawn model's, at the upper end of what was
 * given, and the spread of the offered models over both ends. The spread is no confidence interval.
 */
export type PredictedColumns = {
  readonly t: number[];
  readonly plasma: number[];
  readonly effect: number[];
  readonly low: number[];
  readonly high: number[];
  /** Why the drawn model says nothing at that moment; null: it does (SR-132). */
  readonly outside: (string | null)[];
};

/** Columns without a moment. */
export const noColumns = (): PredictedColumns => ({
  t: [],
  plasma: [],
  effect: [],
  low: [],
  high: [],
  outside: [],
});

/** One line that is computed: a model at one end of the given dose. */
export type Line = { readonly kinetics: Kinetics; readonly end: End; readonly banded: boolean };

/** Every line of a prediction, the drawn one first. */
export function linesOf({ model, ke0, offered, weight, subject }: Prediction): [Line, ...Line[]] {
  const within = offered.filter((one) => notMadeFor(one, subject) === null);
  const kineticsOf = (one: PkModel): Kinetics => ({
    disposition: dispositionOf(one, weight),
    ke0: ke0.perMin,
  });
  const drawn: Line = { kinetics: kineticsOf(model), end: 'high', banded: within.includes(model) };
  const band = within.flatMap((one): Line[] => {
    const kinetics = one === model ? drawn.kinetics : kineticsOf(one);
    const low: Line = { kinetics, end: 'low', banded: true };
    return one === model ? [low] : [low, { ...low, end: 'high' }];
  });
  return [drawn, ...band];
}

/** Why the drawn model says nothing of this patient or drug at all; null: it does. */
export const barredFor = ({ model, subject }: Prediction): string | null => notMadeFor(model, subject);

const HOUR_MS = 3_600_000;

/** Adds a moment to the columns: what each line has then, in the order of `linesOf`. */
export function columnWriter(prediction: Prediction, lines: readonly Line[]) {
  const barred = barredFor(prediction);
  return (
    into: PredictedColumns,
    atMs: number,
    firstDoseMs: number | null,
    plasmaOf: (index: number) => number,
    effect: number,
  ): void => {
    const plasma = plasmaOf(0);
    let [low, high] = [plasma, plasma];
    let any = false;
    lines.forEach(({ banded }, index) => {
      if (!banded) return;
      const value = plasmaOf(index);
      low = any ? Math.min(low, value) : value;
      high = any ? Math.max(high, value) : value;
      any = true;
    });
    const hours = firstDoseMs === null ? 0 : (atMs - firstDoseMs) / HOUR_MS;
    into.t.push(atMs / 1000);
    into.plasma.push(plasma);
    into.effect.push(effect);
    into.low.push(low);
    into.high.push(high);
    into.outside.push(barred ?? outsideNow(prediction.model, ngPerMl(plasma), hours));
  };
}

/** A whole session at once, on even moments; what was given before it counts, the eight hours begin with it. */
export function predicted(
  prediction: Prediction,
  earlier: readonly DoseStep[],
  dose: readonly DoseStep[],
  grid: Grid,
): PredictedColumns {
  const all = [...earlier, ...dose];
  const exact = all.every(({ lowMgPerMin, highMgPerMin }) => lowMgPerMin === highMgPerMin);
  const lines = linesOf(prediction);
  // Where the account is exact both ends are one curve.
  const firstLike = ({ kinetics }: Line) => lines.findIndex((one) => one.kinetics === kinetics);
  const curves: Curve[] = [];
  lines.forEach((line, index) => {
    const twin = exact ? curves[firstLike(line)] : undefined;
    curves[index] = twin ?? curveOf(line.kinetics, all, line.end, grid);
  });
  const columns = noColumns();
  const write = columnWriter(prediction, lines);
  const first = dose[0]?.fromMs ?? null;
  for (let row = 0; row < grid.count; row += 1) {
    const at = epochMs(grid.fromMs + row * grid.everyMs);
    write(columns, at, first, (index) => curves[index]?.plasma[row] ?? 0, curves[0]?.effect[row] ?? 0);
  }
  return columns;
}
