import { lastNotAfter } from '../../shared/timeline/columns';
import { doseOf, dosingOf, perKg, rateOf } from '../../shared/timeline/doses';
import type { Gap } from '../../shared/timeline/gaps';
import { type HappeningKind, happenings } from '../../shared/timeline/happenings';
import type { Tint } from '../../shared/timeline/lane';
import type { ReviewModel } from '../../shared/timeline/model';
import { uncertainStretches } from '../../shared/timeline/rate-lane';
import { scoreRows, scoreText } from '../../shared/timeline/scores';
import { formatDuration, formatIn, withUnit } from '../../shared/units/format';

/** What one lane shows at the cursor. `text` null: there is no value, and `note` says why. */
export type CursorValue = {
  readonly key: string;
  readonly label: string;
  readonly tint: Tint;
  readonly text: string | null;
  /** How long before the cursor the value was taken, seconds; null with a null text. */
  readonly ageS: number | null;
  readonly note: string;
};

/** A streaming value younger than this is of the cursor's own time and carries no words. */
export const AGE_WORTH_SAYING_S = 3;

function reasonAt(gaps: readonly Gap[], t: number): string {
  return gaps.find(({ from, to }) => t >= from && t < to)?.words ?? 'no value';
}

/** `3 min before`; nothing for a value of the cursor's own time. */
export function agoWords(ageS: number): string {
  return ageS < AGE_WORTH_SAYING_S ? '' : `${formatDuration(ageS * 1000)} before`;
}

type Column = {
  readonly t: readonly number[];
  readonly v: readonly (number | null)[];
  readonly quietS: number;
};

function streaming(
  said: { key: string; label: string; tint: Tint; write: (value: number, row: number) => string },
  { t, v, quietS }: Column,
  gaps: readonly Gap[],
  cursor: number,
): CursorValue {
  const { key, label, tint } = said;
  const row = lastNotAfter(t, cursor);
  const ageS = cursor - (t[row] ?? Number.NEGATIVE_INFINITY);
  const value = ageS > quietS ? null : (v[row] ?? null);
  if (value === null) {
    return { key, label, tint, text: null, ageS: null, note: reasonAt(gaps, cursor) };
  }
  return { key, label, tint, text: said.write(value, row), ageS, note: agoWords(ageS) };
}

function rateAt(model: ReviewModel, cursor: number): CursorValue {
  const { pump } = model.detail.series;
  const dosing = dosingOf(model.session);
  const gaps = [...model.gaps.console, ...model.gaps.pump];
  const unknown = uncertainStretches(model.stories, gaps, pump, model.flow, model.to).find(
    ({ from, to }) => cursor >= from && cursor < to,
  );
  const said = { key: 'rate', label: 'Rate', tint: 'dose' } as const;
  if (unknown) {
    const top = withUnit(rateOf(dosing, unknown.high), 'mg/kg/h');
    const why = gaps.find(({ from, to }) => cursor >= from && cursor < to)?.words ?? 'not confirmed';
    return { ...said, text: null, ageS: null, note: `${why}, 0 to ${top}` };
  }
  const write = (value: number) =>
    `${withUnit(rateOf(dosing, value), 'mg/kg/h')} (${withUnit(value, 'mL/h')})`;
  return streaming({ ...said, write }, { t: pump.t, v: model.flow, quietS: model.quietS.pump }, gaps, cursor);
}

function givenAt(model: ReviewModel, cursor: number): CursorValue {
  const { pump } = model.detail.series;
  const dosing = dosingOf(model.session);
  const range = (low: number, high: number, unit: 'mg' | 'mg/kg') => {
    const [least, most] = [formatIn(low, unit), formatIn(high, unit)];
    return least === most ? `${least} ${unit}` : `${least} to ${most} ${unit}`;
  };
  const write = (value: number, row: number) => {
    const low = doseOf(dosing, value);
    const high = doseOf(dosing, pump.givenHighMl[row] ?? value);
    return `${range(low, high, 'mg')} (${range(perKg(dosing, low), perKg(dosing, high), 'mg/kg')})`;
  };
  const column = { t: pump.t, v: pump.givenLowMl, quietS: model.quietS.pump };
  const gaps = [...model.gaps.console, ...model.gaps.pump];
  return streaming({ key: 'given', label: 'Given', tint: 'dose', write }, column, gaps, cursor);
}

/** What a model predicts at the cursor: never without saying so, never where it was not made for it (SR-130, SR-132). */
function predictedAt({ predicted }: ReviewModel, cursor: number): CursorValue[] {
  if (predicted === undefined) return [];
  const { columns, prediction } = predicted;
  const said = { key: 'predicted', label: 'Predicted', tint: 'predict' } as const;
  const row = lastNotAfter(columns.t, cursor);
  const [plasma, effect] = [columns.plasma[row], columns.effect[row]];
  const why = columns.outside[row];
  if (plasma === undefined || effect === undefined)
    return [{ ...said, text: null, ageS: null, note: 'none yet' }];
  if (why != null)
    return [{ ...said, text: null, ageS: null, note: `outside what the model was made for: ${why}` }];
  const range = `${formatIn(columns.low[row] ?? plasma, 'ng/mL')} to ${formatIn(columns.high[row] ?? plasma, 'ng/mL')}`;
  const text = `${withUnit(plasma, 'ng/mL')} (${range}), effect site ${withUnit(effect, 'ng/mL')}`;
  return [{ ...said, text, ageS: 0, note: `${prediction.model.name}, not measured` }];
}

function pressureAt(model: ReviewModel, cursor: number): CursorValue {
  const { t, sys, dia } = model.detail.series.nibp;
  const said = { key: 'nibp', label: 'NIBP', tint: 'nibp' } as const;
  const row = lastNotAfter(t, cursor);
  const [high, low] = [sys[row] ?? null, dia[row] ?? null];
  if (high === null) return { ...said, text: null, ageS: null, note: 'none yet' };
  const ageS = cursor - (t[row] ?? cursor);
  const text = `${formatIn(high, 'mmHg')}/${low === null ? '- -' : formatIn(low, 'mmHg')} mmHg`;
  return { ...said, text, ageS, note: agoWords(ageS) };
}

function scoresAt(model: ReviewModel, cursor: number): CursorValue[] {
  return scoreRows.map(({ key, label }): CursorValue => {
    const set = model.scores.findLast((one) => one.t <= cursor && one.observation[key] !== null);
    const said = { key, label, tint: 'text-1' } as const;
    if (set === undefined) return { ...said, text: null, ageS: null, note: 'none yet' };
    const ageS = cursor - set.t;
    return { ...said, text: scoreText(set, key), ageS, note: agoWords(ageS) };
  });
}

/** The latest symptom and the latest drug beside the infusion; nothing, where there has been none. */
function happenedAt(model: ReviewModel, cursor: number): CursorValue[] {
  const before = happenings(model.log).filter(({ t }) => t <= cursor);
  const latest = (kind: HappeningKind, label: string): CursorValue[] => {
    const one = before.findLast((candidate) => candidate.kind === kind);
    if (one === undefined) return [];
    const text = kind === 'symptom' && one.more !== '' ? `${one.text}, ${one.more}` : one.text;
    return [{ key: kind, label, tint: 'text-1', text, ageS: cursor - one.t, note: agoWords(cursor - one.t) }];
  };
  return [...latest('symptom', 'Symptom'), ...latest('drug', 'Drug')];
}

const vitals = [
  { key: 'hr', label: 'HR', unit: '/min', tint: 'hr' },
  { key: 'pr', label: 'PR', unit: '/min', tint: 'spo2' },
  { key: 'spo2', label: 'SpO₂', unit: '%', tint: 'spo2' },
  { key: 'rr', label: 'RR', unit: '/min', tint: 'resp' },
  { key: 'etco2MmHg', label: 'EtCO₂', unit: 'mmHg', tint: 'resp' },
  { key: 'tempCel', label: 'Temp', unit: '°C', tint: 'temp' },
] as const;

/** What every lane shows at `cursor`, each with its age. A value is never carried across a gap. */
export function cursorValues(model: ReviewModel, cursor: number): CursorValue[] {
  const { monitor } = model.detail.series;
  const gaps = [...model.gaps.console, ...model.gaps.monitor];
  const shown = vitals.filter(({ key }) => key !== 'pr' || monitor.pr.some((value) => value !== null));
  return [
    rateAt(model, cursor),
    givenAt(model, cursor),
    ...predictedAt(model, cursor),
    pressureAt(model, cursor),
    ...shown.map(({ key, label, unit, tint }) => {
      const write = (value: number) => withUnit(value, unit);
      const column = { t: monitor.t, v: monitor[key], quietS: model.quietS.monitor };
      return streaming({ key, label, tint, write }, column, gaps, cursor);
    }),
    ...scoresAt(model, cursor),
    ...happenedAt(model, cursor),
  ];
}
