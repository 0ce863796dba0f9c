import type { ClockSkew } from '../../shared/fhir/clock-skew';
import { readAnswer, readSingle, type WholeAnswer } from '../../shared/sync/answer';
import type { Cut } from '../../shared/sync/divide';
import { bundleOf, type SendEntry } from '../../shared/sync/entry';
import type { FhirResource } from '../../shared/sync/item';
import {
  afterFailure,
  afterNetworkBack,
  afterSuccess,
  type PaceRules,
  paceRules,
  startPace,
} from '../../shared/sync/pace';
import type { SyncSetting } from '../../shared/sync/setting';
import { type SkewSamples, skewOfSamples, withDate } from '../../shared/sync/skew';
import type { SyncStatus } from '../../shared/sync/status';
import type { FhirAnswer, FhirRequest, Transport } from '../../shared/sync/transport';
import type { Instant } from '../../shared/time/clock';
import type { SyncDb } from './sync-db';
import type { WaitingItem } from './sync-rows';

export type SendRules = PaceRules & {
  /** After a lost answer the server may still be at work for so long; only then it is asked what became of it. */
  readonly verifyAfterMs: number;
  /** A lane that the server forbids is tried again after so long. */
  readonly stoppedForMs: number;
  /** What is on the server is counted there in parts, with so long between them. */
  readonly countEveryMs: number;
};

export const sendRules: SendRules = {
  ...paceRules,
  verifyAfterMs: 90_000,
  stoppedForMs: 900_000,
  countEveryMs: 60_000,
};

export type SendParts = {
  readonly db: SyncDb;
  readonly transport: Transport;
  readonly setting: Pick<SyncSetting, 'profile' | 'mayCreatePatients'>;
  /** Puts the bytes of its attachment into a resource; throws in words. */
  readonly fill: (item: WaitingItem) => Promise<FhirResource>;
  /** Adds to an Encounter how the clocks stand. Left out: nothing is said of them. */
  readonly withSkew?: (resource: FhirResource, skew: ClockSkew) => FhirResource;
  /** Where an item is cut that is too large for the server; null: it can not be cut. */
  readonly cutOf: (item: WaitingItem) => Cut | null;
  readonly now: () => Instant;
  /** A random number from 0 to 1. */
  readonly chance: () => number;
  readonly rules?: Partial<SendRules>;
};

type Link = Extract<SyncStatus, { kind: 'on' }>['link'];

/** The way to the server as it is now: how fast, whether it answers, how its clock stands to ours. */
export function openWire({ db, transport, now, chance, rules: own }: SendParts) {
  const rules: SendRules = { ...sendRules, ...own };
  let pace = startPace(rules, now().mono, chance());
  let link: Link = { kind: 'not-known' };
  let skew: SkewSamples = [];

  function heard(words: string | null): void {
    const { at } = now();
    if (words === null) {
      if (link.kind === 'online') return;
      if (link.kind === 'offline') db.tell(at, 'The server answers again.');
      link = { kind: 'online', since: at };
      return;
    }
    if (link.kind === 'offline') link = { ...link, reason: words };
    else {
      if (link.kind === 'online') db.tell(at, `The server is out of reach: ${words}`);
      link = { kind: 'offline', since: at, reason: words };
    }
  }

  async function carry(request: FhirRequest): Promise<FhirAnswer> {
    const sentAt = now().at;
    const answer = await transport(request);
    if (answer.kind === 'answer') skew = withDate(skew, answer.headers, sentAt, now().at);
    return answer;
  }

  /** Sends entries as one bundle, or one of them as the plain request that it is. */
  async function ask(entries: readonly SendEntry[], kind: 'batch' | 'transaction'): Promise<WholeAnswer> {
    const [only] = entries;
    const isSingle = entries.length === 1 && only !== undefined;
    const answer = await carry(isSingle ? plain(only) : bundled(kind, entries));
    const whole = isSingle ? readSingle(answer) : readAnswer(answer, entries.length);
    const lost = whole.kind === 'unknown' || whole.kind === 'not-taken' || whole.kind === 'slow-down';
    heard(lost ? whole.detail : null);
    return whole;
  }

  return {
    rules,
    /** The server answered (null), or is out of reach, in words. */
    heard,
    ask,
    carry,
    pace: () => pace,
    link: () => link,
    skewMs: () => skewOfSamples(skew),
    succeeded() {
      pace = afterSuccess(rules, pace, now().mono, chance());
    },
    failed(told: Parameters<typeof afterFailure>[4]) {
      pace = afterFailure(rules, pace, now().mono, chance(), told);
    },
    /** The server answers, but takes no bundle of that size. */
    shrink(size: number) {
      pace = { ...pace, size: Math.max(1, size), failures: 0 };
    },
    /** The system says that the network is there again. */
    networkBack() {
      pace = afterNetworkBack(rules, pace, now().mono, chance());
    },
    /** Somebody wants it now. */
    hurry() {
      pace = { ...pace, notBefore: now().mono, told: false };
    },
  };
}

export type Wire = ReturnType<typeof openWire>;

const MINIMAL = { prefer: 'return=minimal' };

function bundled(kind: 'batch' | 'transaction', entries: readonly SendEntry[]): FhirRequest {
  const writes = entries.some(({ request }) => request.method !== 'GET');
  const body = JSON.stringify(bundleOf(kind, entries));
  return { method: 'POST', path: '', headers: writes ? MINIMAL : {}, body };
}

function plain({ request, resource }: SendEntry): FhirRequest {
  const { method, url, ifNoneExist, ifMatch } = request;
  const headers = {
    ...(method === 'GET' ? {} : MINIMAL),
    ...(ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  };
  return { method, path: url, headers, ...(resource === null ? {} : { body: JSON.stringify(resource) }) };
}
