/** Names of colour tokens a chart may draw with; what each looks like is said by the theme around the chart. */
export type Tint =
  | 'hr'
  | 'spo2'
  | 'nibp'
  | 'resp'
  | 'temp'
  | 'dose'
  | 'dose-area'
  | 'plan'
  | 'predict'
  | 'predict-band'
  | 'limit-line'
  | 'text-1'
  | 'text-2'
  | 'text-3'
  | 'action-text';

/** A column of values over `t` (seconds since the epoch, ascending). Null is a gap and stays a gap. */
export type Curve = {
  readonly kind: 'line' | 'step' | 'points';
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly digits: number;
  readonly tint: Tint;
  readonly t: readonly number[];
  readonly v: readonly (number | null)[];
  /** Design units; 2 when left out. */
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly fill?: Tint;
  /** Silence longer than this many seconds breaks the line, whether or not a row of nulls says so. */
  readonly breakAfterS?: number;
  /** Left out of the cursor's read-out: a plan, a guide. */
  readonly silent?: boolean;
};

/** Intermittent pressures as in the anaesthesia record: V systolic, inverted V diastolic, joined. */
export type Chevrons = {
  readonly kind: 'chevrons';
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly tint: Tint;
  readonly t: readonly number[];
  readonly high: readonly (number | null)[];
  readonly low: readonly (number | null)[];
};

/** A stretch in which the value is only known to lie between two bounds. */
export type Uncertain = {
  readonly kind: 'uncertain';
  readonly key: string;
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly low: number;
    readonly high: number;
  }[];
};

/** A dimmed area between two columns, under the lines: a spread, not a value. Null in either is a gap. */
export type Band = {
  readonly kind: 'band';
  readonly key: string;
  readonly tint: Tint;
  readonly t: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
};

export type Trace = Curve | Chevrons | Uncertain | Band;

/** The traces that are lines, steps or points over time. */
export function isCurve(trace: Trace): trace is Curve {
  return trace.kind === 'line' || trace.kind === 'step' || trace.kind === 'points';
}

/** A lane: one fixed scale, never rescaled while someone watches. */
export type Lane = {
  readonly key: string;
  readonly titles: readonly { readonly text: string; readonly unit: string; readonly tint: Tint }[];
  /** Share of the chart's height. */
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Ticks of a second unit on the same scale, written at the right edge. */
  readonly second?: readonly { readonly value: number; readonly text: string }[];
  readonly traces: readonly Trace[];
  readonly limits: readonly {
    readonly value: number;
    readonly label: string;
    /** On the screen its words stand beside the lane's name: where the line ends something else is written. */
    readonly besideName?: true;
  }[];
  /** Stretches without a usable value, as dotted boxes with their reason. */
  readonly missing: readonly { readonly from: number; readonly to: number; readonly words: string }[];
};

export type Flag = {
  readonly key: string;
  readonly t: number;
  readonly text: string;
  readonly tone: 'plain' | 'high' | 'medium';
};

/** The stretch of time in view, and where now is in it; null: the whole stretch is past. */
export type View = { readonly from: number; readonly to: number; readonly now: number | null };

/** One line of the cursor's read-out. `text` null: no value at that time. */
export type Reading = {
  readonly lane: string;
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly tint: Tint;
  readonly text: string | null;
  /** When the value was taken, seconds since the epoch. */
  readonly at: number | null;
};
