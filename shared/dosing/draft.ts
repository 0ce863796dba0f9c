import { formatNumber } from '../units/format';
import { type Kg, type Minutes, mg, mgPerKgPerHour, minutes } from '../units/units';
import type { OrderedUnit } from './order';
import type { Caps, Programme, Template } from './template';
import { orderedDecimals, rateReadIn, rateWrittenIn } from './units-of-rate';

/** One number of a draft: what the template comes to, what is written, and where it came from. */
export type Derived = {
  /** Full precision, in `unit`. */
  readonly exact: number;
  /** Down to the digits that an order carries; never above `exact`. */
  readonly written: number;
  readonly unit: OrderedUnit | 'mg';
  /** The ceiling that lowered it; null: none did. */
  readonly boundBy: keyof Caps | null;
  readonly words: string;
};

/** What a template comes to for one patient, weight and session. */
export type Draft = {
  readonly unit: OrderedUnit;
  readonly steps: readonly { readonly fromMinute: Minutes; readonly rate: Derived }[];
  readonly maxRate: Derived;
  readonly durationMin: Minutes;
  readonly total: Derived;
  /** The share of the programme in this session, 1: all of it. */
  readonly share: number;
};

export type DraftQuestion = {
  readonly dosingWeightKg: Kg;
  readonly sessionNumber: number;
  /** The unit in which the physician writes; the template's own unless another was chosen. */
  readonly unit: OrderedUnit;
};

type Rung = { readonly fromMinute: Minutes; readonly perKg: number; readonly words: string };
type Bound = { readonly perKg: number; readonly boundBy: keyof Caps | null; readonly words: string };

const TOTAL_DECIMALS = 1;
const show = (value: number): string => formatNumber(value, 6);
const percent = (share: number): string => `${formatNumber(share * 100, 1)} %`;

/** Down to so many digits after the point; a value that has no more, up to binary noise, stays as it is. */
export function writeDown(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const scaled = value * scale;
  const near = Math.round(scaled);
  const whole = Math.abs(scaled - near) < 1e-9 * Math.max(1, Math.abs(scaled)) ? near : Math.floor(scaled);
  return whole / scale;
}

function shareOf(programme: Programme, sessionNumber: number): number {
  if (programme.kind !== 'steps') return 1;
  const due = programme.sessionShares
    .filter(({ fromSession }) => fromSession <= sessionNumber)
    .sort((one, other) => other.fromSession - one.fromSession);
  const first = [...programme.sessionShares].sort((one, other) => one.fromSession - other.fromSession)[0];
  return due[0]?.share ?? first?.share ?? 1;
}

/** The programme's own rates in mg/kg/h, before any ceiling. */
function rungsOf(programme: Programme, share: number, weight: Kg): Rung[] {
  switch (programme.kind) {
    case 'dose': {
      const perKg = (programme.doseMgPerKg * 60) / programme.durationMin;
      const words = `${show(programme.doseMgPerKg)} mg/kg over ${programme.durationMin} min is ${show(perKg)} mg/kg/h`;
      return [{ fromMinute: minutes(0), perKg, words }];
    }
    case 'steps':
      return programme.steps.map(({ fromMinute, rate }) => ({
        fromMinute,
        perKg: rateWrittenIn(rate, programme.unit, weight) * share,
        words:
          share === 1
            ? `${show(rate)} ${programme.unit}`
            : `${percent(share)} of ${show(rate)} ${programme.unit}`,
      }));
    case 'titration': {
      const rungs: Rung[] = [];
      for (let index = 0; ; index += 1) {
        const rate = Math.min(programme.first + index * programme.step, programme.highest);
        const fromMinute = minutes(index * programme.everyMin);
        if (index > 0 && fromMinute >= programme.durationMin) return rungs;
        rungs.push({
          fromMinute,
          perKg: rateWrittenIn(rate, programme.unit, weight),
          words: `${show(rate)} ${programme.unit}`,
        });
        if (rate >= programme.highest) return rungs;
      }
    }
  }
}

/** The lowest of the ceilings on the rate in this session, in mg/kg/h; null: there is none. */
function rateCeiling(caps: Caps, share: number, weight: Kg): Bound | null {
  const each: Bound[] = [];
  const part = share === 1 ? '' : `${percent(share)} of `;
  if (caps.rateMgPerKgPerHour !== null) {
    const words = `the cap of ${part}${show(caps.rateMgPerKgPerHour)} mg/kg/h`;
    each.push({ perKg: caps.rateMgPerKgPerHour * share, boundBy: 'rateMgPerKgPerHour', words });
  }
  if (caps.rateMgPerHour !== null) {
    const perKg = (caps.rateMgPerHour * share) / weight;
    each.push({
      perKg,
      boundBy: 'rateMgPerHour',
      words: `the cap of ${part}${show(caps.rateMgPerHour)} mg/h`,
    });
  }
  return each.sort((one, other) => one.perKg - other.perKg)[0] ?? null;
}

/** Over by more than the noise of a conversion. */
const above = (value: number, bound: number): boolean => value - bound > Math.abs(bound) * 1e-12;

/**
 * Template, weight and session number as numbers of an order, each with where it came from: "0.35 mg/kg/h would be
 * 28 mg/h; the cap of 25 mg/h gives 0.3125 mg/kg/h". Full precision within; what is written goes down to the
 * digits of its unit, so that no ceiling is passed by rounding (SR-049).
 */
export function draftFrom(template: Template, question: DraftQuestion): Draft {
  const { programme, caps, bolus } = template;
  const { unit, dosingWeightKg: weight, sessionNumber } = question;
  const share = shareOf(programme, sessionNumber);
  const ceiling = rateCeiling(caps, share, weight);

  const derived = (perKg: number, boundBy: keyof Caps | null, words: string): Derived => {
    const exact = rateReadIn(mgPerKgPerHour(perKg), unit, weight);
    const written = writeDown(exact, orderedDecimals[unit]);
    const shown = `${show(exact)} ${unit}`;
    const down = Math.abs(exact - written) > 1e-9 ? `, written as ${show(written)}` : '';
    return { exact, written, unit, boundBy, words: `${words}: ${shown}${down}` };
  };
  const bounded = ({ perKg, words }: Omit<Rung, 'fromMinute'>): Derived => {
    if (ceiling === null || !above(perKg, ceiling.perKg)) return derived(perKg, null, words);
    const would =
      ceiling.boundBy === 'rateMgPerHour'
        ? `${words} would be ${show(perKg * weight)} mg/h`
        : `${words} would be ${show(perKg)} mg/kg/h`;
    return derived(ceiling.perKg, ceiling.boundBy, `${would}; ${ceiling.words} gives`);
  };

  // A ceiling makes later steps equal: a step that changes nothing is none.
  const steps = rungsOf(programme, share, weight)
    .map(({ fromMinute, perKg, words }) => ({ fromMinute, rate: bounded({ perKg, words }) }))
    .filter(({ rate }, index, all) => index === 0 || rate.exact !== all[index - 1]?.rate.exact);
  const highest = Math.max(...steps.map(({ rate }) => rate.exact));
  const highestPerKg = rateWrittenIn(highest, unit, weight);
  const maxRate =
    ceiling === null
      ? derived(highestPerKg, null, 'The highest step')
      : derived(ceiling.perKg, ceiling.boundBy, `The lower of the caps on the rate is ${ceiling.words}`);
  const durationMin = programme.durationMin;
  return {
    unit,
    steps,
    maxRate,
    durationMin,
    share,
    total: totalOf(
      steps.map(({ fromMinute, rate }) => ({
        fromMinute,
        perHour: rateWrittenIn(rate.written, unit, weight) * weight,
      })),
      durationMin,
      bolus === null ? 0 : bolus.mgPerKg * bolus.most * weight,
      caps,
      weight,
    ),
  };
}

/** What the steps give in their time in mg, full precision; a step past the end gives nothing. */
export function programmeMg(
  steps: readonly { readonly fromMinute: number; readonly perHour: number }[],
  durationMin: number,
): number {
  return steps.reduce((sum, step, index) => {
    const until = Math.min(steps[index + 1]?.fromMinute ?? durationMin, durationMin);
    return sum + (step.perHour * Math.max(0, until - step.fromMinute)) / 60;
  }, 0);
}

function totalOf(
  steps: readonly { readonly fromMinute: number; readonly perHour: number }[],
  durationMin: Minutes,
  bolusMg: number,
  caps: Caps,
  weight: Kg,
): Derived {
  const planned = programmeMg(steps, durationMin) + bolusMg;
  const from = `${bolusMg > 0 ? 'The steps and the boluses give' : 'The steps give'}`;
  const ceilings: { value: number; boundBy: keyof Caps; words: string }[] = [];
  if (caps.totalMg !== null)
    ceilings.push({ value: caps.totalMg, boundBy: 'totalMg', words: `the cap of ${show(caps.totalMg)} mg` });
  if (caps.totalMgPerKg !== null) {
    const words = `the cap of ${show(caps.totalMgPerKg)} mg/kg`;
    ceilings.push({ value: caps.totalMgPerKg * weight, boundBy: 'totalMgPerKg', words });
  }
  const lowest = ceilings.sort((one, other) => one.value - other.value)[0];
  const binds = lowest !== undefined && above(planned, lowest.value);
  const exact = mg(binds ? lowest.value : planned);
  const written = writeDown(exact, TOTAL_DECIMALS);
  const words = binds
    ? `${from} ${show(planned)} mg; ${lowest.words} gives ${show(exact)} mg`
    : `${from} ${show(exact)} mg`;
  const down = Math.abs(exact - written) > 1e-9 ? `, written as ${show(written)}` : '';
  return { exact, written, unit: 'mg', boundBy: binds ? lowest.boundBy : null, words: words + down };
}
