import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { HttpAnswer, HttpRequest } from './http';
import { outcome } from './http';

/** A workstation as the server knows it: its public keys and what it may ever do. */
export type SmartClient = { readonly keys: readonly JWK[]; readonly scope: string };

export type SmartOptions = {
  readonly clients: Readonly<Record<string, SmartClient>>;
  readonly expiresInSeconds: number;
};

type Grant = { readonly clientId: string; readonly scope: string; readonly untilMs: number };

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_ASSERTION_S = 300;
const TOLERANCE_S = 5;

const plain = (status: number, body: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const refusal = (status: number, error: string, why: string): HttpAnswer =>
  plain(status, { error, error_description: why });

/** The letter of a v2 scope (`.cruds`) for what a request does. */
type Action = 'c' | 'r' | 'u' | 'd' | 's';

const ACTIONS: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

function allows(scope: string, type: string, action: Action): boolean {
  return scope.split(' ').some((one) => {
    const [, kind, rights = ''] = /^system\/([A-Za-z]+|\*)\.([a-z]+|\*)(?:\?.*)?$/.exec(one) ?? [];
    return (kind === '*' || kind === type) && (ACTIONS[rights] ?? rights).includes(action);
  });
}

/** SMART Backend Services (SMART App Launch 2.2, client-confidential-asymmetric): tokens for signed assertions. */
export class Smart {
  readonly #options: SmartOptions;
  readonly #tokenUrl: () => string;
  readonly #nowMs: () => number;
  readonly #grants = new Map<string, Grant>();
  readonly #usedIds = new Map<string, number>();
  #clients: Record<string, SmartClient>;

  constructor(options: SmartOptions, tokenUrl: () => string, nowMs: () => number) {
    this.#options = options;
    this.#tokenUrl = tokenUrl;
    this.#nowMs = nowMs;
    this.#clients = { ...options.clients };
  }

  /** Access tokens that were given and not forgotten since. */
  get tokenCount(): number {
    return this.#grants.size;
  }

  /** Every token is worthless from now on; the clients may ask for new ones. */
  forgetTokens(): void {
    this.#grants.clear();
  }

  /** The workstation is no longer known: its tokens are worthless and it gets no new one. */
  revokeClient(clientId: string): void {
    delete this.#clients[clientId];
    for (const [token, grant] of this.#grants) if (grant.clientId === clientId) this.#grants.delete(token);
  }

  /** Registers a workstation or replaces its keys. */
  register(clientId: string, client: SmartClient): void {
    this.#clients = { ...this.#clients, [clientId]: client };
  }

  configuration(): HttpAnswer {
    return plain(200, {
      token_endpoint: this.#tokenUrl(),
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
      scopes_supported: ['system/*.cruds'],
      capabilities: ['client-confidential-asymmetric', 'permission-v2'],
    });
  }

  async token(request: HttpRequest): Promise<HttpAnswer> {
    const form = new URLSearchParams(request.body);
    if (request.method !== 'POST') return refusal(405, 'invalid_request', 'Only POST');
    if (form.get('grant_type') !== 'client_credentials')
      return refusal(400, 'unsupported_grant_type', 'Only client_credentials');
    if (form.get('client_assertion_type') !== ASSERTION_TYPE)
      return refusal(400, 'invalid_request', `client_assertion_type is not ${ASSERTION_TYPE}`);
    const clientId = await this.#verified(form.get('client_assertion') ?? '');
    if (typeof clientId !== 'string') return refusal(401, 'invalid_client', clientId.why);
    const allowed = this.#clients[clientId]?.scope ?? '';
    const scope = (form.get('scope') ?? '').split(' ').filter((one) => scopeWithin(one, allowed));
    if (scope.length === 0) return refusal(400, 'invalid_scope', `May ask for no more than ${allowed}`);
    const token = randomUUID();
    const { expiresInSeconds } = this.#options;
    const untilMs = this.#nowMs() + expiresInSeconds * 1000;
    this.#grants.set(token, { clientId, scope: scope.join(' '), untilMs });
    return plain(200, {
      access_token: token,
      token_type: 'bearer',
      expires_in: expiresInSeconds,
      scope: scope.join(' '),
    });
  }

  /** Why a request may not be made; undefined when it may. */
  refusalOf(request: HttpRequest, acts: readonly { type: string; action: Action }[]): HttpAnswer | undefined {
    const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const grant = this.#grants.get(token);
    if (grant === undefined || grant.untilMs <= this.#nowMs())
      return outcome(401, grant === undefined ? 'login' : 'expired', 'No valid access token', {
        'www-authenticate': 'Bearer error="invalid_token"',
      });
    const beyond = acts.find(({ type, action }) => !allows(grant.scope, type, action));
    return beyond === undefined
      ? undefined
      : outcome(403, 'forbidden', `The scope does not cover ${beyond.type}.${beyond.action}`);
  }

  async #verified(assertion: string): Promise<string | { why: string }> {
    const nowMs = this.#nowMs();
    try {
      const { iss = '' } = JSON.parse(
        Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'),
      ) as { iss?: string };
      const client = this.#clients[iss];
      if (client === undefined) return { why: `Client "${iss}" is not registered` };
      const { payload, protectedHeader } = await jwtVerify(
        assertion,
        createLocalJWKSet({ keys: [...client.keys] }),
        {
          algorithms: ['ES384', 'RS384'],
          issuer: iss,
          subject: iss,
          audience: this.#tokenUrl(),
          requiredClaims: ['exp', 'jti'],
          clockTolerance: TOLERANCE_S,
          currentDate: new Date(nowMs),
        },
      );
      if (protectedHeader.kid === undefined) return { why: 'The assertion names no key (kid)' };
      const { exp = 0, jti = '' } = payload;
      if (exp > nowMs / 1000 + LONGEST_ASSERTION_S + TOLERANCE_S)
        return { why: 'The assertion is valid for more than five minutes' };
      if ((this.#usedIds.get(`${iss} ${jti}`) ?? 0) > nowMs)
        return { why: 'The assertion was used before (jti)' };
      this.#usedIds.set(`${iss} ${jti}`, (exp + TOLERANCE_S) * 1000);
      return iss;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof SyntaxError)
        return { why: `The assertion is not accepted: ${error.message}` };
      throw error;
    }
  }
}

const V2 = /^system\/([A-Za-z]+|\*)\.([cruds]+|read|write|\*)$/;

/** Whether all of a scope that is asked for lies within what is allowed. */
function scopeWithin(asked: string, allowed: string): boolean {
  const [, type, rights = ''] = V2.exec(asked) ?? [];
  if (type === undefined) return false;
  return [...(ACTIONS[rights] ?? rights)].every((action) => allows(allowed, type, action as Action));
}
