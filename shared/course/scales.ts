import type { GivenSession } from './page';
import type { Predicted } from './predicted';

export type Scale = { readonly min: number; readonly max: number };

/** One scale for every session of a course, so that two pictures can be held against each other. */
export type CourseScales = {
  /** Minutes from the start. */
  readonly minute: Scale;
  readonly rate: Scale;
  readonly doseMg: Scale;
  readonly predicted: Scale;
  /** Pressure, mmHg, and heart rate, /min. */
  readonly pressure: Scale;
  readonly spo2: Scale;
  /** The same, each alone. */
  readonly heartRate: Scale;
  readonly systolic: Scale;
};

const BEFORE_START_MIN = 10;

function top(values: Iterable<number | null>, least: number, step: number): number {
  let highest = least;
  for (const value of values) if (value !== null && value > highest) highest = value;
  return Math.ceil(highest / step - 1e-9) * step;
}

function bottom(values: Iterable<number | null>, most: number, step: number): number {
  let lowest = most;
  for (const value of values) if (value !== null && value < lowest) lowest = value;
  return Math.floor(lowest / step + 1e-9) * step;
}

/** Wide enough for every value of every session: nothing is cut off. */
export function scalesOf(
  sessions: readonly GivenSession[],
  predicted: ReadonlyMap<string, Predicted>,
): CourseScales {
  const all = sessions.map(({ facts }) => facts.course);
  const cuffs = all.flatMap(({ envelope }) => envelope.nibp);
  const rates = all.flatMap(({ envelope }) => envelope.hrHigh);
  const lowRates = all.flatMap(({ envelope }) => envelope.hrLow);
  return {
    minute: {
      min: -BEFORE_START_MIN,
      max: top(
        all.map(({ lengthMin }) => lengthMin),
        60,
        30,
      ),
    },
    rate: {
      min: 0,
      max: top(
        all.map((one) => (one.top?.mgPerKgPerHour ?? 0) * 1.1),
        0.4,
        0.2,
      ),
    },
    doseMg: {
      min: 0,
      max: top(
        all.map(({ givenMg }) => givenMg.high),
        40,
        20,
      ),
    },
    predicted: {
      min: 0,
      max: top(
        [...predicted.values()].map(({ peak }) => peak.ngPerMl),
        100,
        50,
      ),
    },
    pressure: {
      min: bottom([...cuffs.map(([, , diastolic]) => diastolic), ...lowRates], 40, 20),
      max: top([...cuffs.map(([, systolic]) => systolic), ...rates], 160, 20),
    },
    heartRate: { min: bottom(lowRates, 60, 10), max: top(rates, 100, 10) },
    systolic: {
      min: bottom(
        cuffs.map(([, systolic]) => systolic),
        100,
        10,
      ),
      max: top(
        cuffs.map(([, systolic]) => systolic),
        140,
        10,
      ),
    },
    spo2: {
      min: bottom(
        all.flatMap(({ envelope }) => envelope.spo2Low),
        85,
        5,
      ),
      max: 100,
    },
  };
}
