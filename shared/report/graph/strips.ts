import type { AlarmPriority } from '../../alarms/alarm';
import type { ReviewModel } from '../../timeline/model';
import { scoreRows, scoreText } from '../../timeline/scores';
import type { Ink, Mark } from '../document';
import { aboutMm, box, type Plane, stroke, within, words, xOf } from './plane';

const FLAG_PT = 5.8;
const FLAG_ROW_MM = 2.9;

/** Commands, symptoms, drugs, notes and grave alarms: a line through all lanes at its time, its words on top. */
export function flagMarks(
  { flags }: ReviewModel,
  plane: Plane,
  foot: number,
): { marks: Mark[]; unsaid: number } {
  const rows = Math.floor((plane.bottom - plane.top) / FLAG_ROW_MM);
  const taken = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  let unsaid = 0;
  const marks = flags.flatMap((flag): Mark[] => {
    const x = xOf(plane, within(plane, flag.t));
    const ink: Ink = flag.tone === 'high' ? 'warn' : flag.tone === 'medium' ? 'caution' : 'grey';
    const wide = aboutMm(flag.text, FLAG_PT);
    const before = x + wide > plane.right;
    const begin = before ? x - wide - 0.6 : x + 0.6;
    const row = taken.findIndex((end) => end < begin);
    const line = (top: number) =>
      stroke(
        [
          [x, top],
          [x, foot],
        ],
        flag.tone === 'plain' ? 'light' : ink,
        0.1,
      );
    if (row < 0) {
      unsaid += 1;
      return [
        stroke(
          [
            [x, plane.bottom + 0.4],
            [x, plane.bottom + 1.4],
          ],
          ink,
          0.1,
        ),
      ];
    }
    taken[row] = begin + wide + 0.8;
    const y = plane.top + (row + 1) * FLAG_ROW_MM - 0.7;
    return [
      line(y - 1.8),
      words([begin, y], flag.text, { sizePt: FLAG_PT, ink, bold: flag.tone === 'high' }),
    ];
  });
  return { marks, unsaid };
}

/** The scores as numbers at their times; where they would touch, the later one of a row is left to the table. */
export function scoreMarks({ scores }: ReviewModel, plane: Plane): Mark[] {
  const height = (plane.bottom - plane.top) / scoreRows.length;
  return scoreRows.flatMap(({ key, label }, index): Mark[] => {
    const y = plane.top + (index + 0.5) * height + 0.8;
    let end = Number.NEGATIVE_INFINITY;
    const numbers = scores.flatMap((set): Mark[] => {
      const text = scoreText(set, key);
      const x = xOf(plane, within(plane, set.t));
      const wide = text === null ? 0 : aboutMm(text, 6.5);
      if (text === null || x - wide / 2 < end) return [];
      end = x + wide / 2 + 0.4;
      return [words([x, y], text, { anchor: 'middle' })];
    });
    return [
      words([0, y], label, { sizePt: 7, bold: true }),
      stroke(
        [
          [plane.left, plane.top + (index + 1) * height],
          [plane.right, plane.top + (index + 1) * height],
        ],
        'faint',
        0.12,
      ),
      ...numbers,
    ];
  });
}

const alarmInk: Readonly<Record<AlarmPriority, Ink>> = { high: 'warn', medium: 'caution', low: 'grey' };
const BAR_MM = 2.4;

type Spot = { readonly from: number; readonly to: number };

/** Alarms with their durations: filled while the condition stood, open while it waited to be seen. */
export function alarmMarks({ alarms }: ReviewModel, plane: Plane): Mark[] {
  const rows = Array.from(
    { length: Math.max(1, Math.floor((plane.bottom - plane.top) / (BAR_MM + 0.6))) },
    (): Spot[] => [],
  );
  const free = (row: readonly Spot[], { from, to }: Spot) =>
    row.every((one) => one.to <= from || one.from >= to);
  const bars = alarms.flatMap(({ stretches, from, to, words: why, priority }): Mark[] => {
    const begin = xOf(plane, within(plane, from));
    const end = Math.max(begin + 0.5, xOf(plane, within(plane, to)));
    const wide = aboutMm(why, 5.5) + 1.2;
    const left = end + wide > plane.right;
    const fits = !left || begin - wide >= plane.left;
    const whole = left ? { from: begin - wide, to: end } : { from: begin, to: end + wide };
    // With its words where a row has room for them; without them where one has room for the bar; else over the last.
    const said = fits ? rows.findIndex((row) => free(row, whole)) : -1;
    const bare = rows.findIndex((row) => free(row, { from: begin, to: end }));
    const row = said >= 0 ? said : bare >= 0 ? bare : rows.length - 1;
    rows[row]?.push(said >= 0 ? whole : { from: begin, to: end });
    const y = plane.top + 0.4 + row * (BAR_MM + 0.6);
    const ink = alarmInk[priority];
    return [
      ...stretches.map((part) => {
        const x = xOf(plane, within(plane, part.from));
        const colour = alarmInk[part.priority];
        const width = Math.max(0.5, xOf(plane, within(plane, part.to)) - x);
        return box([x, y], width, BAR_MM, part.kind === 'present' ? { fill: colour } : { edge: colour });
      }),
      ...(said >= 0 ? [words([left ? whole.from + 0.3 : end + 0.6, y + 2], why, { sizePt: 5.5, ink })] : []),
    ];
  });
  return [words([0, plane.top + 2.6], 'Alarms', { sizePt: 7, bold: true }), ...bars];
}
