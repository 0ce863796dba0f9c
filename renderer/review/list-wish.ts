import { type Mark, markWords } from '../../shared/finding/marks';
import type { SessionQuery } from '../../shared/finding/query';
import { epochMs } from '../../shared/time/clock';

/** What the person in front of the list is looking for. */
export type ListWish = {
  readonly of: 'sessions' | 'patients';
  readonly search: string;
  readonly marks: readonly Mark[];
  readonly patient: { readonly patientId: string; readonly name: string } | null;
  /** Calendar days, ISO 8601; empty: open on that side. */
  readonly fromDay: string;
  readonly toDay: string;
};

export const wishForAll: ListWish = {
  ...{ of: 'sessions', search: '', marks: [], patient: null, fromDay: '', toDay: '' },
};

/** The beginning of a calendar day in the clinic's own time, so many days later; null: it names none. */
function dayStart(day: string, later = 0) {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined || Number.isNaN(year + month + date))
    return null;
  return epochMs(new Date(year, month - 1, date + later).getTime());
}

/** The wish as the record is asked. Both days count as part of the range. */
export function queryOf(wish: ListWish): Omit<SessionQuery, 'after' | 'limit'> {
  return {
    search: wish.search,
    marks: [...wish.marks],
    patientId: wish.patient?.patientId ?? null,
    from: dayStart(wish.fromDay),
    to: dayStart(wish.toDay, 1),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
const isoDay = (day: Date): string => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** Ranges that are asked for often, ending today. */
export function quickRange(
  kind: 'today' | 'week' | 'month',
  now: number,
): { fromDay: string; toDay: string } {
  const today = new Date(now);
  const back = { today: 0, week: 6, month: 29 }[kind];
  const from = new Date(today.getFullYear(), today.getMonth(), today.getDate() - back);
  return { fromDay: isoDay(from), toDay: isoDay(today) };
}

/** The filters as words of one sentence: `with nausea and note, of TEST, Alder, from 1 Mar 2026`. */
export function wishWords({ search, marks, patient, fromDay, toDay }: ListWish): string {
  const happened = marks.filter((one) => one !== 'to-review' && one !== 'open');
  return [
    search.trim() === '' ? '' : `with every word of “${search.trim()}” in its name, MRN, date or drug`,
    marks.includes('to-review') ? 'not reviewed' : '',
    marks.includes('open') ? 'still open' : '',
    happened.length === 0 ? '' : `with ${happened.map((one) => markWords[one].toLowerCase()).join(' and ')}`,
    patient === null ? '' : `of ${patient.name}`,
    fromDay === '' ? '' : `from ${fromDay} on`,
    toDay === '' ? '' : `up to ${toDay}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
