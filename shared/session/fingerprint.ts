import { canonical } from '../record/canonical';
import { sha256 } from '../record/sha256';
import { eventVersion, type LoggedEvent } from './events';

/** Entries of a session so far, as one SHA-256 that each of them changes. */
export type Fingerprint = {
  readonly fromSeq: number;
  readonly count: number;
  readonly lastSeq: number;
  readonly digest: string;
};

export const ofNothing: Fingerprint = { fromSeq: 0, count: 0, lastSeq: 0, digest: '' };

/** In which form this program reads each kind of entry; entries are brought to it before anyone sees them. */
export const formsOfToday = sha256(canonical(eventVersion));

/** The fingerprint with one more entry, bound to all before it. */
export function withEntry(before: Fingerprint, { seq, sessionId, at, type, body }: LoggedEvent): Fingerprint {
  return {
    fromSeq: before.count === 0 ? seq : before.fromSeq,
    count: before.count + 1,
    lastSeq: seq,
    digest: sha256(canonical({ before: before.digest, seq, sessionId, at, type, body })),
  };
}

/** Why a signature under `digest` does not stand under the entries before it; the same words for every signature. */
export function digestBroken(
  signed: { readonly digest: string; readonly forms: string },
  found: string,
): string | null {
  if (signed.digest === found) return null;
  return signed.forms === formsOfToday
    ? 'an entry before it was changed, added or removed'
    : 'it was given under another version of the program, whose form of the entries is not at hand here';
}
