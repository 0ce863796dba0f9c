import type { DurationMs } from '../time/clock';
import { durationMs } from '../time/clock';
import { isOutcome, outcomeWords } from './outcome-words';
import type { FhirAnswer } from './transport';

/** The answer to one entry, or to a request that stood alone. */
export type EntryAnswer = {
  readonly status: number;
  /** `Type/id/_history/version`, as the server wrote it. */
  readonly location: string | null;
  readonly etag: string | null;
  readonly resource: unknown;
  readonly outcome: unknown;
};

/** What the answer to a whole request says (fhir-sync.md 3.3). */
export type WholeAnswer =
  | { readonly kind: 'entries'; readonly entries: readonly EntryAnswer[] }
  /** It is not known whether the request took. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly retryAfter: DurationMs | null }
  /** It did not take, and may be asked again. */
  | { readonly kind: 'not-taken'; readonly detail: string }
  | { readonly kind: 'slow-down'; readonly detail: string; readonly retryAfter: DurationMs | null }
  | { readonly kind: 'forbidden'; readonly words: string }
  /** The server will not take this request as it is: one of its entries is to blame. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'too-large' };

const MOST_RETRY_AFTER_MS = 3_600_000;

/** `Retry-After` in seconds or as a date, against the server's own `Date` where it says one. Null: it says none. */
export function retryAfterOf(headers: Readonly<Record<string, string>>): DurationMs | null {
  const said = headers['retry-after']?.trim();
  if (said === undefined || said === '') return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.parse(headers.date ?? '');
  return Number.isFinite(ms) && ms >= 0 ? durationMs(Math.min(ms, MOST_RETRY_AFTER_MS)) : null;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function entryOf(value: unknown): EntryAnswer | null {
  const { response, resource } = isObject(value) ? value : {};
  if (!isObject(response)) return null;
  const status = Number.parseInt(textOr(response.status) ?? '', 10);
  if (Number.isNaN(status)) return null;
  return {
    status,
    location: textOr(response.location),
    etag: textOr(response.etag),
    resource: resource ?? null,
    outcome: response.outcome ?? null,
  };
}

/** Fewer answers than entries, or one that can not be read: nothing is known of any. */
function entriesOf(body: unknown, count: number): readonly EntryAnswer[] | null {
  if (!isObject(body) || body.resourceType !== 'Bundle' || !Array.isArray(body.entry)) return null;
  const entries = body.entry.map(entryOf).filter((one) => one !== null);
  return entries.length === count && body.entry.length === count ? entries : null;
}

/** What came back for a bundle of so many entries. */
export function readAnswer(answer: FhirAnswer, count: number): WholeAnswer {
  if (answer.kind === 'refused') return { kind: 'not-taken', detail: answer.words };
  if (answer.kind === 'none') {
    return answer.sent
      ? { kind: 'unknown', detail: answer.detail, retryAfter: null }
      : { kind: 'not-taken', detail: answer.detail };
  }
  const { status, headers } = answer;
  const body = parsed(answer.body);
  const retryAfter = retryAfterOf(headers);
  if (status >= 200 && status < 300) {
    const entries = entriesOf(body, count);
    if (entries !== null) return { kind: 'entries', entries };
    return { kind: 'unknown', detail: 'The answer of the server was not whole.', retryAfter };
  }
  const words = outcomeWords(body, status);
  if (status === 429) return { kind: 'slow-down', detail: words, retryAfter };
  if (status >= 500 || status === 408 || status === 425)
    return { kind: 'unknown', detail: words, retryAfter };
  if (status === 413) return { kind: 'too-large' };
  // A page of something on the way says nothing about our records.
  if (status === 401 || !isOutcome(body)) return { kind: 'not-taken', detail: words };
  if (status === 403) return { kind: 'forbidden', words };
  return { kind: 'refused', words };
}

/**
 * What came back for a request that stood alone, put as the answer to its one entry. A redirect, no token, a page that
 * is no FHIR: not an answer about the entry.
 */
export function readSingle(answer: FhirAnswer): WholeAnswer {
  if (answer.kind !== 'answer') return readAnswer(answer, 1);
  const { status, headers } = answer;
  const body = parsed(answer.body);
  const took = status >= 200 && status < 300;
  const whole = readAnswer(answer, 1);
  if (took) {
    if (isObject(body) ? typeof body.resourceType !== 'string' : answer.body.trim() !== '')
      return { kind: 'unknown', detail: 'The answer of the server was not whole.', retryAfter: null };
  } else if (whole.kind !== 'refused' && whole.kind !== 'too-large') return whole;
  const entry: EntryAnswer = {
    status,
    location: headers.location ?? null,
    etag: headers.etag ?? null,
    resource: took && isObject(body) && body.resourceType !== 'OperationOutcome' ? body : null,
    outcome: took ? null : (body ?? null),
  };
  return { kind: 'entries', entries: [entry] };
}
