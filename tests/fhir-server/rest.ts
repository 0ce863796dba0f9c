import type { IncomingHttpHeaders } from 'node:http';
import { getStatus, normalizeOperationOutcome, parseSearchRequest } from '@medplum/core';
import type { FhirResponse, HttpMethod } from '@medplum/fhir-router';
import { FhirRouter } from '@medplum/fhir-router';
import type { Bundle, OperationOutcomeIssue, Resource, ResourceType } from '@medplum/fhirtypes';
import type { EntryJudge, Manner } from './bundle';
import { completed, etagOf, judged, versionedLocation } from './bundle';
import { isKeptType } from './definitions';
import type { HttpAnswer, HttpRequest } from './http';
import { json, outcome } from './http';
import { Pages } from './pages';
import type { TestRepo } from './repository';
import { faultsIn } from './validation';

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'];
/** How the answer is written, not what is asked. */
const PRESENTATION = new Set(['_format', '_pretty']);

function wanted({ headers }: HttpRequest): 'minimal' | 'representation' | undefined {
  const [, form] = /\breturn\s*=\s*(minimal|representation)\b/.exec(headers.prefer ?? '') ?? [];
  return form as 'minimal' | 'representation' | undefined;
}

function bodyOf({ body }: HttpRequest): Resource | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'resourceType' in value
      ? (value as Resource)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a parser stumbles over, before any rule is asked: codes and elements that are not there. */
function unreadableIn(resource: Resource | undefined): OperationOutcomeIssue[] {
  const faulty = resource === undefined ? undefined : faultsIn(resource);
  return faulty?.against === 'basic' ? faulty.issues.filter(({ code }) => code !== 'invariant') : [];
}

/** The interactions of FHIR's REST, below authorisation and faults: the router's own answers, in the standard's form. */
export class Rest {
  readonly #repo: TestRepo;
  readonly #router = new FhirRouter();
  readonly #base: () => string;
  readonly pages: Pages;
  readonly manner: () => Manner;

  /** @param base The address of the server, which links and locations begin with. */
  constructor(repo: TestRepo, base: () => string, manner: () => Manner) {
    this.#repo = repo;
    this.manner = manner;
    this.#base = base;
    this.pages = new Pages(base);
  }

  /** @param target Path and query below the base, without a slash before it. */
  async answer(request: HttpRequest, target: string, judge?: EntryJudge): Promise<HttpAnswer> {
    if (!METHODS.includes(request.method))
      return outcome(405, 'not-supported', `${request.method} is not supported`);
    const [path = '', queryText = ''] = target.split('?');
    const query = new URLSearchParams(
      [...new URLSearchParams(queryText)].filter(([name]) => !PRESENTATION.has(name)),
    );
    const [type = ''] = path.split('/');
    if (path !== '' && !isKeptType(type))
      return outcome(404, 'not-supported', `Resources of type "${type}" are not kept here`);
    if (request.method === 'GET' && path === '') return this.#laterPage(query);
    if (request.method === 'GET' && path === type) return this.#search(type, query);
    if (request.method === 'POST' && path === `${type}/_search`)
      return this.#search(type, new URLSearchParams(`${query}&${request.body}`));
    const body = bodyOf(request);
    if (body === undefined && (request.method === 'POST' || request.method === 'PUT'))
      return outcome(400, 'structure', 'The body is no FHIR resource in JSON');
    if (path === '') return this.#bundle(request, body, judge);
    const url = query.size > 0 ? `${path}?${query}` : path;
    return this.#written(request, await this.#route(request, url, body));
  }

  async #route(request: HttpRequest, url: string, body: Resource | undefined): Promise<FhirResponse> {
    this.#repo.forgetCreated();
    return this.#router.handleRequest(
      {
        method: request.method as HttpMethod,
        url,
        pathname: '',
        params: {},
        query: {},
        body,
        headers: request.headers as IncomingHttpHeaders,
        // Without it the router takes a transaction for a batch, silently.
        config: { transactions: true },
      },
      this.#repo,
    );
  }

  #laterPage(query: URLSearchParams): HttpAnswer {
    const page = query.has('_getpages') ? this.pages.turn(query) : undefined;
    if (page !== undefined) return json(200, page);
    return query.has('_getpages')
      ? outcome(410, 'expired', 'This search is no longer known; search again')
      : outcome(400, 'not-supported', 'Search over all types is not supported');
  }

  #search(type: string, query: URLSearchParams): HttpAnswer {
    try {
      const asked = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
      const wanted = parseSearchRequest(type as ResourceType, asked);
      const { count, offset, ...search } = wanted;
      const found = this.#repo.find(search).slice(offset ?? 0);
      return json(200, this.pages.first(found, query.size > 0 ? `${type}?${query}` : type, count));
    } catch (error) {
      const result = normalizeOperationOutcome(error);
      return json(getStatus(result), result);
    }
  }

  async #bundle(request: HttpRequest, body: Resource | undefined, judge?: EntryJudge): Promise<HttpAnswer> {
    if (body?.resourceType !== 'Bundle') return outcome(400, 'structure', 'The body is no Bundle');
    const asked = (body as Bundle).entry ?? [];
    const unreadable =
      this.manner() === 'hapi' ? asked.flatMap(({ resource }) => unreadableIn(resource)) : [];
    if (unreadable.length > 0) return json(400, { resourceType: 'OperationOutcome', issue: unreadable });
    const { worked, merge, first } = judged(body, judge ?? (() => undefined));
    if (first !== undefined && body.type === 'transaction') return json(first.status, first.outcome);
    let answers: Bundle['entry'] = [];
    if (worked.length > 0 || asked.length === 0) {
      const [result, resource] = await this.#route(request, '', { ...body, entry: worked });
      if (resource?.resourceType !== 'Bundle') return json(getStatus(result), result);
      answers = resource.entry;
    }
    const entry = merge(answers ?? []).map((answer, index) =>
      completed(answer, asked[index], {
        manner: this.manner(),
        wanted: wanted(request),
        created: (one) => this.#repo.createdJustNow(one),
      }),
    );
    return json(200, { resourceType: 'Bundle', type: `${body.type}-response`, entry });
  }

  #written(request: HttpRequest, [result, resource]: FhirResponse): HttpAnswer {
    const status = getStatus(result);
    if (status >= 400) return json(status, result);
    if (request.method === 'DELETE' || resource === undefined) return { status: 204, headers: {}, body: '' };
    if (resource.resourceType === 'Bundle' && resource.type === 'history') return json(200, resource);
    const etag = etagOf(resource);
    const written = request.method !== 'GET';
    const created = written && this.#repo.createdJustNow(resource) ? 201 : status;
    const headers = {
      ...(etag !== undefined && { etag }),
      ...(resource.meta?.lastUpdated !== undefined && {
        'last-modified': new Date(resource.meta.lastUpdated).toUTCString(),
      }),
      ...(written && { location: `${this.#base()}/${versionedLocation(resource)}` }),
    };
    return written && wanted(request) === 'minimal'
      ? { status: created, headers, body: '' }
      : json(created, resource, headers);
  }
}

type Act = { readonly type: string; readonly action: 'c' | 'r' | 'u' | 'd' | 's' };

function actOf(method: string, target: string): Act {
  const [path = ''] = target.split('?');
  const [type = '*', id] = path.split('/');
  if (method === 'GET') return { type, action: id === undefined ? 's' : 'r' };
  if (method === 'POST') return { type, action: id === '_search' ? 's' : 'c' };
  return { type, action: method === 'DELETE' ? 'd' : 'u' };
}

/** What a request, or each entry of its bundle, wants to do with which type; later pages want nothing new. */
export function actsOf(request: HttpRequest, target: string): Act[] {
  if (target.split('?')[0] !== '') return [actOf(request.method, target)];
  const body = bodyOf(request);
  if (body?.resourceType !== 'Bundle') return [];
  return (body.entry ?? []).map((entry) => actOf(entry.request?.method ?? '', entry.request?.url ?? ''));
}
