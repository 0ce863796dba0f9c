import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { faultOf, type LinkFault, linkFault } from './link-fault';
import { type Trust, trustOptions } from './trust';

export type LinkRequest = {
  readonly url: URL;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The body goes packed with gzip: only to where it is known that it is unpacked. */
  readonly zips?: boolean;
};

export type LinkAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** `sent` false: not one byte of the request left this machine. */
  | { readonly kind: 'fault'; readonly sent: boolean; readonly fault: LinkFault };

export type LinkLimits = {
  /** Until the request begins to leave. */
  readonly connectMs: number;
  /** Until the answer is whole. */
  readonly totalMs: number;
  readonly maxAnswerBytes: number;
};
export const linkLimits: LinkLimits = {
  connectMs: 10_000,
  totalMs: 60_000,
  maxAnswerBytes: 64 * 1024 * 1024,
};

/** Runs something later; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void;

const byTimer: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Connections to servers, kept alive between requests. Follows no redirect and never throws. */
export type Link = {
  send(request: LinkRequest): Promise<LinkAnswer>;
  close(): Promise<void>;
};

/** Opens nothing yet: connections come about with the first request. */
export function openLink(parts: {
  readonly trust: Trust;
  readonly limits?: LinkLimits;
  readonly after?: After;
}): Link {
  const { limits = linkLimits, after = byTimer } = parts;
  const agent = new Agent({
    connections: 4,
    pipelining: 1,
    connect: {
      ...trustOptions(parts.trust),
      timeout: limits.connectMs,
      // A session taken up again is not checked again.
      maxCachedSessions: 0,
    },
  });

  return {
    async send(request) {
      let sent = false;
      try {
        const whole = await packed(request);
        sent = true;
        return await once(agent, whole, limits, after);
      } catch (error) {
        return { kind: 'fault', sent, fault: faultOf(error) };
      }
    },
    close: () => agent.destroy(),
  };
}

type Packed = Omit<LinkRequest, 'body'> & { readonly body: string | Buffer | null };

async function packed(request: LinkRequest): Promise<Packed> {
  const headers = { 'accept-encoding': 'gzip', ...request.headers };
  if (request.body === undefined) return { ...request, headers, body: null };
  if (request.zips !== true) return { ...request, headers, body: request.body };
  return { ...request, headers: { ...headers, 'content-encoding': 'gzip' }, body: await zip(request.body) };
}

function namedHeaders(raw: readonly Buffer[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = String(raw[at]).toLowerCase();
    const value = String(raw[at + 1]);
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

function once(agent: Agent, request: Packed, limits: LinkLimits, after: After): Promise<LinkAnswer> {
  return new Promise((settle) => {
    let sent = false;
    let over = false;
    let stop: (() => void) | null = null;
    let status = 0;
    let headers: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let bytes = 0;

    const end = (answer: LinkAnswer): void => {
      if (over) return;
      over = true;
      noConnection();
      noAnswer();
      settle(answer);
    };
    const fail = (fault: LinkFault): void => {
      end({ kind: 'fault', sent, fault });
      stop?.();
    };
    const seconds = (ms: number): string => `${ms / 1000} s`;
    const noConnection = after(limits.connectMs, () =>
      fail(linkFault('connect-time-out', seconds(limits.connectMs))),
    );
    const noAnswer = after(limits.totalMs, () => fail(linkFault('time-out', seconds(limits.totalMs))));

    const handlers: Dispatcher.DispatchHandlers = {
      onConnect(abort) {
        // Comes right before the first byte is written. What was given up meanwhile must not leave any more.
        if (over) return abort();
        sent = true;
        stop = () => abort();
        noConnection();
      },
      onHeaders(code, raw) {
        status = code;
        headers = namedHeaders(raw);
        return true;
      },
      onData(chunk) {
        bytes += chunk.length;
        if (bytes > limits.maxAnswerBytes) {
          fail(linkFault('too-large', `over ${limits.maxAnswerBytes} bytes`));
          return false;
        }
        chunks.push(chunk);
        return true;
      },
      onComplete() {
        noAnswer();
        unpacked(Buffer.concat(chunks), headers, limits.maxAnswerBytes).then(
          (body) => end({ kind: 'answer', status, headers, body }),
          (error: unknown) =>
            fail(linkFault('unreadable', error instanceof Error ? error.message : String(error))),
        );
      },
      onError(error) {
        fail(faultOf(error));
      },
    };
    agent.dispatch(
      {
        origin: request.url.origin,
        path: `${request.url.pathname}${request.url.search}`,
        method: request.method,
        headers: { ...request.headers },
        body: request.body,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      handlers,
    );
  });
}

async function unpacked(
  body: Buffer,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<string> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || body.length === 0) return body.toString('utf8');
  if (encoding !== 'gzip') throw new Error(`packed as ${encoding}, which was not asked for`);
  return (await unzip(body, { maxOutputLength: maxBytes })).toString('utf8');
}
