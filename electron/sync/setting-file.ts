import { type SyncSetting, syncSettingSchema } from '../../shared/sync/setting';
import { tidyWish, wishFaults, wishOf } from '../../shared/sync/setting-wish';
import { certificatesOf } from './trust';
import { readWhole, writeWhole } from './whole-file';

export type SettingFound =
  /** No server was set up. */
  | { readonly kind: 'none' }
  | { readonly kind: 'setting'; readonly setting: SyncSetting }
  | { readonly kind: 'refused'; readonly words: string };

/** Why the authority's certificate can not be used; null: it can, or there is none. */
export function authorityReason(pem: string | null): string | null {
  if (pem === null) return null;
  try {
    const found = certificatesOf(pem);
    if (found.length === 0) return 'No certificate is in it.';
    const none = found.find((one) => !one.ca && one.issuer !== one.subject);
    return none === undefined
      ? null
      : `${none.subject} is the certificate of a server, not of an authority. Ask for the one that signed it.`;
  } catch (error) {
    return `The certificate is not readable: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What a file of settings says, checked like what is typed; nothing in it is guessed. */
export function settingIn(text: string, name: string): SettingFound {
  const refused = (why: string): SettingFound => ({
    kind: 'refused',
    words: `${name} can not be used, so nothing is sent: ${why} Set the server up again.`,
  });
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return refused('it is not readable as JSON.');
  }
  const { data: setting, error } = syncSettingSchema.strict().safeParse(found);
  if (setting === undefined) {
    const [first] = error.issues;
    return refused(`${first?.path.join('.') || 'the whole'}: ${first?.message ?? 'not as expected'}.`);
  }
  const [fault] = wishFaults(tidyWish(wishOf(setting)));
  if (fault !== undefined) return refused(`${fault.field}: ${fault.words}`);
  const reason = authorityReason(setting.authorityPem);
  return reason === null ? { kind: 'setting', setting } : refused(reason);
}

/** Reads how the server was set up. */
export async function readSetting(file: string): Promise<SettingFound> {
  try {
    const text = await readWhole(file);
    return text === null ? { kind: 'none' } : settingIn(text, file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'refused', words: `${file} can not be read, so nothing is sent: ${why}` };
  }
}

/** Keeps a setting, whole or not at all. */
export const writeSetting = (file: string, setting: SyncSetting): Promise<void> =>
  writeWhole(file, `${JSON.stringify(setting, null, 2)}\n`);
