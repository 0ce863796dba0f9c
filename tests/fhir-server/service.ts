import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { EntryJudge } from './bundle';
import { capabilityStatement } from './capability';
import type { Fault } from './faults';
import { Faults, verdict } from './faults';
import type { HttpAnswer, HttpRequest } from './http';
import { ConnectionCut, json, outcome } from './http';
import type { RepositoryOptions } from './repository';
import { refused, TestRepo } from './repository';
import { actsOf, Rest } from './rest';
import type { SmartOptions } from './smart';
import { Smart } from './smart';

export type ServiceOptions = RepositoryOptions & {
  readonly base: () => string;
  readonly basePath: string;
  readonly auth?: SmartOptions;
};

/** What went over the wire since the last `clear()`. */
export type Traffic = {
  requests: number;
  bytesIn: number;
  bytesOut: number;
  readonly log: { readonly method: string; readonly path: string; readonly status: number | 'cut' }[];
};

type Owed = { readonly request: HttpRequest; left: number };

const TOKEN_PATH = '/auth/token';

/** Everything of the server but its socket: who may ask, what goes wrong, and the answer. */
export class Service {
  readonly faults = new Faults();
  readonly traffic: Traffic = { requests: 0, bytesIn: 0, bytesOut: 0, log: [] };
  readonly repo: TestRepo;
  readonly smart: Smart | undefined;
  /** Called when a fault restarts the server, for what hangs on its socket. */
  onRestart: () => void = () => {};
  readonly #options: ServiceOptions;
  readonly #rest: Rest;
  /** Requests are worked on one after the other. */
  #line: Promise<unknown> = Promise.resolve();
  #owed: Owed[] = [];
  #storesLeft = Number.POSITIVE_INFINITY;
  /** As the request that is worked on calls this server; behind a relay that is another port than its own. */
  #host: string | undefined;

  constructor(options: ServiceOptions) {
    this.#options = options;
    const nowMs = (): number => options.nowMs() + this.faults.clockOffsetMs;
    this.repo = new TestRepo({ ...options, nowMs });
    this.repo.gate = (resource) => this.#gate(resource);
    this.#rest = new Rest(
      this.repo,
      () => this.#base(),
      () => this.faults.manner,
    );
    this.smart =
      options.auth === undefined
        ? undefined
        : new Smart(options.auth, () => `${options.base()}${TOKEN_PATH}`, nowMs);
  }

  /** Answers a request, or throws `ConnectionCut`. */
  async handle(request: HttpRequest): Promise<HttpAnswer> {
    this.traffic.requests += 1;
    this.traffic.bytesIn += Buffer.byteLength(request.body);
    const { method, path } = request;
    try {
      const answer = await this.#struck(request);
      const date = new Date(this.#options.nowMs() + this.faults.clockOffsetMs).toUTCString();
      this.traffic.bytesOut += answer.tornAfterBytes ?? Buffer.byteLength(answer.body);
      this.traffic.log.push({ method, path, status: answer.status });
      return { ...answer, headers: { date, ...answer.headers } };
    } catch (error) {
      this.traffic.log.push({ method, path, status: 'cut' });
      throw error;
    } finally {
      await this.#doOwed();
    }
  }

  /** Does what is owed for `late` requests. */
  async settle(): Promise<void> {
    for (const owed of this.#owed) owed.left = 0;
    await this.#doOwed();
  }

  /** What a restart loses: tokens, pages and work that was not begun. */
  forget(): void {
    this.smart?.forgetTokens();
    this.#rest.pages.forget();
    this.#owed = [];
  }

  clear(): void {
    this.faults.clear();
    this.forget();
    this.repo.clear();
    Object.assign(this.traffic, { requests: 0, bytesIn: 0, bytesOut: 0 });
    this.traffic.log.length = 0;
  }

  async #struck(request: HttpRequest): Promise<HttpAnswer> {
    const fault = this.faults.next(request);
    const { bytes, entries } = this.faults.limits;
    if (bytes !== undefined && Buffer.byteLength(request.body) > bytes)
      return outcome(413, 'too-long', `The request is longer than ${bytes} bytes`);
    if (entries !== undefined && entriesIn(request) > entries)
      return outcome(413, 'too-costly', `The bundle has more than ${entries} entries`);
    return fault === undefined ? this.#work(request) : this.#under(fault, request);
  }

  async #under(fault: Fault, request: HttpRequest): Promise<HttpAnswer> {
    switch (fault.kind) {
      case 'cut':
        if (fault.when !== 'before')
          await this.#work(request, { stores: fault.when === 'during' ? fault.afterResources : undefined });
        throw new ConnectionCut();
      case 'late':
        this.#owed.push({ request, left: fault.afterRequests + 1 });
        throw new ConnectionCut();
      case 'duplicate':
        await this.#work(request);
        return this.#work(request);
      case 'truncate': {
        const answer = await this.#work(request);
        if (fault.torn) return { ...answer, tornAfterBytes: fault.keepBytes };
        return { ...answer, body: Buffer.from(answer.body).subarray(0, fault.keepBytes).toString() };
      }
      case 'answer': {
        if (fault.committed === true) await this.#work(request);
        const { status, retryAfterSeconds: wait } = fault;
        const headers = wait === undefined ? {} : { 'retry-after': String(wait) };
        return outcome(status, 'transient', `Answered ${status} by a scripted fault`, headers);
      }
      case 'entries':
        return this.#work(request, {
          judge: (entry, index) => {
            const judgement = fault.judge(entry, index);
            return judgement === undefined ? undefined : verdict(judgement.status);
          },
        });
      case 'expire':
        return this.#work(request, {
          judge: (_, index) => {
            this.smart?.forgetTokens();
            return index < fault.fromEntry ? undefined : verdict(401);
          },
        });
      case 'slow': {
        if (fault.committed !== true) await fault.until;
        const answer = await this.#work(request);
        await fault.until;
        return answer;
      }
      case 'restart':
        if (fault.when === 'after') await this.#work(request);
        this.forget();
        this.onRestart();
        throw new ConnectionCut();
    }
  }

  /** @param how `stores`: the server dies after so many resources. */
  async #work(
    request: HttpRequest,
    how: { readonly judge?: EntryJudge; readonly stores?: number | undefined } = {},
  ): Promise<HttpAnswer> {
    const turn = this.#line.then(async () => {
      this.#storesLeft = how.stores ?? Number.POSITIVE_INFINITY;
      this.#host = request.headers.host;
      try {
        return await this.#answer(request, how.judge);
      } finally {
        this.#storesLeft = Number.POSITIVE_INFINITY;
      }
    });
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  async #answer(request: HttpRequest, judge: EntryJudge | undefined): Promise<HttpAnswer> {
    const { base, basePath } = this.#options;
    const { path, method } = request;
    if (!path.startsWith(basePath)) return outcome(404, 'not-found', `The server is at ${basePath}`);
    const target = path.slice(basePath.length);
    if (this.smart !== undefined && target === '/.well-known/smart-configuration')
      return this.smart.configuration();
    if (this.smart !== undefined && target === TOKEN_PATH) return this.smart.token(request);
    if (target.split('?')[0] === '/metadata' && method === 'GET') {
      const date = new Date(this.#options.nowMs()).toISOString();
      const tokenUrl = this.smart === undefined ? undefined : `${base()}${TOKEN_PATH}`;
      const clientIds = this.#options.clientIds === 'allowed';
      return json(200, capabilityStatement({ base: base(), clientIds, tokenUrl, date }));
    }
    const below = target.replace(/^\//, '');
    return this.smart?.refusalOf(request, actsOf(request, below)) ?? this.#rest.answer(request, below, judge);
  }

  /** Links that are to be followed must name the way by which the client came. */
  #base(): string {
    const base = new URL(this.#options.base());
    if (this.#host !== undefined) base.host = this.#host;
    return base.href;
  }

  #gate(resource: Resource): void {
    if (this.#storesLeft <= 0) throw new ConnectionCut();
    const why = this.faults.poison?.(resource);
    if (why !== undefined)
      throw refused([{ severity: 'error', code: 'business-rule', details: { text: why } }]);
    this.#storesLeft -= 1;
  }

  async #doOwed(): Promise<void> {
    for (const owed of this.#owed) owed.left -= 1;
    const due = this.#owed.filter(({ left }) => left <= 0);
    this.#owed = this.#owed.filter(({ left }) => left > 0);
    for (const { request } of due) await this.#work(request);
  }
}

function entriesIn({ body }: HttpRequest): number {
  if (!body.includes('"Bundle"')) return 0;
  try {
    return (JSON.parse(body) as Bundle).entry?.length ?? 0;
  } catch {
    return 0;
  }
}
