import type { Bundle, CapabilityStatement, Resource } from '@medplum/fhirtypes';
import { fhirServer } from '../fhir-server/server';

/** One answer of the server under test. */
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** The resource in the body; undefined when there is none. */
  readonly body: Resource | undefined;
};

export type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Resource;
};

/** The server that is examined: the one at `FHIR_BASE_URL`, or else the embedded one. */
export type Target = {
  readonly url: string;
  /** @param path Below the base, or a whole address on the same server. */
  ask(path: string, ask?: Ask): Promise<Answer>;
  close(): Promise<void>;
};

/**
 * Reaches the server under test. `FHIR_BEARER_TOKEN` is sent along where it is set.
 * @throws When `FHIR_BASE_URL` is set and nothing answers there.
 */
export async function target(env: NodeJS.ProcessEnv = process.env): Promise<Target> {
  const given = env.FHIR_BASE_URL?.replace(/\/+$/, '');
  if (given === undefined || given === '') {
    const server = await fhirServer();
    return { url: server.url, ask: asking(server.url, {}), close: () => server.close() };
  }
  const token = env.FHIR_BEARER_TOKEN;
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return { url: given, ask: asking(given, headers), close: async () => {} };
}

function asking(base: string, always: Readonly<Record<string, string>>): Target['ask'] {
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${base}${path === '' ? '' : `/${path}`}`, {
      method,
      headers: {
        accept: 'application/fhir+json',
        // Some servers answer a search that they answered a minute ago from memory.
        'cache-control': 'no-cache',
        ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
        ...always,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const resource = text === '' ? undefined : (JSON.parse(text) as Resource);
    return { status: response.status, headers: response.headers, body: resource };
  };
}

/** What the server says of itself. */
export type Abilities = {
  readonly statement: CapabilityStatement;
  /** For the whole server: 'batch', 'transaction'. */
  system(interaction: string): boolean;
  /** Whether a PUT to an id that is not there creates it. */
  clientIds(type: string): boolean;
  conditionalCreate(type: string): boolean;
  conditionalUpdate(type: string): boolean;
  searchable(type: string, parameter: string): boolean;
};

export async function abilities({ ask }: Target): Promise<Abilities> {
  const { body } = await ask('metadata');
  if (body?.resourceType !== 'CapabilityStatement') throw new Error('/metadata gave no CapabilityStatement');
  const rest = body.rest?.find(({ mode }) => mode === 'server');
  const of = (type: string) => rest?.resource?.find((one) => one.type === type);
  return {
    statement: body,
    system: (interaction) => rest?.interaction?.some(({ code }) => code === interaction) === true,
    clientIds: (type) => of(type)?.updateCreate === true,
    conditionalCreate: (type) => of(type)?.conditionalCreate === true,
    conditionalUpdate: (type) => of(type)?.conditionalUpdate === true,
    searchable: (type, parameter) =>
      [...(of(type)?.searchParam ?? []), ...(rest?.searchParam ?? [])].some(({ name }) => name === parameter),
  };
}

/** The body as a bundle; fails where it is another thing. */
export function bundleOf({ body, status }: Answer): Bundle {
  if (body?.resourceType !== 'Bundle') throw new Error(`No bundle, but ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** A resource without what servers write themselves: id, version, times, source and narrative. */
export function content(resource: Resource | undefined): unknown {
  if (resource === undefined) return undefined;
  const { id: _id, meta, text: _text, ...rest } = resource as Resource & { text?: unknown };
  const { versionId: _v, lastUpdated: _l, source: _s, ...kept } = meta ?? {};
  return Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept };
}
