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
function dayForms(at: EpochMs): string[] {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const two = (value: number) => String(value).padStart(2, '0');
  const name = months[month - 1] ?? '';
  return [
    `${year}-${two(month)}-${two(day)}`,
    `${two(day)}.${two(month)}.${year}`,
    `${day}.${month}.${year}`,
    `${day} ${name} ${year}`,
  ];
}

/** The words of a text as they are compared: without accents, small, and without what stands between them. */
function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Several words that stand beside each other (2030-01, TEST-0417). The mark keeps them apart from single words. */
const joined = (words: readonly string[]): string => `-${words.join('-')}`;

/** Each word of a text, and what follows each of them, so that TEST-0417 is found as it is written. */
function wordsOf(text: string): string[] {
  const words = plainWords(text);
  return [...words, ...words.slice(0, -1).map((_, at) => joined(words.slice(at)))];
}

/** A record number is often known by its last digits only: each end of it counts as a word. */
function endings(mrn: string): string[] {
  return plainWords(mrn).flatMap((part) =>
    Array.from({ length: Math.max(0, part.length - 3) }, (_, at) => part.slice(at + 1)),
  );
}

/** What a session can be found by. */
export function sessionWords(session: {
  readonly name: string;
  readonly mrn: string;
  readonly drug: string;
  readonly at: EpochMs;
}): ReadonlySet<string> {
  const { name, mrn, drug, at } = session;
  return new Set([...[name, mrn, drug, ...dayForms(at)].flatMap(wordsOf), ...endings(mrn)]);
}

/** What a patient can be found by. */
export function patientWords({ name, mrn }: { name: string; mrn: string }): ReadonlySet<string> {
  return new Set([...wordsOf(name), ...wordsOf(mrn), ...endings(mrn)]);
}

/**
 * What a person typed, as beginnings of words that all must be there. Empty: nothing was typed, which finds everything;
 * null: something that is no word, which finds nothing.
 */
export function typedBeginnings(typed: string): readonly string[] | null {
  const parts = typed.split(/\s+/).map(plainWords);
  const beginnings = parts.flatMap((words) => {
    const [first] = words;
    if (first === undefined) return [];
    return [words.length === 1 ? first : joined(words)];
  });
  return beginnings.length === 0 && typed.trim() !== '' ? null : [...new Set(beginnings)];
}
