import type { EpochMs } from '../../shared/time/clock';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The day as people type it: 2026-03-12, 12.03.2026, 12.3.2026, 12 Mar 2026. In the clinic's own time. */
function dayWords(at: EpochMs): string {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const two = (value: number) => String(value).padStart(2, '0');
  const name = months[month - 1] ?? '';
  return `${year}-${two(month)}-${two(day)} ${two(day)}.${two(month)}.${year} ${day}.${month}.${year} ${day} ${name} ${year}`;
}

/** A record number is often known by its last digits only: each end of it counts as a word. */
function endings(mrn: string): string[] {
  const parts = mrn.match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.flatMap((part) =>
    Array.from({ length: Math.max(0, part.length - 3) }, (_, at) => part.slice(at + 1)),
  );
}

/** What a session can be found by, as words for the search index. */
export function searchable(session: { name: string; mrn: string; drug: string; at: EpochMs }): string {
  const { name, mrn, drug, at } = session;
  return [name, mrn, ...endings(mrn), drug, dayWords(at)].join(' ');
}

/** What a patient can be found by. */
export function patientWords({ name, mrn }: { name: string; mrn: string }): string {
  return [name, mrn, ...endings(mrn)].join(' ');
}

/** What a person typed, as a search: every word must be there, the beginning of it is enough. Null: nothing to find. */
export function searchExpression(typed: string): string | null {
  const words = typed.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.length === 0 ? null : words.map((word) => `"${word.replaceAll('"', '')}"*`).join(' ');
}
