import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import type { SyncSetting } from '../../shared/sync/setting';
import { settingIn } from './setting-file';

/** A setting and its private key, ready to be used. */
export type ReadySync = { readonly setting: SyncSetting; readonly privateKey: JWK | null };

const keySchema = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-384'), d: z.string() });
const namedKeySchema = z.looseObject({ keyFile: z.string().optional() });

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The setting that a simulation was started with: a `sync.json` which may name, in `keyFile`, the file of its private
 * key (JWK) beside it. Never for a clinic's record: such a key lies open.
 */
export async function readFixedSetting(
  file: string,
): Promise<
  { readonly kind: 'ready'; readonly ready: ReadySync } | { readonly kind: 'refused'; readonly words: string }
> {
  const refused = (why: string) => ({ kind: 'refused' as const, words: `--sync-config ${file}: ${why}` });
  try {
    const { keyFile, ...rest } = namedKeySchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const found = settingIn(JSON.stringify(rest), file);
    if (found.kind !== 'setting')
      return refused(found.kind === 'refused' ? found.words : 'nothing is in it.');
    const { setting } = found;
    if (setting.client === null) return { kind: 'ready', ready: { setting, privateKey: null } };
    if (keyFile === undefined) return refused('it has a client and names no keyFile.');
    const text = await readFile(path.resolve(path.dirname(file), keyFile), 'utf8');
    const { data: privateKey } = keySchema.safeParse(JSON.parse(text));
    if (privateKey === undefined) return refused(`${keyFile} is no private key of P-384 as JWK.`);
    return { kind: 'ready', ready: { setting, privateKey } };
  } catch (error) {
    return refused(words(error));
  }
}
