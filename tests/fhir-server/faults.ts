import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { EntryVerdict, Manner } from './bundle';
import type { HttpRequest } from './http';

/**
 * What goes wrong with one request. Nothing here is by chance: a script says which request is hit, and how.
 * - `cut`: the connection is lost `before` the commit, `after` it (a lost answer), or `during` it: after so many
 *   resources were stored the server dies; a transaction is taken back, of a batch those stay.
 * - `late`: the connection is lost, and the server does the work all the same once so many further requests were
 *   answered; with `settle()` at the latest.
 * - `duplicate`: something between resends the request; it is worked on twice, and the second answer is given.
 * - `truncate`: the body ends after so many bytes; `torn` as a lost connection, else as if it were whole.
 * - `answer`: a status instead of the work, or after it when `committed`.
 * - `entries`: so is the answer to single entries of a batch.
 * - `expire`: the token runs out in mid-batch: the entries from this one on are answered 401, and so is every request
 *   until there is a new token.
 * - `slow`: the answer waits for this promise, before the work or after it.
 * - `restart`: as a cut, and the server comes back without its tokens, its pages and its unfinished work.
 */
export type Fault =
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'cut'; readonly when: 'during'; readonly afterResources: number }
  | { readonly kind: 'late'; readonly afterRequests: number }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'truncate'; readonly keepBytes: number; readonly torn: boolean }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      readonly committed?: boolean;
    }
  | {
      readonly kind: 'entries';
      readonly judge: (entry: BundleEntry, index: number) => { readonly status: number } | undefined;
    }
  | { readonly kind: 'expire'; readonly fromEntry: number }
  | { readonly kind: 'slow'; readonly until: Promise<unknown>; readonly committed?: boolean }
  | { readonly kind: 'restart'; readonly when: 'before' | 'after' };

/** Which requests a fault hits: of those that match, the `on`-th (from 1) and the `times - 1` after it. */
export type FaultRule = {
  readonly on?: number;
  readonly times?: number;
  readonly match?: (request: HttpRequest) => boolean;
  readonly fault: Fault;
};

/** Why this resource is refused; undefined when it is not. */
export type Poison = (resource: Resource) => string | undefined;

export const toPath =
  (start: string, method?: string) =>
  (request: HttpRequest): boolean =>
    request.path.split('?')[0]?.endsWith(start) === true &&
    (method === undefined || request.method === method);

/** The request is a batch or transaction. */
export const isBundle = ({ method, body }: HttpRequest): boolean =>
  method === 'POST' && body.includes('"Bundle"') && (JSON.parse(body) as Bundle).resourceType === 'Bundle';

/** A verdict on an entry that says no more than its status. */
export const verdict = (status: number): EntryVerdict => ({
  status,
  outcome: {
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'error', code: 'transient', details: { text: `Answered ${status} by a scripted fault` } },
    ],
  },
});

type Counted = FaultRule & { seen: number };

/** The script of what goes wrong. */
export class Faults {
  readonly #rules: Counted[] = [];
  /** The faults that struck, in order. */
  readonly struck: Fault[] = [];
  /** Resources that are refused with 422, until it is taken out. */
  poison: Poison | undefined;
  /** Above these a request is answered 413. */
  limits: { bytes?: number; entries?: number } = {};
  /** By how much the server's clock is off, in ms. */
  clockOffsetMs = 0;
  /** No fault, but what differs from server to server. */
  manner: Manner = 'standard';

  add(...rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ ...rule, seen: 0 })));
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.#rules.length = 0;
    this.struck.length = 0;
    this.poison = undefined;
    this.limits = {};
    this.clockOffsetMs = 0;
    this.manner = 'standard';
  }

  /** Counts the request in every rule; the first rule that it fulfils strikes. */
  next(request: HttpRequest): Fault | undefined {
    let strikes: Fault | undefined;
    for (const rule of this.#rules) {
      if (rule.match !== undefined && !rule.match(request)) continue;
      rule.seen += 1;
      const first = rule.on ?? 1;
      const hit = rule.seen >= first && rule.seen < first + (rule.times ?? 1);
      if (hit) strikes ??= rule.fault;
    }
    if (strikes !== undefined) this.struck.push(strikes);
    return strikes;
  }
}
