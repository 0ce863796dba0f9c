import type { Kg, NgPerMl, PerMin } from '../units/units';

/** How sure the numbers of a model are, in the words that are shown with it. */
export type Confidence = 'read in the source' | 'from open code' | 'from open code, source disputed';

/** Volume of the central compartment and rate constants, as some authors print a model. Linear in weight. */
export type RateConstants = {
  readonly kind: 'rate-constants';
  readonly v1LPerKg: number;
  readonly k10PerMin: number;
  readonly k12PerMin: number;
  readonly k21PerMin: number;
  /** Null: two compartments. */
  readonly third: { readonly k13PerMin: number; readonly k31PerMin: number } | null;
};

/** Volumes in litres and clearances in litres an hour of a body of 70 kg, as others print it. */
export type Clearances = {
  readonly kind: 'clearances';
  readonly v1L: number;
  readonly v2L: number;
  readonly v3L: number | null;
  readonly clLPerHour: number;
  readonly q2LPerHour: number;
  readonly q3LPerHour: number | null;
  /** The power of (weight / 70 kg) by which clearances grow; volumes always grow with 1. */
  readonly clearancePower: 1 | 0.75;
};

/** A rate of equilibration between plasma and effect site. There is no agreed one, so each carries where it is from. */
export type Ke0 = {
  readonly ke0Id: string;
  readonly perMin: PerMin;
  readonly basis: string;
  readonly source: string;
};

export const pkModelIds = ['domino', 'clements250', 'kamp2020-arterial3c', 'herd2007', 'hijazi2003'] as const;
export type PkModelId = (typeof pkModelIds)[number];

/** A published model of racemic ketamine in plasma, as data. */
export type PkModel = {
  readonly modelId: PkModelId;
  /** As the lane names it: `Kamp 2020`. */
  readonly name: string;
  /** The version of these numbers here; counted up whenever one of them changes. */
  readonly version: number;
  readonly parameters: RateConstants | Clearances;
  readonly scaling: string;
  readonly population: string;
  /** Of whom it was made: from this age, below that age, years. */
  readonly fromYears: number;
  readonly belowYears: number | null;
  /** Above this the model is known to fail. */
  readonly upTo: NgPerMl;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note: string;
  /** Set for this model in particular, beside the general ones. */
  readonly ke0s: readonly Ke0[];
};

/** Volumes in litres and micro-constants per minute of one body. */
export type Compartments = {
  readonly v1L: number;
  readonly k10: number;
  readonly k12: number;
  readonly k21: number;
  readonly k13: number;
  readonly k31: number;
  readonly count: 2 | 3;
};

/** The model's numbers for a body of this weight. */
export function compartmentsOf({ parameters }: PkModel, weight: Kg): Compartments {
  if (!(weight > 0)) throw new RangeError(`${weight} kg is not a body weight`);
  if (parameters.kind === 'rate-constants') {
    const { v1LPerKg, k10PerMin, k12PerMin, k21PerMin, third } = parameters;
    return {
      v1L: v1LPerKg * weight,
      k10: k10PerMin,
      k12: k12PerMin,
      k21: k21PerMin,
      k13: third?.k13PerMin ?? 0,
      k31: third?.k31PerMin ?? 0,
      count: third === null ? 2 : 3,
    };
  }
  const size = weight / 70;
  const flow = size ** parameters.clearancePower / 60;
  const v1L = parameters.v1L * size;
  const q2 = parameters.q2LPerHour * flow;
  const q3 = (parameters.q3LPerHour ?? 0) * flow;
  return {
    v1L,
    k10: (parameters.clLPerHour * flow) / v1L,
    k12: q2 / v1L,
    k21: q2 / (parameters.v2L * size),
    k13: q3 / v1L,
    k31: parameters.v3L === null ? 0 : q3 / (parameters.v3L * size),
    count: parameters.v3L === null ? 2 : 3,
  };
}
