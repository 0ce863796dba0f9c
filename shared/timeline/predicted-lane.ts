import { barredFor, type PredictedColumns, type Prediction } from '../pk/prediction';
import type { Band, Curve, Lane } from './lane';

/** What the numbers of a session predict, and out of which of them. */
export type PredictedSession = {
  readonly prediction: Prediction;
  readonly columns: PredictedColumns;
  /** Said beside the lane's name; null: there is nothing to add. */
  readonly more: string | null;
  /** Another one is another curve. */
  readonly revision: string;
};

/** Every predicted lane has this key; what is measured never has. */
export const PREDICTED = 'predicted';

const TOP_NG_PER_ML = 300;

/** The words that stand in the lane itself: a model's line is never taken for a measurement (SR-130). */
export const predictedTitle = ({ model }: Prediction): string => `ng/mL, ${model.name} model, not measured`;

/** Stretches in which the drawn model says nothing, each with why. */
function outsideStretches({ t, outside }: PredictedColumns): { from: number; to: number; words: string }[] {
  const found: { from: number; to: number; words: string }[] = [];
  let [from, why]: [number, string | null] = [0, null];
  const close = (to: number) => {
    if (why !== null && to > from)
      found.push({ from, to, words: `outside what the model was made for: ${why}` });
  };
  outside.forEach((now, row) => {
    if (now === why) return;
    const at = t[row] ?? 0;
    close(at);
    [from, why] = [at, now];
  });
  close(t.at(-1) ?? 0);
  return found;
}

const inside = ({ outside }: PredictedColumns, v: readonly number[]): (number | null)[] =>
  v.map((value, row) => (outside[row] === null ? value : null));

function joined(past: PredictedColumns, ahead: PredictedColumns): PredictedColumns {
  return {
    t: [...past.t, ...ahead.t],
    plasma: [...past.plasma, ...ahead.plasma],
    effect: [...past.effect, ...ahead.effect],
    low: [...past.low, ...ahead.low],
    high: [...past.high, ...ahead.high],
    outside: [...past.outside, ...ahead.outside],
  };
}

export type PredictedFacts = {
  readonly prediction: Prediction;
  readonly past: PredictedColumns;
  /** What follows if it goes on as it runs; null: nothing does, the session is over. Begins where the past ends. */
  readonly ahead: PredictedColumns | null;
  readonly withEffect: boolean;
  readonly weight: number;
  /** Said beside the name: that it was computed anew from a corrected record, or that something is missing. */
  readonly more?: string;
  /** Changes whenever a line does that has the same moments as one drawn before. */
  readonly revision?: string;
};

/** Plasma with the spread of the offered models, the effect site dotted where it is wanted; dashed ahead of now. */
export function predictedLane(facts: PredictedFacts): Lane {
  const { prediction, past, ahead, withEffect, weight, more, revision = '' } = facts;
  const all = ahead === null ? past : joined(past, ahead);
  const line = { kind: 'line', unit: 'ng/mL', digits: 0, tint: 'predict' } as const;
  const key = (name: string) => `${name}${revision}`;
  const shown = barredFor(prediction) === null;
  const band: Band = {
    kind: 'band',
    key: key('band'),
    tint: 'predict-band',
    t: all.t,
    low: inside(all, all.low),
    high: inside(all, all.high),
  };
  const plasma: Curve = {
    ...line,
    key: key('plasma'),
    label: 'Predicted plasma',
    t: past.t,
    v: inside(past, past.plasma),
    width: 1.8,
  };
  const effect: Curve = {
    ...line,
    key: key('effect'),
    label: `Predicted effect site, ke0 ${prediction.ke0.ke0Id}`,
    t: past.t,
    v: inside(past, past.effect),
    width: 1.5,
    dash: [1.5, 3],
  };
  const later: Curve[] =
    ahead === null
      ? []
      : [
          {
            ...plasma,
            key: key('plasma-ahead'),
            t: ahead.t,
            v: inside(ahead, ahead.plasma),
            dash: [4, 4],
            silent: true,
          },
        ];
  const laterEffect: Curve[] =
    ahead === null || !withEffect
      ? []
      : [
          {
            ...effect,
            key: key('effect-ahead'),
            t: ahead.t,
            v: inside(ahead, ahead.effect),
            width: 1.2,
            silent: true,
          },
        ];
  return {
    key: PREDICTED,
    titles: [
      {
        text: 'Predicted',
        unit: more === undefined ? predictedTitle(prediction) : `${predictedTitle(prediction)} · ${more}`,
        tint: 'predict',
      },
    ],
    weight,
    min: 0,
    max: TOP_NG_PER_ML,
    ticks: [0, 100, 200, 300],
    traces: shown ? [band, plasma, ...(withEffect ? [effect] : []), ...later, ...laterEffect] : [plasma],
    limits: [],
    missing: outsideStretches(all),
  };
}
