import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { openWith, passphraseReason, passphraseSealSchema, sealWith } from './passphrase-seal';
import { SIGNING } from './smart';
import type { SystemSeal } from './system-seal';
import { readWhole, writeWhole } from './whole-file';

const publicJwkSchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-384'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal(SIGNING),
  use: z.literal('sig'),
});
/** A public key as a server registers it. */
export type PublicJwk = z.infer<typeof publicJwkSchema>;

const keptKeySchema = z.object({
  keyId: z.string(),
  madeAtMs: z.number(),
  publicJwk: publicJwkSchema,
  seal: z.discriminatedUnion('by', [
    z.object({ by: z.literal('system'), text: z.string() }),
    passphraseSealSchema,
  ]),
});
const keyFileSchema = z.object({ version: z.literal(1), keys: z.array(keptKeySchema) });
type KeptKey = z.infer<typeof keptKeySchema>;

export type StationKey = {
  readonly keyId: string;
  readonly madeAtMs: number;
  readonly publicJwk: PublicJwk;
  readonly sealedBy: KeptKey['seal']['by'];
};

export type OpenedKey =
  | { readonly kind: 'open'; readonly privateKey: JWK }
  /** A person has to type the passphrase. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'refused'; readonly words: string };

type Refused = { readonly kind: 'refused'; readonly words: string };
const refused = (words: string): Refused => ({ kind: 'refused', words });

/** Why a file of keys can not be used, in words. */
export class KeysNotReadable extends Error {}

/**
 * The keys of this workstation, sealed in a file: the one in use, and the next one while it is being made known to the
 * server. `system` is the secret store, or null: then a passphrase is asked for.
 */
export function stationKeys(parts: {
  readonly file: string;
  readonly system: SystemSeal | null;
  readonly nowMs: () => number;
}) {
  const { file, system, nowMs } = parts;

  async function kept(): Promise<KeptKey[]> {
    const text = await readWhole(file);
    if (text === null) return [];
    try {
      return keyFileSchema.parse(JSON.parse(text)).keys;
    } catch {
      throw new KeysNotReadable(
        `${file} is not readable as the keys of this workstation. Put it back from a copy, or take it away and make a new key.`,
      );
    }
  }
  const keep = (keys: KeptKey[]): Promise<void> =>
    writeWhole(file, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`);

  return {
    async list(): Promise<StationKey[]> {
      return (await kept()).map(({ keyId, madeAtMs, publicJwk, seal }) => ({
        keyId,
        madeAtMs,
        publicJwk,
        sealedBy: seal.by,
      }));
    },

    /** Makes another key; it is in use only once the setting names it. A passphrase counts where there is no store. */
    async make(
      passphrase: string | null,
    ): Promise<{ readonly kind: 'made'; readonly keyId: string } | Refused> {
      const reason = system === null ? passphraseReason(passphrase ?? '') : null;
      if (reason !== null) return refused(reason);
      const before = await kept();
      const pair = await generateKeyPair(SIGNING, { extractable: true });
      const open = await exportJWK(pair.publicKey);
      const keyId = await calculateJwkThumbprint(open);
      const publicJwk = publicJwkSchema.parse({ ...open, kid: keyId, alg: SIGNING, use: 'sig' });
      const secret = JSON.stringify(await exportJWK(pair.privateKey));
      const seal: KeptKey['seal'] =
        system === null
          ? await sealWith(passphrase ?? '', secret, keyId)
          : { by: 'system', text: await system.seal(secret) };
      await keep([...before, { keyId, madeAtMs: nowMs(), publicJwk, seal }]);
      return { kind: 'made', keyId };
    },

    /** The private key, for the process that signs with it. */
    async open(keyId: string, passphrase: string | null): Promise<OpenedKey> {
      const key = (await kept()).find((one) => one.keyId === keyId);
      if (key === undefined)
        return refused('The private key is not on this workstation any more. Make a new one.');
      return opened(key, system, passphrase);
    },

    /** Takes a key away for good. */
    async remove(keyId: string): Promise<void> {
      await keep((await kept()).filter((one) => one.keyId !== keyId));
    },
  };
}
export type StationKeys = ReturnType<typeof stationKeys>;

async function opened(
  { keyId, seal }: KeptKey,
  system: SystemSeal | null,
  passphrase: string | null,
): Promise<OpenedKey> {
  if (seal.by === 'passphrase') {
    if (passphrase === null) return { kind: 'locked' };
    const text = await openWith(passphrase, seal, keyId);
    return text === null
      ? refused('This is not the passphrase under which the key was sealed.')
      : { kind: 'open', privateKey: JSON.parse(text) as JWK };
  }
  if (system === null) {
    return refused(
      'The key was sealed by a secret store that this workstation does not have now. Make a new key.',
    );
  }
  try {
    return { kind: 'open', privateKey: JSON.parse(await system.open(seal.text)) as JWK };
  } catch {
    return refused(
      'The secret store does not open the key: it was sealed by another user or on another machine. Make a new key.',
    );
  }
}
