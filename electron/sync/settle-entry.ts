import { createHash } from 'node:crypto';
import { canonical } from '../../shared/record/canonical';
import type { EntryAnswer } from '../../shared/sync/answer';
import { type Cut, tooLargeWords } from '../../shared/sync/divide';
import type { SendEntry } from '../../shared/sync/entry';
import { backOffMs } from '../../shared/sync/pace';
import { resourcePlace, type Verdict, verdictOf } from '../../shared/sync/verdict';
import type { Settled, WaitingItem } from './sync-rows';

/** SHA-256 of a resource as it is kept here. */
export const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

const CLASHES_BEFORE_LOOK = 5;
const MOST_TRIES = 10;
const PARENT_TRIES = 3;
/** What stands on the way may say so of what the server would take: to cut it does no harm, to put it aside does. */
const LARGE_TRIES = 3;
const LARGE_TRIES_UNCUT = 10;

/** What one answer comes to, and when the item may go on (ms from now; left out: at once). */
export type Judged = {
  readonly verdict: Verdict;
  readonly settled: Settled;
  readonly afterMs?: number;
};

export type JudgeRules = {
  readonly baseMs: number;
  readonly capMs: number;
  readonly verifyAfterMs: number;
};

/** The matches of a search, of that type. */
export function matchesOf(resource: unknown, type: string): unknown[] {
  const { entry } = (resource ?? {}) as { readonly entry?: unknown };
  if (!Array.isArray(entry)) return [];
  return entry
    .map((one) => (one as { readonly resource?: unknown } | null)?.resource)
    .filter((one) => resourcePlace(one)?.type === type);
}

export const SEVERAL =
  'The server holds this record more than once. None of them was chosen. Ask who runs the server to merge them, then try again.';

type Named = { readonly system?: unknown; readonly value?: unknown } | null;
const plain = (text: unknown): string => String(text).trim().toLowerCase();

/**
 * Why the patient whom a search found is not the one who is meant, in words; null: nothing speaks against it. Two people
 * are never made one: everything that is sent would stand in the record of the other.
 */
export function anotherPerson({ type, identity, resource }: WaitingItem, found: unknown): string | null {
  if (type !== 'Patient') return null;
  const { system, value } = identity;
  const { identifier, birthDate } = (found ?? {}) as {
    readonly identifier?: unknown;
    readonly birthDate?: unknown;
  };
  const numbers: readonly Named[] = Array.isArray(identifier) ? identifier : [];
  if (!numbers.some((one) => one?.system === system && plain(one.value) === plain(value)))
    return `Asked for MRN ${value}, the server answers with a patient who does not have that number. Nothing is sent into that record. Ask who runs the server.`;
  const ours = String(resource.birthDate ?? '');
  // The server may say the year alone; a day that it does not say at all can not be compared.
  if (typeof birthDate !== 'string' || ours === '' || ours.startsWith(birthDate)) return null;
  return `MRN ${value} is a person born ${birthDate} on the server, and one born ${ours} here. Nothing is sent into that record. Find out whose number it is, and correct it where it is wrong.`;
}

/** Judges what the server said to the writing of one item. `chance` within 0 and 1. */
export function judge(
  item: WaitingItem,
  { request, written }: SendEntry,
  answer: EntryAnswer,
  rules: JudgeRules,
  chance: number,
  cutOf: (item: WaitingItem) => Cut | null,
): Judged {
  const { itemNo, tries } = item;
  if (request.method === 'GET' && answer.status === 200) return lookedUp(item, answer);
  const verdict = verdictOf(answer, written);
  const wait = backOffMs(rules, tries + 1, chance);
  const parked = (reason: string): Judged => ({ verdict, settled: { itemNo, kind: 'parked', reason } });
  const inDoubt = (reason: string, afterMs: number): Judged => ({
    verdict,
    settled: { itemNo, kind: 'in-doubt', reason },
    afterMs,
  });
  const again = (reason: string, afterMs: number, counts = true): Judged => ({
    verdict,
    settled: { itemNo, kind: 'pending', reason, counts },
    afterMs,
  });
  switch (verdict.kind) {
    case 'taken':
      // It was there already, and the answer does not say who it is: looked at before anything is sent into it.
      if (item.write === 'look-up' && answer.status !== 201)
        return inDoubt('The server has a patient with that number already.', wait);
      return {
        verdict,
        settled: { itemNo, kind: 'acked', place: verdict.place, hash: hashOf(item.resource) },
      };
    case 'unknown':
      return inDoubt(verdict.detail, rules.verifyAfterMs);
    case 'again':
    case 'slow-down':
      return again(verdict.detail, wait);
    case 'stop-lane':
      return again(verdict.words, 0, false);
    case 'park':
      return parked(verdict.words);
    case 'too-large':
      if (tries < LARGE_TRIES) return again(verdict.words, wait);
      try {
        const cut = cutOf(item);
        if (cut === null && tries < LARGE_TRIES_UNCUT) return again(verdict.words, wait);
        return tooLarge(item, verdict, cut);
      } catch (error) {
        return again(error instanceof Error ? error.message : String(error), wait);
      }
    case 'several':
      return parked(`${verdict.words} ${SEVERAL}`);
    case 'clash':
      if (tries < CLASHES_BEFORE_LOOK) return again(verdict.words, wait);
      return tries < MOST_TRIES ? inDoubt(verdict.words, 0) : parked(verdict.words);
    case 'changed':
      return tries < MOST_TRIES ? inDoubt(verdict.words, 0) : parked(verdict.words);
    case 'gone':
      return { verdict, settled: { itemNo, kind: 'not-there', reason: verdict.words } };
    case 'parent-unknown':
      return tries < PARENT_TRIES ? again(verdict.words, wait) : parked(verdict.words);
  }
}

function tooLarge(
  item: WaitingItem,
  verdict: Verdict & { readonly kind: 'too-large' },
  cut: Cut | null,
): Judged {
  const { itemNo } = item;
  if (cut === null)
    return {
      verdict,
      settled: { itemNo, kind: 'parked', reason: `${verdict.words} ${tooLargeWords(item)}` },
    };
  const reason = 'It was too large for the server, and goes in pieces.';
  return { verdict, settled: { itemNo, kind: 'divided', cut, reason } };
}

/** A patient is the clinic's: found there, or waited for. */
function lookedUp(item: WaitingItem, { resource }: EntryAnswer): Judged {
  const { itemNo } = item;
  const found = matchesOf(resource, item.type);
  const place = resourcePlace(found[0]);
  const unknown: Verdict = { kind: 'park', words: '' };
  if (place === null) {
    const reason = `The server knows no ${item.type} with ${item.identity.value}. It is looked for again from time to time; register it there, or correct the number here.`;
    return { verdict: unknown, settled: { itemNo, kind: 'parked', reason } };
  }
  if (found.length > 1) return { verdict: unknown, settled: { itemNo, kind: 'parked', reason: SEVERAL } };
  const other = anotherPerson(item, found[0]);
  if (other !== null) return { verdict: unknown, settled: { itemNo, kind: 'parked', reason: other } };
  return {
    verdict: { kind: 'taken', place },
    settled: { itemNo, kind: 'acked', place, hash: hashOf(item.resource) },
  };
}
