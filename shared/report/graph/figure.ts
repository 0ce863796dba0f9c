import type { Lane } from '../../timeline/lane';
import { ALARMS, type ReviewModel, SCORES } from '../../timeline/model';
import { clockTime, counted } from '../../words/phrases';
import type { Figure, Mark } from '../document';
import { offsetWords } from '../times';
import { box, type Plane, stroke, words, xOf } from './plane';
import { alarmMarks, flagMarks, scoreMarks } from './strips';
import { laneMarks } from './traces';

const WIDTH_MM = 182;
const HEIGHT_MM = 233;
const GUTTER_MM = 27;
/** For the scale of a second unit. */
const RIGHT_MM = 174;
const FLAGS_MM = 16;
const AXIS_MM = 5;
const BETWEEN_MM = 1.6;

const steps = [5, 10, 15, 30, 60, 120, 240, 480].map((min) => min * 60);

/** Round times of the clock, as many as the axis has room for; seconds since the epoch. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? (to - from) / most;
  // Counted from local midnight, so that they are round on the wall.
  const offset = new Date(from * 1000).getTimezoneOffset() * 60;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const ticks: number[] = [];
  for (let t = first; t <= to; t += step) ticks.push(t);
  return ticks;
}

function axis(ticks: readonly number[], plane: Plane, y: number): Mark[] {
  return ticks.map((t) => words([xOf(plane, t), y], clockTime(t * 1000), { anchor: 'middle', sizePt: 6.5 }));
}

function lanePlane(lane: Lane, model: ReviewModel, top: number, height: number): Plane {
  return {
    ...{ left: GUTTER_MM, right: RIGHT_MM, top, bottom: top + height },
    ...{ from: model.from, to: model.to, min: lane.min, max: lane.max },
  };
}

function content(lane: Lane, model: ReviewModel, plane: Plane): Mark[] {
  const frame = box([plane.left, plane.top], plane.right - plane.left, plane.bottom - plane.top, {
    edge: 'light',
  });
  if (lane.key === SCORES) return [...scoreMarks(model, plane), frame];
  if (lane.key === ALARMS) return [...alarmMarks(model, plane), frame];
  return laneMarks(lane, plane);
}

const sample = (mark: Mark): readonly Mark[] => [mark];
const dash = (ink: 'dose' | 'asked' | 'caution', dashMm?: readonly [number, number]) =>
  sample(
    stroke(
      [
        [0, 1.2],
        [7, 1.2],
      ],
      ink,
      0.4,
      dashMm,
    ),
  );

const chevronSample: readonly Mark[] = [
  stroke(
    [
      [2.6, 0],
      [3.5, 1],
      [4.4, 0],
    ],
    'nibp',
    0.28,
  ),
  stroke(
    [
      [2.6, 3.4],
      [3.5, 2.4],
      [4.4, 3.4],
    ],
    'nibp',
    0.28,
  ),
  stroke(
    [
      [3.5, 1],
      [3.5, 2.4],
    ],
    'nibp',
    0.15,
  ),
];

/** The whole session on one page: every lane on one axis of time, as the review's screen has them. */
export function graphFigure(model: ReviewModel): Figure {
  const ticks = timeTicks(model.from, model.to, 12);
  const top = FLAGS_MM + AXIS_MM;
  const room = HEIGHT_MM - top - AXIS_MM - (model.lanes.length - 1) * BETWEEN_MM;
  const weights = model.lanes.reduce((sum, { weight }) => sum + weight, 0);
  let y = top;
  const planes = model.lanes.map((lane) => {
    const height = (lane.weight / weights) * room;
    const plane = lanePlane(lane, model, y, height);
    y += height + BETWEEN_MM;
    return { lane, plane };
  });
  const bottom = y - BETWEEN_MM;
  const over: Plane = {
    ...{ left: GUTTER_MM, right: RIGHT_MM, top: 0, bottom: FLAGS_MM },
    ...{ from: model.from, to: model.to, min: 0, max: 1 },
  };
  const flags = flagMarks(model, over, bottom);
  const verticals = ticks.map((t) =>
    stroke(
      [
        [xOf(over, t), top],
        [xOf(over, t), bottom],
      ],
      'faint',
      0.12,
    ),
  );
  const unsaid =
    flags.unsaid === 0
      ? ''
      : ` ${counted(flags.unsaid, 'mark has', 'marks have')} no room for words here; the table of entries has them all.`;
  return {
    title: `Course of the session, ${clockTime(model.from * 1000)} to ${clockTime(model.to * 1000)} (${offsetWords(model.from * 1000)}).${unsaid}`,
    widthMm: WIDTH_MM,
    heightMm: HEIGHT_MM,
    marks: [
      ...verticals,
      ...flags.marks,
      ...axis(ticks, over, top - 1.4),
      ...planes.flatMap(({ lane, plane }) => content(lane, model, plane)),
      ...axis(ticks, over, bottom + 3.4),
    ],
    legend: [
      { sample: dash('asked', [0.6, 0.9]), text: 'rate requested' },
      { sample: dash('dose'), text: 'rate by the pump' },
      { sample: sample(box([0, 0], 7, 2.6, { edge: 'warn', hatched: true })), text: 'nobody knew the rate' },
      { sample: sample(box([0, 0], 7, 2.6, { edge: 'grey', dashed: true })), text: 'no value: a gap' },
      { sample: chevronSample, text: 'cuff: systolic, diastolic' },
      { sample: dash('caution', [0.9, 0.7]), text: 'limit' },
      { sample: sample(box([0, 0], 7, 2.6, { fill: 'caution' })), text: 'alarm present' },
      { sample: sample(box([0, 0], 7, 2.6, { edge: 'warn' })), text: 'waiting to be seen' },
    ],
  };
}
