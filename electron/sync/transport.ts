import type { FhirAnswer, FhirRequest, Transport } from '../../shared/sync/transport';
import { addressOf } from './address';
import type { Link, LinkAnswer, LinkRequest } from './link';
import { isOfCertificate } from './link-fault';

export type TokenAnswer =
  | { readonly kind: 'token'; readonly value: string }
  /** No token could be had; it may be possible later. */
  | { readonly kind: 'none'; readonly detail: string }
  /** The server gives this workstation none, in words for a person. */
  | { readonly kind: 'refused'; readonly words: string };

/** Where the bearer token comes from. `instead` names one that the server did not take: another is wanted. */
export type TokenSource = (instead?: string) => Promise<TokenAnswer>;

const MOST_REDIRECTS = 3;
const FHIR_JSON = 'application/fhir+json';

/**
 * Carries FHIR requests to one server (fhir-sync.md 3.3). The token goes to the server's own origin and nowhere else;
 * a 401 gets one more try with a new one.
 */
export function fhirTransport(parts: {
  readonly baseUrl: string;
  readonly link: Pick<Link, 'send'>;
  /** Null: the server asks for none. */
  readonly token: TokenSource | null;
  readonly newId: () => string;
  /** The server unpacks requests that are packed with gzip. */
  readonly zips: boolean;
}): Transport {
  const { baseUrl, link, token, newId, zips } = parts;

  async function carry(request: FhirRequest, bearer: string | null): Promise<FhirAnswer> {
    let path = request.path;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const to = addressOf(baseUrl, path);
      if (to.kind === 'refused') return to;
      const answer = await link.send({ ...linkRequest(to.url, request, bearer, newId), zips });
      const target = redirectTarget(answer);
      if (target === null) return fhirAnswer(answer);
      const next = URL.canParse(target, to.url.href) ? new URL(target, to.url) : null;
      if (next === null || next.origin !== to.url.origin || !keepsRequest(request, answer)) {
        return {
          kind: 'refused',
          words: `The server sends us on to ${next?.href ?? target}, which is not followed. If the server has moved, set its new address.`,
        };
      }
      path = next.href;
    }
    return { kind: 'refused', words: 'The server sends us on in a circle. Ask who runs it.' };
  }

  return async (request) => {
    try {
      if (token === null) return await carry(request, null);
      const first = await token();
      if (first.kind !== 'token') return withoutToken(first);
      const answer = await carry(request, first.value);
      if (answer.kind !== 'answer' || answer.status !== 401) return answer;
      const second = await token(first.value);
      if (second.kind !== 'token') return withoutToken(second);
      return await carry(request, second.value);
    } catch (error) {
      return { kind: 'none', sent: true, detail: error instanceof Error ? error.message : String(error) };
    }
  };
}

const withoutToken = (answer: Exclude<TokenAnswer, { kind: 'token' }>): FhirAnswer =>
  answer.kind === 'none' ? { kind: 'none', sent: false, detail: answer.detail } : answer;

function linkRequest(
  url: URL,
  { method, headers, body }: FhirRequest,
  bearer: string | null,
  newId: () => string,
): LinkRequest {
  const own: Record<string, string> = { accept: FHIR_JSON };
  if (body !== undefined) own['content-type'] = FHIR_JSON;
  for (const [name, value] of Object.entries(headers)) own[name.toLowerCase()] = value;
  own['x-request-id'] ??= newId();
  // Never from a caller: the token is this place's matter alone.
  delete own.authorization;
  if (bearer !== null) own.authorization = `Bearer ${bearer}`;
  return { url, method, headers: own, ...(body === undefined ? {} : { body }) };
}

function redirectTarget(answer: LinkAnswer): string | null {
  if (answer.kind !== 'answer' || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  return answer.headers.location ?? '';
}

/** Whether the request may go on as it is: one that writes only where the server says that it stays the same. */
const keepsRequest = (request: FhirRequest, answer: LinkAnswer): boolean =>
  request.method === 'GET' || (answer.kind === 'answer' && (answer.status === 307 || answer.status === 308));

function fhirAnswer(answer: LinkAnswer): FhirAnswer {
  if (answer.kind === 'answer') return answer;
  const { fault, sent } = answer;
  if (isOfCertificate(fault.kind)) return { kind: 'refused', words: fault.words };
  return { kind: 'none', sent, detail: fault.words };
}
