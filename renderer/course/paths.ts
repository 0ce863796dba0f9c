import type { RateCorner } from '../../shared/course/dose-curve';
import type { Scale } from '../../shared/course/scales';
import type { Envelope } from '../../shared/course/session-course';

/** The drawing surface of every curve; stretched to its box, so that lines keep their width and shapes do not. */
export const WIDTH = 1000;
export const HEIGHT = 100;

export type Frame = { readonly x: Scale; readonly y: Scale };

const part = ({ min, max }: Scale, value: number): number => (value - min) / (max - min);
const text = (value: number): string => value.toFixed(1);

/** The column of a minute. */
export const xOf = ({ x }: Frame, minute: number): number => part(x, minute) * WIDTH;
/** The row of a value; a value beyond the scale lies at its edge. */
export const yOf = ({ y }: Frame, value: number): number =>
  HEIGHT - Math.min(1, Math.max(0, part(y, value))) * HEIGHT;

/** Steps of the delivered rate by its upper end, down to the ground at both sides. */
export function stepPath(corners: readonly RateCorner[], frame: Frame, end: 'low' | 'high' = 'high'): string {
  const ground = text(yOf(frame, 0));
  const [first] = corners;
  if (first === undefined) return '';
  const steps = corners.map(
    (corner) => `H${text(xOf(frame, corner.minute))}V${text(yOf(frame, corner[end]))}`,
  );
  return `M${text(xOf(frame, first.minute))} ${ground}${steps.join('')}`;
}

/** Where the two ends of the account are apart, as boxes between them. */
export function doubtPath(corners: readonly RateCorner[], frame: Frame): string {
  return corners
    .flatMap(({ minute, low, high }, index) => {
      const next = corners[index + 1];
      if (next === undefined || high - low < 0.005) return [];
      const [left, right] = [text(xOf(frame, minute)), text(xOf(frame, next.minute))];
      return [`M${left} ${text(yOf(frame, low))}H${right}V${text(yOf(frame, high))}H${left}Z`];
    })
    .join('');
}

/** An arrow at the upper edge wherever a rate goes beyond the scale: a bolus is no rate of the infusion. */
export function beyondPath(corners: readonly RateCorner[], frame: Frame): string {
  return corners
    .filter(({ high }) => high > frame.y.max)
    .map(({ minute }) => {
      const x = xOf(frame, minute);
      return `M${text(x - 14)} 14L${text(x)} 0L${text(x + 14)} 14Z`;
    })
    .join('');
}

/** A line through one value a minute, `from` the first one on; a null breaks it. */
export function linePath(values: readonly (number | null)[], from: number, frame: Frame): string {
  let path = '';
  let open = false;
  values.forEach((value, index) => {
    if (value === null) open = false;
    else {
      path += `${open ? 'L' : 'M'}${text(xOf(frame, from + index))} ${text(yOf(frame, value))}`;
      open = true;
    }
  });
  return path;
}

/**
 * The band between the lowest and the highest, of so many minutes together as `every` says; where none of them has a
 * value the band is broken.
 */
export function bandPath(
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  from: number,
  frame: Frame,
  every = 1,
): string {
  let path = '';
  let run: { x: number; top: number; foot: number }[] = [];
  const close = () => {
    const [only] = run;
    if (only === undefined) return;
    // A single point has no length of its own.
    if (run.length === 1) run.push({ ...only, x: only.x + (every * WIDTH) / (frame.x.max - frame.x.min) });
    const first = only;
    const there = run.map(({ x, top }) => `L${text(x)} ${text(top)}`).join('');
    const back = [...run].reverse().map(({ x, foot }) => `L${text(x)} ${text(foot)}`);
    path += `M${text(first.x)} ${text(first.foot)}${there}${back.join('')}Z`;
    run = [];
  };
  for (let at = 0; at < low.length; at += every) {
    const [least, most] = [low, high].map((column) =>
      column.slice(at, at + every).filter((value) => value !== null),
    );
    if (least === undefined || most === undefined || least.length === 0 || most.length === 0) {
      close();
      continue;
    }
    // One value all the time is still a band that is seen.
    run.push({
      x: xOf(frame, from + at + every / 2),
      top: yOf(frame, Math.max(...most)) - 0.9,
      foot: yOf(frame, Math.min(...least)) + 0.9,
    });
  }
  close();
  return path;
}

/** A stroke from the systolic to the diastolic pressure of each measurement. */
export function cuffPath(nibp: Envelope['nibp'], frame: Frame): string {
  return nibp
    .filter(([minute]) => minute >= frame.x.min && minute <= frame.x.max)
    .map(([minute, systolic, diastolic]) => {
      const x = text(xOf(frame, minute));
      return `M${x} ${text(yOf(frame, systolic))}V${text(yOf(frame, diastolic ?? systolic - 2))}`;
    })
    .join('');
}

/** Whole quarters, halves or hours of a time scale in minutes. */
export function minuteTicks({ min, max }: Scale): number[] {
  const step = [15, 30, 60, 120, 240].find((one) => (max - min) / one <= 9) ?? 480;
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, index) => (first + index) * step);
}

/** Round marks of a scale: whole steps between its ends, `most` of them at the most. */
export function ticksOf({ min, max }: Scale, most: number): number[] {
  const span = max - min;
  const raw = span / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw - 1e-9) ?? raw;
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor((max - first * step) / step + 1e-9) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(6)),
  );
}
