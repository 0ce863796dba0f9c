import { formatNumber } from '../units/format';
import { type ColumnKey, cellsOf, columns } from './cells';
import type { GivenSession } from './page';
import type { Predicted } from './predicted';
import type { SessionCourse } from './session-course';

/** One line of two sessions held against each other; `difference` empty where the two can not be subtracted. */
export type Difference = {
  readonly key: ColumnKey;
  readonly title: string;
  readonly first: string;
  readonly second: string;
  readonly difference: string;
};

type Number_ = { readonly value: number | null; readonly decimals: number; readonly unit: string };

/** What of a column is a number that can be subtracted. */
function numberOf(key: ColumnKey, course: SessionCourse, predicted: Predicted | undefined): Number_ | null {
  const number = (value: number | null | undefined, decimals: number, unit: string): Number_ => ({
    ...{ value: value ?? null, decimals, unit },
  });
  switch (key) {
    case 'given':
      return number(course.givenMg.high, 1, 'mg');
    case 'top':
      return number(course.top?.mgPerKgPerHour, 2, 'mg/kg/h');
    case 'time':
      return number(course.infusedMs / 60_000, 0, 'min');
    case 'predicted':
      return number(predicted?.outside === null ? predicted.peak.ngPerMl : null, 0, 'ng/mL');
    case 'spo2':
      return number(course.spo2.worst?.value, 0, '%');
    case 'pressure':
      return number(course.pressure.peak?.systolic, 0, 'mmHg');
    case 'heartRate':
      return number(course.heartRate.highest?.value, 0, '/min');
    case 'scores':
      return number(course.worst.distress, 0, 'distress');
    case 'pain':
      return number(course.pain.after, 0, 'after');
    case 'alarms':
      return number(course.alarms.high, 0, 'high');
    default:
      return null;
  }
}

function subtracted(first: Number_ | null, second: Number_ | null): string {
  if (first === null || second === null || first.value === null || second.value === null) return '';
  const text = formatNumber(second.value - first.value, first.decimals);
  if (text === '0' || text === '−0') return 'the same';
  return `${text.startsWith('−') ? text : `+${text}`} ${first.unit}`;
}

/** The value of a place; where its number is in the small type, that too. */
function wordsOf(key: ColumnKey, cells: ReturnType<typeof cellsOf> | undefined): string {
  if (cells === undefined) return '';
  const { main, note } = cells[key];
  return key === 'scores' && note !== '' ? `${main}, ${note}` : main;
}

/** Two sessions, column by column, and the second less the first. */
export function differencesOf(
  first: GivenSession,
  second: GivenSession,
  predicted: ReadonlyMap<string, Predicted>,
): Difference[] {
  const both = [first, second].map((one) => ({ one, curve: predicted.get(one.sessionId) }));
  const [a, b] = both.map(({ one, curve }) => cellsOf(one, curve));
  return columns.map(({ key, title }) => {
    const [from, to] = both.map(({ one, curve }) => numberOf(key, one.facts.course, curve));
    return {
      ...{ key, title, first: wordsOf(key, a), second: wordsOf(key, b) },
      difference: subtracted(from ?? null, to ?? null),
    };
  });
}
