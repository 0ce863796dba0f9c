import { createHash, X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { PinBroken } from './link-fault';

export type Trust = {
  /** PEM; null: the system's own list. */
  readonly authorityPem: string | null;
  /** SHA-256 of public keys (SPKI, base64); empty: not pinned. */
  readonly pinnedKeys: readonly string[];
  /** Hears the keys of a server whose certificate is good, its own first. */
  readonly shown?: (pins: readonly string[]) => void;
};

/** SHA-256 of a certificate's public key (SPKI in DER), base64: what is pinned. */
export function pinOf(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** The certificates of a PEM text, each on its own; throws what the system says of one that is none. */
export function certificatesOf(pem: string): X509Certificate[] {
  return (pem.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
}

/** Whom to trust; undefined: what this Node brings. */
function authorities(authorityPem: string | null): string[] | undefined {
  if (authorityPem !== null) return certificatesOf(authorityPem).map(String);
  // Older Nodes know their own list alone. The types are those of the newest.
  const ofSystem: ((which: 'system') => string[]) | undefined = tls.getCACertificates;
  const found = ofSystem?.('system') ?? [];
  return found.length === 0 ? undefined : found;
}

/**
 * The pins of a chain, from the server's own certificate up. A certificate counts only if it really signed the one
 * below it: whatever else a server sends along proves nothing.
 */
function* pinsUp(peer: tls.DetailedPeerCertificate): Generator<string> {
  let below: X509Certificate | null = null;
  const seen = new Set<string>();
  for (let at: tls.DetailedPeerCertificate | undefined = peer; at?.raw; at = at.issuerCertificate) {
    const here = new X509Certificate(at.raw);
    if (seen.has(here.fingerprint256)) return;
    if (below !== null && !below.verify(here.publicKey)) return;
    seen.add(here.fingerprint256);
    yield pinOf(here);
    below = here;
  }
}

type TrustOptions = Required<
  Pick<tls.ConnectionOptions, 'minVersion' | 'rejectUnauthorized' | 'checkServerIdentity'>
> & {
  readonly ca?: string[];
};

/** How a server has to show that it is the clinic's. */
export function trustOptions({ authorityPem, pinnedKeys, shown: hear }: Trust): TrustOptions {
  const ca = authorities(authorityPem);
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    checkServerIdentity: (host, peer) => {
      const wrongName = tls.checkServerIdentity(host, peer);
      if (wrongName !== undefined) return wrongName;
      const shown = [...pinsUp(peer as tls.DetailedPeerCertificate)];
      hear?.(shown);
      if (pinnedKeys.length === 0 || shown.some((one) => pinnedKeys.includes(one))) return undefined;
      return new PinBroken(`the server shows ${shown.join(', ')}`);
    },
  };
}
