import type { Clock, MonoMs } from '../../shared/time/clock';
import { later } from '../../shared/time/clock';
import type { Link } from './link';
import { discoverSmart, requestToken, type SmartClient, type SmartFailure } from './smart';
import type { TokenAnswer, TokenSource } from './transport';

/** Of its life a token is used so much before the next one is asked for. */
const RENEWED_AT = 0.8;

type Held = { readonly value: string; readonly renewAt: MonoMs; readonly endsAt: MonoMs };

/**
 * Access tokens of SMART Backend Services, held in memory alone. One renewal is in flight at a time; whoever asks
 * meanwhile waits for it.
 */
export function tokenSource(parts: {
  readonly baseUrl: string;
  readonly client: SmartClient;
  readonly link: Pick<Link, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The server's clock against ours as otherwise known, ms, above zero: ahead. Null: not known. */
  readonly skewMs: () => number | null;
  readonly newId: () => string;
}): TokenSource {
  const { baseUrl, client, link, clock, newId } = parts;
  let held: Held | null = null;
  let renewing: Promise<TokenAnswer> | null = null;

  async function renew(): Promise<TokenAnswer> {
    const wallMs = (): number => clock.now().at;
    const endpoint = await discoverSmart(link, baseUrl, wallMs);
    if (endpoint.kind === 'failed') return without(endpoint);
    const skewMs = parts.skewMs() ?? endpoint.skewMs ?? 0;
    const askedAt = clock.now().mono;
    const token = await requestToken(link, endpoint.tokenUrl, client, {
      nowMs: wallMs() + skewMs,
      assertionId: newId(),
    });
    if (token.kind === 'failed') return without(token);
    const lifeMs = token.expiresInS * 1000;
    held = {
      value: token.value,
      renewAt: later(askedAt, lifeMs * RENEWED_AT),
      endsAt: later(askedAt, lifeMs),
    };
    return { kind: 'token', value: token.value };
  }

  /** A token that is near its end, and whose successor can not be had now, is still one. */
  function without(failure: SmartFailure): TokenAnswer {
    if (held !== null && clock.now().mono < held.endsAt) return { kind: 'token', value: held.value };
    return failure.later
      ? { kind: 'none', detail: failure.words }
      : { kind: 'refused', words: failure.words };
  }

  return (instead) => {
    if (held !== null && held.value === instead) held = null;
    if (held !== null && clock.now().mono < held.renewAt) {
      return Promise.resolve({ kind: 'token', value: held.value });
    }
    renewing ??= renew()
      .catch((error: unknown): TokenAnswer => {
        const why = error instanceof Error ? error.message : String(error);
        return { kind: 'refused', words: `The request for a token could not be made: ${why}` };
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  };
}
