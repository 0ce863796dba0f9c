import { type EpochMs, epochMs } from '../time/clock';
import { type MgPerMin, type MgPerMl, type Ml, type MlPerHour, mgPerMin } from '../units/units';
import type { DoseStep } from './dose-step';

/** One line of the pump's account: what had gone in by then, and the rate that the pump named from then on. */
export type AccountRow = {
  readonly at: EpochMs;
  readonly lowMl: Ml;
  readonly highMl: Ml;
  /** Null: the pump named none. */
  readonly rateMlPerHour: MlPerHour | null;
  /** Of the syringe that the pump gave from. */
  readonly concentration: MgPerMl;
};

/** The regimen so far. Rows come in order of time. */
export type RegimenFold = {
  take(row: AccountRow): void;
  /** What can not change any more. Grown in place. */
  readonly settled: readonly DoseStep[];
  /** The step up to the last row, as it stands now; null before two rows. */
  open(): DoseStep | null;
  /** When the step began that may still change; null before the first row. */
  openFrom(): EpochMs | null;
};

/** The pump rounds its counter, and a reading is a moment older than it is stamped: so far may a line run beside it. */
const TOLERANCE_ML = 0.01;
const MS_PER_MIN = 60_000;
/** Less than this between the two ends of the account is rounding, mg. */
const ROUNDING_MG = 1e-6;

/** All lines from a start that pass each point so far within the tolerance, as their slopes in mg/ms. */
type Step = {
  from: number;
  startMg: number;
  least: number;
  most: number;
  /** The rate that the pump named over this stretch, mg/ms; NaN: it named none. */
  named: number;
};

const UNNAMED = Number.NaN;

/** The named rate where it agrees with the counter; else the mean, as near to it as the counter allows. */
function slopeOf({ from, startMg, least, most, named }: Step, at: number, doseMg: number): number {
  const agrees = named >= least && named <= most;
  const wanted = agrees ? named : (doseMg - startMg) / (at - from);
  return Math.max(0, Math.min(most, Math.max(least, wanted)));
}

/** The step as it is if it ends at this point; `excessMg` is by how much more the upper end rose over it. */
function ended(step: Step, at: number, doseMg: number, excessMg: number): DoseStep {
  const slope = slopeOf(step, at, doseMg);
  return {
    fromMs: epochMs(step.from),
    toMs: epochMs(at),
    lowMgPerMin: mgPerMin(slope * MS_PER_MIN),
    highMgPerMin: mgPerMin((slope + excessMg / (at - step.from)) * MS_PER_MIN),
  };
}

/**
 * Turns the pump's account into steps of constant rate: what was delivered, never what was ordered (SR-131). Each step
 * is the longest line that stays within the counter's own resolution of every reading; where the rate that the pump
 * names is such a line, it is that one. A silence is bridged by what the counter rose over it, evenly. What widens the
 * range (a reset, a silence before it, a change of syringe under way) is given to the upper end over the stretch in
 * which it happened. The sum of the steps differs from the counter by the tolerance at most, however long the session.
 */
export function regimenFold(): RegimenFold {
  const settled: DoseStep[] = [];
  // Changed in place: a session has tens of thousands of readings, and each costs a few numbers.
  const step: Step = { from: 0, startMg: 0, least: 0, most: Number.POSITIVE_INFINITY, named: UNNAMED };
  let [lastAt, lastMg, owedMg] = [0, 0, 0];
  let before: AccountRow | null = null;

  function begin(at: number, doseMg: number, named: number): void {
    step.from = at;
    step.startMg = doseMg;
    step.least = 0;
    step.most = Number.POSITIVE_INFINITY;
    step.named = named;
  }

  /** Ends the step at the last point; the next one begins where its line ended, so that nothing is lost or doubled. */
  function settle(named: number, excessMg: number): void {
    push(settled, ended(step, lastAt, lastMg, excessMg));
    const doseMg = step.startMg + slopeOf(step, lastAt, lastMg) * (lastAt - step.from);
    begin(lastAt, doseMg, named);
  }

  function narrow(at: number, doseMg: number, toleranceMg: number): void {
    const length = at - step.from;
    step.least = Math.max(step.least, (doseMg - toleranceMg - step.startMg) / length);
    step.most = Math.min(step.most, (doseMg + toleranceMg - step.startMg) / length);
  }

  function grow(from: AccountRow, row: AccountRow): void {
    // Across a change of syringe what flowed meanwhile may be of either.
    const weakest = Math.min(from.concentration, row.concentration);
    const strongest = Math.max(from.concentration, row.concentration);
    const lowMg = Math.max(0, row.lowMl - from.lowMl) * weakest;
    owedMg += Math.max(0, Math.max(0, row.highMl - from.highMl) * strongest - lowMg);
    const excessMg = owedMg > ROUNDING_MG ? owedMg : 0;
    const named = from.rateMlPerHour === null ? UNNAMED : perMs(from.rateMlPerHour, from.concentration);
    const doseMg = lastMg + lowMg;
    const toleranceMg = TOLERANCE_ML * strongest;

    const renamed = !Object.is(step.named, named);
    if (lastAt > step.from && (excessMg > 0 || renamed)) settle(named, 0);
    else step.named = named;
    const [least, most] = [step.least, step.most];
    narrow(row.at, doseMg, toleranceMg);
    if (step.least > step.most && lastAt > step.from) {
      [step.least, step.most] = [least, most];
      settle(named, 0);
      narrow(row.at, doseMg, toleranceMg);
    }
    lastAt = row.at;
    lastMg = doseMg;
    if (excessMg === 0) return;
    owedMg = 0;
    settle(UNNAMED, excessMg);
  }

  return {
    settled,
    take(row) {
      if (before === null) {
        lastAt = row.at;
        begin(row.at, 0, UNNAMED);
      } else if (row.at > before.at) grow(before, row);
      else return;
      before = row;
    },
    open: () => (before === null || lastAt <= step.from ? null : ended(step, lastAt, lastMg, 0)),
    openFrom: () => (before === null ? null : epochMs(step.from)),
  };
}

const perMs = (rate: MlPerHour, concentration: MgPerMl): number => (rate * concentration) / (60 * MS_PER_MIN);

const same = (one: MgPerMin, other: MgPerMin): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(one, other);

/** Adds a step; nothing given leaves no step, and a step like the one before makes that one longer. */
function push(steps: DoseStep[], step: DoseStep): void {
  if (step.highMgPerMin === 0 || step.toMs <= step.fromMs) return;
  const before = steps.at(-1);
  const goesOn =
    before !== undefined &&
    before.toMs === step.fromMs &&
    same(before.lowMgPerMin, step.lowMgPerMin) &&
    same(before.highMgPerMin, step.highMgPerMin);
  if (goesOn) steps[steps.length - 1] = { ...before, toMs: step.toMs };
  else steps.push(step);
}

/** All steps of a fold, the open one as it stands. */
export function stepsOf(fold: RegimenFold): DoseStep[] {
  const steps = [...fold.settled];
  const open = fold.open();
  if (open !== null) push(steps, open);
  return steps;
}

/** The pump's account as columns: seconds since the epoch, null where it said nothing. */
export type AccountColumns = {
  readonly t: readonly number[];
  readonly rateMlPerHour: readonly (number | null)[];
  readonly givenLowMl: readonly (number | null)[];
  readonly givenHighMl: readonly (number | null)[];
};

/** Row `index` of the columns; null where the pump said nothing. */
export function accountRow(
  columns: AccountColumns,
  index: number,
  concentration: MgPerMl,
): AccountRow | null {
  const [t, low, high] = [columns.t[index], columns.givenLowMl[index], columns.givenHighMl[index]];
  if (t === undefined || low == null || high == null) return null;
  return {
    at: epochMs(Math.round(t * 1000)),
    lowMl: low as Ml,
    highMl: high as Ml,
    rateMlPerHour: (columns.rateMlPerHour[index] ?? null) as MlPerHour | null,
    concentration,
  };
}

/** A syringe's concentration, from the moment at which it was loaded. */
export type Loaded = { readonly from: EpochMs; readonly concentration: MgPerMl };

/** The syringe in the pump at `at`; before the first one, the first. `loaded` is in order of time and not empty. */
export function concentrationAt(loaded: readonly [Loaded, ...Loaded[]], at: EpochMs): MgPerMl {
  return (loaded.findLast(({ from }) => from <= at) ?? loaded[0]).concentration;
}

/** The delivered regimen of one session out of its columns (SR-131). */
export function regimenOf(columns: AccountColumns, loaded: readonly [Loaded, ...Loaded[]]): DoseStep[] {
  const fold = regimenFold();
  columns.t.forEach((t, index) => {
    const row = accountRow(columns, index, concentrationAt(loaded, epochMs(t * 1000)));
    if (row !== null) fold.take(row);
  });
  return stepsOf(fold);
}
