import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

export type KeptPin = { readonly salt: Buffer; readonly hash: Buffer; readonly cost: number };

const COST = 16_384;
const BLOCK = 8;
const HASH_BYTES = 32;

/** A short PIN falls to anyone who has the file and the key: scrypt only makes each guess dear. */
function derive(pin: string, salt: Buffer, cost: number): Buffer {
  return scryptSync(pin.normalize('NFKC'), salt, HASH_BYTES, { N: cost, r: BLOCK, p: 1 });
}

/** What is kept in place of a PIN. */
export function keepPin(pin: string): KeptPin {
  const salt = randomBytes(16);
  return { salt, hash: derive(pin, salt, COST), cost: COST };
}

const nobody: KeptPin = { salt: Buffer.alloc(16), hash: Buffer.alloc(HASH_BYTES), cost: COST };

/** Whether the PIN is the kept one. Takes as long for a person who does not exist (null) as for one who does. */
export function pinMatches(pin: string, kept: KeptPin | null): boolean {
  const { salt, hash, cost } = kept ?? nobody;
  const same = timingSafeEqual(derive(pin, salt, cost), hash);
  return same && kept !== null;
}
