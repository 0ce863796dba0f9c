import path from 'node:path';
import type { JWK } from 'jose';
import type { Actor } from '../../shared/record/people';
import type { EventBody } from '../../shared/session/events';
import type { SyncSetUp } from '../../shared/sync/set-up';
import type { SyncSetting } from '../../shared/sync/setting';
import { settingChanges } from '../../shared/sync/setting-changes';
import {
  type SyncWish,
  settingOf,
  tidyWish,
  type WishFault,
  wishFaults,
} from '../../shared/sync/setting-wish';
import type { ReadySync } from './fixed-setting';
import { authorityReason, readSetting, type SettingFound, writeSetting } from './setting-file';
import { shownSetUp } from './shown-set-up';
import { KeysNotReadable, type StationKeys, stationKeys } from './station-keys';
import type { SystemSeal } from './system-seal';
import { removeWhole } from './whole-file';

type Draft =
  | { readonly type: 'clinic-server.set'; readonly body: EventBody<'clinic-server.set'> }
  | { readonly type: 'clinic-server.key'; readonly body: EventBody<'clinic-server.key'> };
type Refused = { readonly kind: 'refused'; readonly reasons: string[]; readonly faults: WishFault[] };
type Outcome = { readonly kind: 'done' } | Refused;

const done: Outcome = { kind: 'done' };
const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons, faults: [] });

type Seal = SystemSeal | { readonly kind: 'refused'; readonly words: string };

/**
 * How this workstation reaches the clinic's server: its setting and its keys, in the folder of the record. The private
 * key leaves this place only for the process that signs with it. One change is worked on at a time.
 */
export function serverSetUp(parts: {
  readonly folder: string;
  /** The secret store, asked for when it is first needed. */
  readonly system: () => Promise<Seal>;
  /** What a simulation was started with; nothing can be set then. */
  readonly fixed: ReadySync | null;
  readonly note: (draft: Draft) => void;
  readonly nowMs: () => number;
  readonly newId: () => string;
}) {
  const { fixed, note, nowMs, newId } = parts;
  const file = path.join(parts.folder, 'sync.json');
  /** Private keys that were opened since the start, by their id. */
  const openKeys = new Map<string, JWK>();
  let listener: (ready: ReadySync | null) => void = () => {};
  let line: Promise<unknown> = Promise.resolve();
  let asked: Promise<Seal> | null = null;

  const seal = (): Promise<Seal> => {
    asked ??= parts.system();
    return asked;
  };
  async function keys(): Promise<StationKeys> {
    const found = await seal();
    const system = found.kind === 'ready' ? found : null;
    return stationKeys({ file: path.join(parts.folder, 'sync-keys.json'), system, nowMs });
  }
  function inLine<T>(run: () => Promise<T>): Promise<T> {
    const next = line.then(run, run);
    line = next.catch(() => {});
    return next;
  }
  const changeable = async (run: () => Promise<Outcome>): Promise<Outcome> => {
    if (fixed !== null) return refused('The server was given on the command line of this simulation.');
    try {
      return await inLine(run);
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error));
    }
  };

  async function standing(found: SettingFound): Promise<SyncSetUp['standing'] & { ready?: ReadySync }> {
    if (found.kind === 'none') return { kind: 'off' };
    if (found.kind === 'refused') return found;
    const { setting } = found;
    if (setting.client === null) return { kind: 'on', ready: { setting, privateKey: null } };
    const { keyId } = setting.client;
    const opened = await openKey(keyId);
    if (opened.kind !== 'open') return opened;
    return { kind: 'on', ready: { setting, privateKey: opened.privateKey } };
  }
  async function openKey(keyId: string) {
    const held = openKeys.get(keyId);
    if (held !== undefined) return { kind: 'open' as const, privateKey: held };
    const opened = await (await keys()).open(keyId, null).catch((error: unknown) => {
      if (error instanceof KeysNotReadable) return { kind: 'refused' as const, words: error.message };
      throw error;
    });
    if (opened.kind === 'open') openKeys.set(keyId, opened.privateKey);
    return opened;
  }
  async function ready(): Promise<ReadySync | null> {
    if (fixed !== null) return fixed;
    return (await standing(await readSetting(file))).ready ?? null;
  }
  async function tell(): Promise<void> {
    listener(await ready());
  }

  async function keep(by: Actor, before: SyncSetting | null, after: SyncSetting | null): Promise<void> {
    const changes = settingChanges(before, after);
    if (after === null) await removeWhole(file);
    else await writeSetting(file, after);
    if (changes.length > 0) note({ type: 'clinic-server.set', body: { by, changes } });
    await tell();
  }
  const kept = async (): Promise<SyncSetting | null> => {
    const found = await readSetting(file);
    return found.kind === 'setting' ? found.setting : null;
  };
  const ofKey = (by: Actor, keyId: string, what: EventBody<'clinic-server.key'>['what']): void =>
    note({ type: 'clinic-server.key', body: { by, keyId, what } });

  return {
    /** Hears what sync is to run with, now and whenever it changes; null: not at all. */
    async whenReady(hear: (ready: ReadySync | null) => void): Promise<void> {
      listener = hear;
      await inLine(tell);
    },

    view: (): Promise<SyncSetUp> =>
      inLine(async () => {
        const store = await seal();
        const from = {
          seal:
            store.kind === 'ready'
              ? ({ by: 'system' } as const)
              : ({ by: 'passphrase', words: store.words } as const),
          isOpen: (keyId: string) => openKeys.has(keyId),
        };
        if (fixed !== null)
          return shownSetUp({ ...from, setting: fixed.setting, standing: { kind: 'on' }, keys: null });
        const found = await readSetting(file);
        const setting = found.kind === 'setting' ? found.setting : null;
        try {
          const listed = await (await keys()).list();
          return shownSetUp({ ...from, setting, standing: await standing(found), keys: listed });
        } catch (error) {
          if (!(error instanceof KeysNotReadable)) throw error;
          return shownSetUp({
            ...from,
            setting,
            standing: { kind: 'refused', words: error.message },
            keys: [],
          });
        }
      }),

    set: (by: Actor, asWished: SyncWish | null): Promise<Outcome> =>
      changeable(async () => {
        const before = await kept();
        if (asWished === null) {
          await keep(by, before, null);
          return done;
        }
        const wish = tidyWish(asWished);
        const faults = wishFaults(wish);
        const reason = authorityReason(wish.authorityPem);
        if (reason !== null && !faults.some(({ field }) => field === 'authorityPem'))
          faults.push({ field: 'authorityPem', words: reason });
        if (faults.length > 0) return { kind: 'refused', reasons: [], faults };
        const ids = (await (await keys()).list()).map(({ keyId }) => keyId);
        const used = before?.client?.keyId;
        const keyId = used !== undefined && ids.includes(used) ? used : ids.at(-1);
        if (wish.client !== null && keyId === undefined) {
          return refused('Make the key of this workstation first.');
        }
        const stationId = before?.stationId ?? newId();
        await keep(by, before, settingOf(wish, { stationId, keyId: keyId ?? '' }));
        return done;
      }),

    makeKey: (by: Actor, passphrase: string | null): Promise<Outcome> =>
      changeable(async () => {
        const store = await keys();
        if ((await store.list()).length > 1) {
          return refused('There are two keys already. Take away the one that is not used any more.');
        }
        const made = await store.make(passphrase);
        if (made.kind === 'refused') return refused(made.words);
        const opened = await store.open(made.keyId, passphrase);
        if (opened.kind === 'open') openKeys.set(made.keyId, opened.privateKey);
        ofKey(by, made.keyId, 'made');
        return done;
      }),

    useKey: (by: Actor, keyId: string): Promise<Outcome> =>
      changeable(async () => {
        const before = await kept();
        if (before === null || before.client === null)
          return refused('Keep the server and its client id first.');
        const opened = await openKey(keyId);
        if (opened.kind === 'locked') return refused('Open the key with its passphrase first.');
        if (opened.kind === 'refused') return refused(opened.words);
        await keep(by, before, { ...before, client: { ...before.client, keyId } });
        ofKey(by, keyId, 'used');
        return done;
      }),

    removeKey: (by: Actor, keyId: string): Promise<Outcome> =>
      changeable(async () => {
        if ((await kept())?.client?.keyId === keyId) {
          return refused('This key is in use. Use another one first, or turn the sign-in off.');
        }
        await (await keys()).remove(keyId);
        openKeys.delete(keyId);
        ofKey(by, keyId, 'removed');
        return done;
      }),

    /** Opens every key that this passphrase opens. */
    openKeys: (by: Actor, passphrase: string): Promise<Outcome> =>
      changeable(async () => {
        const store = await keys();
        const closed = (await store.list()).filter(
          ({ keyId, sealedBy }) => sealedBy === 'passphrase' && !openKeys.has(keyId),
        );
        let why = 'No key waits for a passphrase.';
        let opens = false;
        for (const { keyId } of closed) {
          const opened = await store.open(keyId, passphrase);
          if (opened.kind === 'open') openKeys.set(keyId, opened.privateKey);
          else if (opened.kind === 'refused') why = opened.words;
          opens ||= opened.kind === 'open';
          ofKey(by, keyId, opened.kind === 'open' ? 'opened' : 'not-opened');
        }
        if (!opens) return refused(why);
        await tell();
        return done;
      }),

    /** The public keys as a server takes them (JWKS). */
    publicKeys: async (): Promise<string> => {
      const listed = await (await keys()).list();
      return `${JSON.stringify({ keys: listed.map(({ publicJwk }) => publicJwk) }, null, 2)}\n`;
    },

    /** What to test with: the wish as it stands, kept or not, and the key if it is open. */
    toTest: (asWished: SyncWish, asked: string | null): Promise<ReadySync> =>
      inLine(async () => {
        if (fixed !== null) return fixed;
        const wish = tidyWish(asWished);
        const before = await kept();
        const keyId = asked ?? before?.client?.keyId ?? (await (await keys()).list()).at(-1)?.keyId ?? null;
        const opened = wish.client === null || keyId === null ? null : await openKey(keyId);
        const setting = settingOf(wish, { stationId: before?.stationId ?? newId(), keyId: keyId ?? '' });
        return { setting, privateKey: opened?.kind === 'open' ? opened.privateKey : null };
      }),
  };
}
export type ServerSetUp = ReturnType<typeof serverSetUp>;
