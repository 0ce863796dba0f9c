import { beyondLane } from '../../timeline/columns';
import type { Band, Chevrons, Curve, Lane, Tint, Trace, Uncertain } from '../../timeline/lane';
import { formatNumber } from '../../units/format';
import type { Ink, Mark, Point } from '../document';
import { aboutMm, box, type Plane, stroke, within, words, xOf, yOf } from './plane';
import { runsOf } from './runs';

/** Colours of the screen as inks that stay apart on paper, and in grey. */
export const inkOf: Readonly<Record<Tint, Ink>> = {
  hr: 'hr',
  spo2: 'spo2',
  nibp: 'nibp',
  resp: 'resp',
  temp: 'temp',
  dose: 'dose',
  'dose-area': 'dose-area',
  plan: 'grey',
  predict: 'predict',
  'predict-band': 'predict-band',
  'limit-line': 'grey',
  'text-1': 'black',
  'text-2': 'grey',
  'text-3': 'light',
  'action-text': 'asked',
};

const MM_PER_UNIT = 0.16;

function area(run: readonly Point[], plane: Plane, ink: Ink): Mark {
  const ground = yOf(plane, Math.max(0, plane.min));
  const [first, last] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
  return { kind: 'area', ink, points: [[first, ground], ...run, [last, ground]] };
}

function dots(run: readonly Point[], ink: Ink): Mark[] {
  return run.map(([x, y]) => box([x - 0.4, y - 0.4], 0.8, 0.8, { fill: ink }));
}

function ofCurve(curve: Curve, plane: Plane): Mark[] {
  const ink = inkOf[curve.tint];
  const width = (curve.width ?? 2) * MM_PER_UNIT;
  const dash = curve.dash && ([(curve.dash[0] ?? 2) * 0.3, (curve.dash[1] ?? 2) * 0.3] as const);
  const runs = runsOf(curve, plane);
  const { fill } = curve;
  const over = beyondLane(curve.t, curve.v, plane.min, plane.max).map(({ t, value, side }) => {
    const y = side === 'above' ? plane.top + 2.2 : plane.bottom - 0.6;
    const text = `${side === 'above' ? '↑' : '↓'} ${formatNumber(value, curve.digits)}`;
    return words([xOf(plane, t), y], text, { sizePt: 5.5, ink, anchor: 'middle' });
  });
  return [
    ...(fill === undefined ? [] : runs.map((run) => area(run, plane, inkOf[fill]))),
    ...runs.flatMap((run) =>
      curve.kind === 'points' || run.length === 1 ? dots(run, ink) : [stroke(run, ink, width, dash)],
    ),
    ...over,
  ];
}

/** As in the anaesthesia record: V at the systolic, inverted V at the diastolic, joined by a thin line. */
function ofPressure({ t, high, low, tint }: Chevrons, plane: Plane): Mark[] {
  const ink = inkOf[tint];
  return t.flatMap((time, row): Mark[] => {
    if (time < plane.from || time > plane.to) return [];
    const x = xOf(plane, time);
    const [sys, dia] = [high[row] ?? null, low[row] ?? null];
    const arm = (value: number | null, way: 1 | -1): Mark[] => {
      if (value === null) return [];
      const y = yOf(plane, value);
      return [
        stroke(
          [
            [x - 0.9, y - 1.3 * way],
            [x, y],
            [x + 0.9, y - 1.3 * way],
          ],
          ink,
          0.28,
        ),
      ];
    };
    const bar: Mark[] =
      sys === null || dia === null
        ? []
        : [
            stroke(
              [
                [x, yOf(plane, sys)],
                [x, yOf(plane, dia)],
              ],
              ink,
              0.15,
            ),
          ];
    return [...bar, ...arm(sys, 1), ...arm(dia, -1)];
  });
}

function ofUncertain({ stretches }: Uncertain, plane: Plane): Mark[] {
  return stretches.map(({ from, to, low, high }) => {
    const [x, y] = [xOf(plane, within(plane, from)), yOf(plane, high)];
    const width = Math.max(0.6, xOf(plane, within(plane, to)) - x);
    return box([x, y], width, Math.max(0.6, yOf(plane, low) - y), { edge: 'warn', hatched: true });
  });
}

/** A spread without an edge, each unbroken stretch of it as one area. */
function ofBand({ t, low, high, tint, key }: Band, plane: Plane): Mark[] {
  const side = (v: Band['low']) =>
    runsOf({ kind: 'line', key, label: '', unit: '', digits: 0, tint, t, v }, plane);
  const [upper, lower] = [side(high), side(low)];
  return upper.flatMap((run, index): Mark[] => {
    const under = lower[index];
    return under === undefined
      ? []
      : [{ kind: 'area', ink: inkOf[tint], points: [...run, ...[...under].reverse()] }];
  });
}

function ofTrace(trace: Trace, plane: Plane): Mark[] {
  if (trace.kind === 'chevrons') return ofPressure(trace, plane);
  if (trace.kind === 'uncertain') return ofUncertain(trace, plane);
  if (trace.kind === 'band') return ofBand(trace, plane);
  return ofCurve(trace, plane);
}

/** Where words beside a box stand: to its right, or to its left where they would leave the lane. */
function beside(why: string, x: number, width: number, plane: Plane): { from: number; to: number } {
  const [right, wide] = [x + width + 0.7, aboutMm(why, 5.5)];
  return right + wide > plane.right
    ? { from: x - 0.7 - wide, to: x - 0.7 }
    : { from: right, to: right + wide };
}

/** Stretches without a usable value: a dotted box, and why where this lane says it and has room for it. */
function ofMissing({ missing }: Lane, plane: Plane): Mark[] {
  let said = Number.NEGATIVE_INFINITY;
  return missing.flatMap(({ from, to, words: why }): Mark[] => {
    const x = xOf(plane, within(plane, from));
    const width = Math.max(0.4, xOf(plane, within(plane, to)) - x);
    const [top, height] = [plane.top + 0.5, plane.bottom - plane.top - 1];
    const frame = box([x, top], width, height, { edge: 'grey', dashed: true });
    const place = beside(why, x, width, plane);
    if (why === '' || place.from < said) return [frame];
    said = place.to + 0.8;
    return [frame, words([place.from, plane.top + 2.6], why, { sizePt: 5.5, ink: 'grey' })];
  });
}

/** A text in lines of at most about this width. */
function broken(text: string, mostMm: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && aboutMm(longer, 5.5) <= mostMm) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A lane with its frame, its scale, its limits and everything in it. */
export function laneMarks(lane: Lane, plane: Plane): Mark[] {
  const { left, right, top, bottom } = plane;
  const grid = lane.ticks.flatMap((tick): Mark[] => {
    const y = yOf(plane, tick);
    return [
      stroke(
        [
          [left, y],
          [right, y],
        ],
        'faint',
        0.12,
      ),
      words([left - 1, y + 0.8], formatNumber(tick, 2), { sizePt: 6, anchor: 'end', ink: 'grey' }),
    ];
  });
  const limits = lane.limits.flatMap(({ value, label }): Mark[] => {
    if (value < plane.min || value > plane.max) return [];
    const y = yOf(plane, value);
    return [
      stroke(
        [
          [left, y],
          [right, y],
        ],
        'caution',
        0.18,
        [0.9, 0.7],
      ),
      words([right - 0.5, y - 0.5], label, { sizePt: 5.5, anchor: 'end', ink: 'caution' }),
    ];
  });
  const second = (lane.second ?? []).map(({ value, text }) =>
    words([right + 1, yOf(plane, value) + 0.8], text, { sizePt: 5.5, ink: 'grey' }),
  );
  let y = top + 2.6;
  const titles = lane.titles.flatMap(({ text, unit, tint }): Mark[] => {
    const name = words([0, y], text, { sizePt: 7, bold: true, ink: inkOf[tint], mostMm: left - 7 });
    const units = broken(unit, left - 7).map((part, line) =>
      words([0, y + 2.3 * (line + 1)], part, { sizePt: 5.5, ink: 'grey' }),
    );
    y += 2.9 + 2.3 * units.length;
    return [name, ...units];
  });
  return [
    ...grid,
    ...lane.traces.flatMap((trace) => ofTrace(trace, plane)),
    ...ofMissing(lane, plane),
    ...limits,
    box([left, top], right - left, bottom - top, { edge: 'light' }),
    ...titles,
    ...second,
  ];
}
