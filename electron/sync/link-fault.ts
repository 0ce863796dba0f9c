/** Why a request brought no whole answer. */
export type FaultKind =
  | 'name-not-found'
  | 'unreachable'
  | 'connection-refused'
  | 'connect-time-out'
  | 'time-out'
  | 'cut'
  | 'authority-unknown'
  | 'wrong-name'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-pin'
  | 'tls'
  | 'too-large'
  | 'unreadable'
  | 'other';

export type LinkFault = { readonly kind: FaultKind; readonly words: string };

/** The server's certificate is good, and its public key is none of those that the clinic allows. */
export class PinBroken extends Error {}

const byCode: Readonly<Record<string, FaultKind>> = {
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EAI_NODATA: 'name-not-found',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect-time-out',
  UND_ERR_CONNECT_TIMEOUT: 'connect-time-out',
  UND_ERR_HEADERS_TIMEOUT: 'time-out',
  UND_ERR_BODY_TIMEOUT: 'time-out',
  UND_ERR_SOCKET: 'cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  ECONNABORTED: 'cut',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'authority-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'authority-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'authority-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority-unknown',
  CERT_SIGNATURE_FAILURE: 'authority-unknown',
  CERT_UNTRUSTED: 'authority-unknown',
  CERT_REJECTED: 'authority-unknown',
  CERT_REVOKED: 'authority-unknown',
  INVALID_CA: 'authority-unknown',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
  HOSTNAME_MISMATCH: 'wrong-name',
};

const meaning: Readonly<Record<FaultKind, string>> = {
  'name-not-found': 'The name of the server is not found in the network.',
  unreachable: 'No way through the network leads to the server.',
  'connection-refused': 'The machine is there, and nothing on it takes the connection.',
  'connect-time-out': 'No connection came about in time.',
  'time-out': 'The server did not answer in time.',
  cut: 'The connection ended before the answer was whole.',
  'authority-unknown': 'The certificate of the server is signed by nobody whom this workstation trusts.',
  'wrong-name': 'The certificate of the server is made out to another name.',
  expired: 'The certificate of the server has expired.',
  'not-yet-valid': 'The certificate of the server is not valid yet.',
  'wrong-pin': 'The key of the server is none of the keys that were set as allowed.',
  tls: 'No secured connection (TLS 1.2 or later) came about.',
  'too-large': 'The answer is larger than this workstation takes.',
  unreadable: 'The answer can not be unpacked.',
  other: 'The request failed.',
};

/** A fault in words, with the system's own behind them. */
export function linkFault(kind: FaultKind, detail = ''): LinkFault {
  return { kind, words: detail === '' ? meaning[kind] : `${meaning[kind]} (${detail})` };
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/** What an error of the network is, whatever it came wrapped in. */
export function faultOf(error: unknown): LinkFault {
  if (!(error instanceof Error)) return linkFault('other', String(error));
  if (error instanceof PinBroken) return linkFault('wrong-pin', error.message);
  if (error instanceof AggregateError && error.errors.length > 0) return faultOf(error.errors[0]);
  const code = codeOf(error);
  const known = byCode[code];
  if (known !== undefined) return linkFault(known, error.message || code);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
    return linkFault('tls', error.message || code);
  }
  return linkFault('other', error.message || code || error.name);
}

const ofCertificates: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'authority-unknown',
  'wrong-name',
  'expired',
  'not-yet-valid',
  'wrong-pin',
]);

/** The server that answered is not, or can not be shown to be, the clinic's. Trying again changes nothing. */
export const isOfCertificate = (kind: FaultKind): boolean => ofCertificates.has(kind);
