import type { FhirContext } from '../../shared/fhir/context';
import type { Arrived, HandedOver } from '../../shared/sync/arrived';
import type { FhirResource } from '../../shared/sync/item';
import type { Transport } from '../../shared/sync/transport';
import { arrivedOf } from './arrived-of';
import { ask, type PageFault, pagesOf } from './pages';

/** Up to where everything of one type was taken, in the server's own time. */
export type TypeCursor = {
  /** ISO instant; null: never asked. */
  readonly at: string | null;
  /** `id/version` of what was taken within the overlap before it. */
  readonly recent: readonly string[];
};
export type PullCursor = { readonly patients: TypeCursor; readonly orders: TypeCursor };
const begin: TypeCursor = { at: null, recent: [] };
export const pullFromTheStart: PullCursor = { patients: begin, orders: begin };

/** What an item of ours is on the server, as it came back with what was taken. */
export type PulledLink = {
  readonly kind: 'patient' | 'order';
  readonly key: string;
  readonly type: 'Patient' | 'MedicationRequest';
  readonly id: string;
  readonly version: string;
};

export type Pulled =
  | { readonly kind: 'done'; readonly cursor: PullCursor; readonly arrived: number }
  /** The cursor stands after what was kept. `words` for a person; the wait that the server asked for, ms, or null. */
  | ({ readonly kind: 'failed'; readonly cursor: PullCursor; readonly arrived: number } & PageFault);

export type PullParts = {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly context: FhirContext;
  readonly cursor: PullCursor;
  /** Gives it to the main process, which keeps each or does not; one answer each, in order. */
  readonly handOver: (arrived: readonly Arrived[]) => Promise<readonly HandedOver[]>;
  readonly linked: (link: PulledLink) => void;
};

/** Clocks of a server's own machines differ, and what is being written appears late (fhir-sync.md 3.4). */
const OVERLAP_MS = 120_000;
/** So many at once to the main process, which writes each down before it does anything else. */
const AT_ONCE = 5;

type Kept = { readonly kind: 'kept' } | ({ readonly kind: 'failed' } & PageFault);

/** Asks once for everything that is new on the server: patients, then orders, so that an order finds whose it is. */
export async function pullOnce(parts: PullParts): Promise<Pulled> {
  const patients = await pullType(parts, 'Patient', parts.cursor.patients);
  const after = { ...parts.cursor, patients: patients.cursor };
  if (patients.kind === 'failed') return { ...patients, cursor: after };
  const orders = await pullType(parts, 'MedicationRequest', parts.cursor.orders);
  return {
    ...orders,
    cursor: { ...after, orders: orders.cursor },
    arrived: patients.arrived + orders.arrived,
  };
}

type TypePulled =
  | { readonly kind: 'done'; readonly cursor: TypeCursor; readonly arrived: number }
  | ({ readonly kind: 'failed'; readonly cursor: TypeCursor; readonly arrived: number } & PageFault);

async function pullType(
  parts: PullParts,
  type: 'Patient' | 'MedicationRequest',
  before: TypeCursor,
): Promise<TypePulled> {
  const since = before.at === null ? '' : `_lastUpdated=ge${encodeURIComponent(minus(before.at))}&`;
  const taken = new Map<string, number>();
  const known = new Set(before.recent);
  let [at, ordered, arrived] = [before.at, true, 0];
  /** What was taken within the overlap before `at` need not be handed over again. */
  const cursor = (upTo: string | null): TypeCursor => ({
    at: upTo,
    recent:
      upTo === null
        ? []
        : [
            ...[...taken].filter(([, updated]) => updated >= Date.parse(minus(upTo))).map(([key]) => key),
            ...before.recent.filter((key) => upTo === before.at && !taken.has(key)),
          ],
  });
  const failed = (fault: PageFault): TypePulled => ({
    kind: 'failed',
    cursor: cursor(at),
    arrived,
    ...fault,
  });

  const pages = pagesOf(parts.transport, `${type}?${since}_sort=_lastUpdated&_count=50`);
  let serverTime: string | null = null;
  for await (const page of pages) {
    if (page.kind === 'failed') return failed(page);
    serverTime ??= page.date;
    const fresh: Arrived[] = [];
    for (const resource of page.resources) {
      const one = arrivedOf(parts.context, resource, parts.baseUrl);
      if (one === null) continue;
      const { serverId, versionId, lastUpdated } = one.from;
      const key = `${serverId}/${versionId}`;
      if (!known.has(key)) fresh.push(one);
      taken.set(key, lastUpdated);
    }
    for (let first = 0; first < fresh.length; first += AT_ONCE) {
      const kept = await keep(parts, fresh.slice(first, first + AT_ONCE));
      if (kept.kind === 'failed') {
        // Nothing of this page counts as taken: it is handed over again, and known there.
        for (const { from } of fresh) taken.delete(`${from.serverId}/${from.versionId}`);
        return failed(kept);
      }
    }
    arrived += fresh.length;
    // Between pages the cursor moves only as far as the server really went by time.
    const reached = notAfter(lastUpdatedOf(page.resources.at(-1)), page.date);
    ordered &&= reached !== null && (at === null || reached >= at);
    if (ordered && reached !== null) at = reached;
  }
  // Also back, where the server's clock was ahead and is right again: what is written now would never be asked for.
  return { kind: 'done', cursor: cursor(serverTime ?? at), arrived };
}

/** What a server marks as of a time that has not come there moves nothing further than the time of its answer. */
const notAfter = (updated: string | null, answered: string | null): string | null =>
  updated !== null && answered !== null && updated > answered ? answered : updated;

const minus = (iso: string): string => new Date(Date.parse(iso) - OVERLAP_MS).toISOString();

function lastUpdatedOf(resource: FhirResource | undefined): string | null {
  const meta = resource?.meta as { readonly lastUpdated?: unknown } | undefined;
  const at = typeof meta?.lastUpdated === 'string' ? Date.parse(meta.lastUpdated) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const refusedBy = (words: string): Kept => ({ kind: 'failed', status: null, words, retryAfterMs: null });

/** Hands over, and fetches whom an order is for where that one is not known here yet. */
async function keep(parts: PullParts, arrived: readonly Arrived[]): Promise<Kept> {
  const answers = await parts.handOver(arrived);
  for (const [index, one] of arrived.entries()) {
    const answer = answers[index];
    if (answer === undefined) return refusedBy('The console did not say what became of what came.');
    if (answer.kind === 'refused') return refusedBy(answer.words);
    if (answer.kind === 'kept') link(parts, one, answer.localId);
    if (answer.kind === 'needs-patient') {
      const kept = await keepWithPatient(parts, one, answer.patientServerId);
      if (kept.kind === 'failed') return kept;
    }
  }
  return { kind: 'kept' };
}

async function keepWithPatient(parts: PullParts, one: Arrived, patientServerId: string): Promise<Kept> {
  const answer = await ask(parts.transport, `Patient/${encodeURIComponent(patientServerId)}`);
  const gone = answer.kind === 'failed' && (answer.status === 404 || answer.status === 410);
  if (answer.kind === 'failed' && !gone) return answer;
  const patient = answer.kind === 'failed' ? null : arrivedOf(parts.context, answer.resource, parts.baseUrl);
  if (patient !== null) {
    const [kept] = await parts.handOver([patient]);
    if (kept?.kind === 'refused') return refusedBy(kept.words);
    if (kept?.kind === 'kept') link(parts, patient, kept.localId);
  }
  const [again] = await parts.handOver([one]);
  if (again?.kind === 'needs-patient') {
    // The entry is gone, or says nothing by which anybody could be known: the order is shown, and is nobody's here.
    const [last] = await parts.handOver([{ ...one, patientServerId: null } as Arrived]);
    return last?.kind === 'refused' ? refusedBy(last.words) : { kind: 'kept' };
  }
  if (again?.kind === 'refused') return refusedBy(again.words);
  if (again?.kind === 'kept') link(parts, one, again.localId);
  return { kind: 'kept' };
}

function link({ linked }: PullParts, { kind, from }: Arrived, localId: string | null): void {
  if (localId === null) return;
  const type = kind === 'patient' ? 'Patient' : 'MedicationRequest';
  linked({ kind, key: localId, type, id: from.serverId, version: from.versionId });
}
