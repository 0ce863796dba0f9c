import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** A passphrase shorter than this is not taken: who has the file can try as often as they like. */
export const SHORTEST_PASSPHRASE = 14;

/** About 0.2 s and 64 MB a try. */
const COST = { N: 2 ** 16, r: 8, p: 1 };
const KEY_BYTES = 32;
const MEMORY_BYTES = 128 * 1024 * 1024;

export const passphraseSealSchema = z.object({
  by: z.literal('passphrase'),
  /** All bytes in base64. */
  salt: z.string(),
  cost: z.object({ N: z.int().max(2 ** 20), r: z.int().max(32), p: z.int().max(16) }),
  nonce: z.string(),
  tag: z.string(),
  text: z.string(),
});
export type PassphraseSeal = z.infer<typeof passphraseSealSchema>;

/** Why this is no passphrase to seal with; null: it is one. */
export function passphraseReason(passphrase: string): string | null {
  const length = [...passphrase.trim()].length;
  if (length < SHORTEST_PASSPHRASE) return `The passphrase needs ${SHORTEST_PASSPHRASE} characters or more.`;
  return new Set(passphrase).size < 6 ? 'The passphrase has the same few characters again and again.' : null;
}

function keyOf(passphrase: string, salt: Buffer, cost: PassphraseSeal['cost']): Promise<Buffer> {
  return new Promise((settle, fail) => {
    const typed = passphrase.trim().normalize('NFKC');
    scrypt(typed, salt, KEY_BYTES, { ...cost, maxmem: MEMORY_BYTES }, (error, key) =>
      error === null ? settle(key) : fail(error),
    );
  });
}

/** Seals a text (AES-256-GCM under scrypt). `about` is bound to it: sealed for one thing it opens for no other. */
export async function sealWith(passphrase: string, text: string, about: string): Promise<PassphraseSeal> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), nonce);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const base64 = (bytes: Buffer): string => bytes.toString('base64');
  return {
    by: 'passphrase',
    salt: base64(salt),
    cost: COST,
    nonce: base64(nonce),
    tag: base64(cipher.getAuthTag()),
    text: base64(sealed),
  };
}

/** The sealed text; null: it is another passphrase, or the file was changed. */
export async function openWith(
  passphrase: string,
  seal: PassphraseSeal,
  about: string,
): Promise<string | null> {
  const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
  const key = await keyOf(passphrase, bytes(seal.salt), seal.cost);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(seal.nonce), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(bytes(seal.tag));
    return Buffer.concat([decipher.update(bytes(seal.text)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
