import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';

/** A secret as it is kept: scrypt's salt, result and cost (N). The secret itself is nowhere. */
export type KeptSecret = { readonly salt: Buffer; readonly hash: Buffer; readonly cost: number };

/** A short PIN falls to anyone who has the file and the key: scrypt only makes each guess dear. */
export const PIN_COST = 16_384;
/** OWASP's least N for scrypt with r = 8, p = 1 (128 MiB a guess); raised here, it is raised at the next sign-in of each. */
export const PASSWORD_COST = 131_072;
const BLOCK = 8;
const HASH_BYTES = 32;

const cost = (N: number) => ({ N, r: BLOCK, p: 1, maxmem: 256 * N * BLOCK });
const plain = (secret: string) => secret.normalize('NFKC');

function deriveNow(secret: string, salt: Buffer, N: number): Buffer {
  return scryptSync(plain(secret), salt, HASH_BYTES, cost(N));
}

/** Off the main thread: a sign-in must not hold up PAUSE, polling or an alarm. */
function derive(secret: string, salt: Buffer, N: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(plain(secret), salt, HASH_BYTES, cost(N), (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });
}

/** What is kept in place of a secret; `salt` only where several must come out equal, as for badges. */
export async function keepSecret(
  secret: string,
  N: number,
  salt: Buffer = randomBytes(16),
): Promise<KeptSecret> {
  return { salt, hash: await derive(secret, salt, N), cost: N };
}

/** What is kept in place of a PIN, made at once: for filling a record, not for a sign-in. */
export function keepPin(pin: string): KeptSecret {
  const salt = randomBytes(16);
  return { salt, hash: deriveNow(pin, salt, PIN_COST), cost: PIN_COST };
}

const nobody = (N: number): KeptSecret => ({
  salt: Buffer.alloc(16),
  hash: Buffer.alloc(HASH_BYTES),
  cost: N,
});

/** Whether the PIN is the kept one. Takes as long for a person who does not exist (null) as for one who does. */
export function pinMatches(pin: string, kept: KeptSecret | null): boolean {
  const { salt, hash, cost: N } = kept ?? nobody(PIN_COST);
  const same = timingSafeEqual(deriveNow(pin, salt, N), hash);
  return same && kept !== null;
}

/** Whether it is the kept secret, with the work done off the main thread; as slow for nobody (null) as for someone. */
export async function secretMatches(secret: string, kept: KeptSecret | null, N: number): Promise<boolean> {
  const { salt, hash, cost: kN } = kept ?? nobody(N);
  const same = timingSafeEqual(await derive(secret, salt, kN), hash);
  return same && kept !== null;
}
