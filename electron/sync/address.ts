/** A base address that may not be used, in words. */
export type AddressRefused = { readonly kind: 'refused'; readonly words: string };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a request there leaves this machine. */
export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);

/** An address that a request of ours may go to: secured, or on this machine; without a name and password in it. */
export function allowedAddress(
  text: string,
): { readonly kind: 'allowed'; readonly url: URL } | AddressRefused {
  const refused = (words: string): AddressRefused => ({ kind: 'refused', words });
  if (!URL.canParse(text)) return refused(`${text} is no address.`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return refused('A name or password in the address is not taken: it would stand in logs.');
  }
  if (url.protocol === 'https:') return { kind: 'allowed', url };
  if (url.protocol !== 'http:') return refused(`${url.protocol} is no way to a FHIR server: write https:`);
  if (isLoopback(url)) return { kind: 'allowed', url };
  return refused(
    `${url.origin} is not secured: records and the token would cross the network readable. Use https.`,
  );
}

/**
 * Where a request goes: `path` stands after the base, or is a whole address, as in a `link.next`, and then it must be
 * of the same origin.
 */
export function addressOf(
  baseUrl: string,
  path: string,
): { readonly kind: 'allowed'; readonly url: URL } | AddressRefused {
  const base = allowedAddress(baseUrl);
  if (base.kind === 'refused') return base;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
  const root = baseUrl.replace(/\/+$/, '');
  const below = path.replace(/^\/+/, '');
  const joined = below === '' || below.startsWith('?') ? `${root}${below}` : `${root}/${below}`;
  const asked = allowedAddress(whole ? path : joined);
  if (asked.kind === 'refused') return asked;
  if (asked.url.origin === base.url.origin) return asked;
  return {
    kind: 'refused',
    words: `${asked.url.origin} is another server than ${base.url.origin}: nothing is sent there.`,
  };
}
