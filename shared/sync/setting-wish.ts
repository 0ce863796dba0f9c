import { z } from 'zod';
import { type SyncSetting, serverProfile } from './setting';

/** What an administrator sets; the workstation's own name and its key are made by the program. */
export const syncWishSchema = z.object({
  baseUrl: z.string(),
  profile: serverProfile,
  systemBase: z.string(),
  /** Empty: not set. */
  clinicName: z.string(),
  mrnSystem: z.string(),
  mayCreatePatients: z.boolean(),
  client: z.object({ clientId: z.string(), scope: z.string() }).nullable(),
  authorityPem: z.string().nullable(),
  pinnedKeys: z.array(z.string()),
  gzipBodies: z.boolean(),
  alarmAfterHours: z.number(),
  orderFreshHours: z.number(),
});
export type SyncWish = z.infer<typeof syncWishSchema>;

export type WishField = keyof SyncWish | 'clientId' | 'scope';
export type WishFault = { readonly field: WishField; readonly words: string };

const ADDRESS = /^(https?):\/\/([^\s/?#@]+)(\/[^\s?#]*)?$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
const SYSTEM = /^(https?:\/\/|urn:)\S+$/;
const PIN = /^[A-Za-z0-9+/]{43}=$/;
const SCOPE = /^system\/([A-Z][A-Za-z]+|\*)\.([cruds]+|read|write|\*)$/;
const LONGEST_NAME = 120;
const LONGEST_HOURS = 24 * 90;

const tidy = (text: string): string => text.trim();
const tidyBase = (text: string): string => text.trim().replace(/\/+$/, '');
const words = (text: string): string[] => text.split(/\s+/).filter((one) => one !== '');

/** The same wish without blanks around it, slashes behind it, and empty lines in it. */
export function tidyWish(wish: SyncWish): SyncWish {
  return {
    ...wish,
    baseUrl: tidyBase(wish.baseUrl),
    systemBase: tidyBase(wish.systemBase),
    clinicName: words(wish.clinicName).join(' '),
    mrnSystem: tidy(wish.mrnSystem),
    client:
      wish.client === null
        ? null
        : { clientId: tidy(wish.client.clientId), scope: words(wish.client.scope).join(' ') },
    authorityPem: wish.authorityPem === null || tidy(wish.authorityPem) === '' ? null : wish.authorityPem,
    pinnedKeys: wish.pinnedKeys.map(tidy).filter((one) => one !== ''),
  };
}

function addressWords(baseUrl: string): string | null {
  const [, scheme, host] = ADDRESS.exec(baseUrl) ?? [];
  if (scheme === undefined || host === undefined)
    return 'Write the FHIR base address, as in https://fhir.clinic.example/r4, without a name, a question mark or a #.';
  if (scheme === 'http' && !LOOPBACK.test(host))
    return 'Only a server on this machine may go without https: records would cross the network readable.';
  return null;
}

function clientFaults({ clientId, scope }: { clientId: string; scope: string }): WishFault[] {
  const faults: WishFault[] = [];
  if (clientId === '')
    faults.push({
      field: 'clientId',
      words: 'Write the client id that the server gave to this workstation.',
    });
  const wrong = words(scope).find((one) => !SCOPE.test(one));
  if (wrong !== undefined)
    faults.push({
      field: 'scope',
      words: `${wrong} is no right of a machine: write system/Patient.rs and so on.`,
    });
  else if (scope === '') faults.push({ field: 'scope', words: 'Without rights the server gives no token.' });
  return faults;
}

function authorityWords(pem: string): string | null {
  if (/PRIVATE KEY/.test(pem))
    return 'This is a private key. It belongs to the server alone: take its authority’s certificate instead.';
  return /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(pem)
    ? null
    : 'Paste the certificate as PEM: from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.';
}

/** What is wrong with a tidy wish, field by field, in words; empty: nothing that can be seen without asking the server. */
export function wishFaults(wish: SyncWish): WishFault[] {
  const faults: WishFault[] = [];
  const say = (field: WishField, said: string | null): void => {
    if (said !== null) faults.push({ field, words: said });
  };
  say('baseUrl', addressWords(wish.baseUrl));
  const system = 'Write a whole address or a urn:, as the server has it.';
  say(
    'systemBase',
    SYSTEM.test(wish.systemBase) ? null : 'Write an address in a domain that the clinic owns.',
  );
  say(
    'clinicName',
    wish.clinicName.length <= LONGEST_NAME ? null : `Write at most ${LONGEST_NAME} characters.`,
  );
  say('mrnSystem', SYSTEM.test(wish.mrnSystem) ? null : system);
  if (wish.client !== null) faults.push(...clientFaults(wish.client));
  if (wish.authorityPem !== null) say('authorityPem', authorityWords(wish.authorityPem));
  const wrongPin = wish.pinnedKeys.find((one) => !PIN.test(one));
  if (wrongPin !== undefined)
    say('pinnedKeys', `${wrongPin} is no SHA-256 in base64: 44 characters, the last one is =.`);
  const hours = (value: number): string | null =>
    value > 0 && value <= LONGEST_HOURS ? null : `Write hours above 0 and up to ${LONGEST_HOURS}.`;
  say('alarmAfterHours', hours(wish.alarmAfterHours));
  say('orderFreshHours', hours(wish.orderFreshHours));
  return faults;
}

/** The setting that a tidy wish without faults comes to. `keyId` counts only where there is a client. */
export function settingOf(
  wish: SyncWish,
  own: { readonly stationId: string; readonly keyId: string },
): SyncSetting {
  const { client, clinicName, ...rest } = wish;
  return {
    ...rest,
    ...(clinicName === '' ? {} : { clinicName }),
    stationId: own.stationId,
    client: client === null ? null : { ...client, keyId: own.keyId },
  };
}

/** What the form shows of a setting. */
export function wishOf(setting: SyncSetting): SyncWish {
  const { stationId: _own, client, gzipBodies = false, clinicName = '', ...rest } = setting;
  return {
    ...rest,
    clinicName,
    gzipBodies,
    client: client === null ? null : { clientId: client.clientId, scope: client.scope },
  };
}
