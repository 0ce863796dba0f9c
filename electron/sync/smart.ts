import { importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { allowedAddress } from './address';
import type { Link, LinkAnswer } from './link';
import type { LinkFault } from './link-fault';
import { skewOf } from './server-time';

/** The one way of signing that every SMART server has to take for a key of P-384. */
export const SIGNING = 'ES384';

export type SmartClient = {
  readonly clientId: string;
  readonly keyId: string;
  readonly scope: string;
  readonly privateKey: JWK;
};

/** Where a step of the sign-in ended. `later`: it may well work if tried again. */
export type SmartFailure = {
  readonly kind: 'failed';
  readonly later: boolean;
  /** What the server or the network said, for who needs more than the words. */
  readonly cause: 'link' | 'not-smart' | 'client' | 'scope' | 'server';
  readonly fault: LinkFault | null;
  readonly words: string;
};

export type SmartEndpoint = {
  readonly kind: 'found';
  readonly tokenUrl: URL;
  /** From the answer's own date; null: it has none. */
  readonly skewMs: number | null;
};

export type SmartToken = {
  readonly kind: 'token';
  readonly value: string;
  readonly expiresInS: number;
  /** What was granted; null: the server does not say, which means as it was asked. */
  readonly scope: string | null;
};

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_LIVES_S = 240;
const USUAL_EXPIRY_S = 300;

const configurationSchema = z.object({
  token_endpoint: z.string(),
  token_endpoint_auth_signing_alg_values_supported: z.array(z.string()).optional(),
});
const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
  scope: z.string().optional(),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

const failed = (
  cause: SmartFailure['cause'],
  words: string,
  more: { later?: boolean; fault?: LinkFault } = {},
): SmartFailure => ({ kind: 'failed', later: more.later ?? false, cause, fault: more.fault ?? null, words });

function parsed<T>(schema: z.ZodType<T>, body: string): T | null {
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

const ofLink = (answer: Extract<LinkAnswer, { kind: 'fault' }>): SmartFailure =>
  failed('link', answer.fault.words, { later: true, fault: answer.fault });

/** Asks the server where it gives tokens (`.well-known/smart-configuration`). */
export async function discoverSmart(
  link: Pick<Link, 'send'>,
  baseUrl: string,
  nowMs: () => number,
): Promise<SmartEndpoint | SmartFailure> {
  const at = allowedAddress(`${baseUrl}/.well-known/smart-configuration`);
  if (at.kind === 'refused') return failed('not-smart', at.words);
  const askedAt = nowMs();
  const answer = await link.send({ url: at.url, method: 'GET', headers: { accept: 'application/json' } });
  if (answer.kind === 'fault') return ofLink(answer);
  if (answer.status >= 500 || answer.status === 429) {
    return failed('server', `The server answers ${answer.status} when it is asked where it gives tokens.`, {
      later: true,
    });
  }
  const found = answer.status === 200 ? parsed(configurationSchema, answer.body) : null;
  if (found === null) {
    return failed(
      'not-smart',
      `${at.url.href} is answered with ${answer.status} and names no token endpoint: the server has no SMART Backend Services, or the address is not its FHIR base.`,
    );
  }
  const { token_endpoint_auth_signing_alg_values_supported: ways } = found;
  if (ways !== undefined && !ways.includes(SIGNING)) {
    return failed(
      'not-smart',
      `The server takes signatures by ${ways.join(', ')} alone, and this workstation signs by ${SIGNING}.`,
    );
  }
  const tokenUrl = allowedAddress(found.token_endpoint);
  if (tokenUrl.kind === 'refused') return failed('not-smart', `Token endpoint: ${tokenUrl.words}`);
  return { kind: 'found', tokenUrl: tokenUrl.url, skewMs: skewOf(answer.headers, askedAt, nowMs()) };
}

const meaningOf: Readonly<Record<string, readonly [SmartFailure['cause'], string]>> = {
  invalid_client: [
    'client',
    'The server does not accept this workstation: its client id is not registered there, or not with this public key, or the clocks are too far apart.',
  ],
  unauthorized_client: ['client', 'This client is registered, and not for Backend Services.'],
  invalid_grant: ['client', 'The server does not accept the signed request of this workstation.'],
  invalid_request: ['client', 'The server does not understand the signed request of this workstation.'],
  unsupported_grant_type: ['not-smart', 'The server gives no tokens to machines (client_credentials).'],
  invalid_scope: ['scope', 'The server gives this workstation none of the rights that it asks for.'],
};

/** Asks for an access token with a signed assertion (fhir-sync.md 3.6). `nowMs` is the server's time as we know it. */
export async function requestToken(
  link: Pick<Link, 'send'>,
  tokenUrl: URL,
  client: SmartClient,
  circumstances: { readonly nowMs: number; readonly assertionId: string },
): Promise<SmartToken | SmartFailure> {
  const nowS = Math.floor(circumstances.nowMs / 1000);
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: SIGNING, kid: client.keyId, typ: 'JWT' })
    .setIssuer(client.clientId)
    .setSubject(client.clientId)
    .setAudience(tokenUrl.href)
    .setJti(circumstances.assertionId)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + ASSERTION_LIVES_S)
    .sign(await importJWK(client.privateKey, SIGNING));
  const answer = await link.send({
    url: tokenUrl,
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: client.scope,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: assertion,
    }).toString(),
  });
  if (answer.kind === 'fault') return ofLink(answer);
  return tokenAnswer(answer);
}

function tokenAnswer(answer: Extract<LinkAnswer, { kind: 'answer' }>): SmartToken | SmartFailure {
  const { status, body } = answer;
  if (status === 200) {
    const token = parsed(tokenSchema, body);
    if (token === null) return failed('server', 'The token endpoint answers, and with no token in it.');
    return {
      kind: 'token',
      value: token.access_token,
      expiresInS: token.expires_in ?? USUAL_EXPIRY_S,
      scope: token.scope ?? null,
    };
  }
  const later = status >= 500 || status === 429 || status === 408;
  const refusal = parsed(refusalSchema, body);
  if (refusal === null || later) {
    return failed('server', `The token endpoint answers ${status}.`, { later });
  }
  const [cause, words] = meaningOf[refusal.error] ?? [
    'server',
    `The server gives no token: ${refusal.error}.`,
  ];
  const said = refusal.error_description === undefined ? '' : ` It says: ${refusal.error_description}`;
  return failed(cause, `${words}${said}`);
}
