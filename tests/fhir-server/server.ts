import type { Authority } from './authority';
import type { HttpAnswer, HttpRequest } from './http';
import { ConnectionCut } from './http';
import type { Listening } from './listener';
import { listen } from './listener';
import type { Records } from './records';
import { records } from './records';
import { Service } from './service';
import type { SmartOptions } from './smart';

export type FhirServerOptions = {
  /** 'off' stores whatever comes, for tests of volume. */
  readonly validation?: 'on' | 'off';
  /** Whether a PUT to an id that is not there creates it, as HAPI does, or is refused, as Medplum does. */
  readonly clientIds?: 'allowed' | 'refused';
  /** With it, every request needs a token. */
  readonly auth?: SmartOptions;
  /** The server's clock without its offset, in ms since the epoch. */
  readonly nowMs?: () => number;
  /** Without a socket there are `handle` and `fetch` alone. */
  readonly socket?: boolean;
  /** With it, the socket speaks TLS with a certificate of this authority. */
  readonly tls?: Authority;
};

/** A FHIR R4 server for tests: the router and validator of a real one, faults on demand, nothing on disk. */
export type FhirServer = {
  /** The base address, without a slash at its end. */
  readonly url: string;
  readonly records: Records;
  readonly faults: Service['faults'];
  readonly smart: Service['smart'];
  readonly traffic: Service['traffic'];
  /** The same as over the socket, without one; throws `ConnectionCut` where the connection is lost. */
  handle(request: HttpRequest): Promise<HttpAnswer>;
  /** `handle` as a `fetch`, which fails as the real one does when the connection is lost. */
  readonly fetch: typeof fetch;
  /** Does what `late` requests still owe. */
  settle(): Promise<void>;
  /** Stops and comes back at the same address with the same records, without tokens, pages and unfinished work. */
  restart(): Promise<void>;
  /** Takes the server off the network, as a cable that is pulled, until `mend()`. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Empties the store and takes every fault away. */
  clear(): void;
  close(): Promise<void>;
};

const BASE_PATH = '/fhir';

/** Starts a server for tests; with a socket on a port that the system chooses. */
export async function fhirServer(options: FhirServerOptions = {}): Promise<FhirServer> {
  let origin = 'http://fhir.example';
  const service = new Service({
    validation: options.validation ?? 'on',
    clientIds: options.clientIds ?? 'allowed',
    nowMs: options.nowMs ?? Date.now,
    base: () => `${origin}${BASE_PATH}`,
    basePath: BASE_PATH,
    ...(options.auth !== undefined && { auth: options.auth }),
  });
  let listening: Listening | undefined;
  let port = 0;
  const open = async (): Promise<void> => {
    if (options.socket === false) return;
    listening = await listen(service, port, options.tls);
    ({ origin, port } = listening);
  };
  const shut = async (): Promise<void> => {
    await listening?.close();
    listening = undefined;
  };
  service.onRestart = async () => {
    listening?.dropConnections();
  };
  await open();
  return {
    url: `${origin}${BASE_PATH}`,
    records: records(service),
    faults: service.faults,
    smart: service.smart,
    traffic: service.traffic,
    handle: (request) => service.handle(request),
    fetch: fetchThrough(service),
    settle: () => service.settle(),
    restart: async () => {
      await shut();
      service.forget();
      await open();
    },
    cut: shut,
    mend: async () => {
      if (listening === undefined) await open();
    },
    clear: () => service.clear(),
    close: shut,
  };
}

/** A `fetch` that ends in the service. A torn body is an error in reading it, as over a socket. */
function fetchThrough(service: Service): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = await request.text();
    const headers = Object.fromEntries(request.headers);
    try {
      const answer = await service.handle({
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers,
        body,
      });
      return responseOf(answer);
    } catch (error) {
      if (error instanceof ConnectionCut) throw new TypeError('fetch failed', { cause: error });
      throw error;
    }
  };
}

function responseOf({ status, headers, body, tornAfterBytes }: HttpAnswer): Response {
  if (tornAfterBytes === undefined) return new Response(body === '' ? null : body, { status, headers });
  const part = Buffer.from(body).subarray(0, tornAfterBytes);
  const torn = new ReadableStream({
    start(controller) {
      controller.enqueue(part);
      controller.error(new TypeError('terminated', { cause: new ConnectionCut() }));
    },
  });
  return new Response(torn, { status, headers });
}
