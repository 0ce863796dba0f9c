import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openWith, passphraseReason, sealWith } from '../../../electron/sync/passphrase-seal';
import { KeysNotReadable, stationKeys } from '../../../electron/sync/station-keys';
import { type SafeStorage, type SystemSeal, systemSeal } from '../../../electron/sync/system-seal';

const PASSPHRASE = 'seven quiet herons';

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'infusion-keys-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** As Electron’s, with a key that only this object knows. */
function storage(more: Partial<SafeStorage> = {}): SafeStorage {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => turn(Buffer.from(text)),
    decryptString: (sealed) => turn(sealed).toString(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...more,
  };
}

async function ready(of: SafeStorage, platform: NodeJS.Platform = 'linux'): Promise<SystemSeal> {
  const seal = await systemSeal(of, platform);
  if (seal.kind === 'refused') throw new Error(seal.words);
  return seal;
}

describe('the secret store of the system', () => {
  test.each(['basic_text', 'unknown'])('%s is none on Linux', async (backend) => {
    const seal = await systemSeal(storage({ getSelectedStorageBackend: () => backend }), 'linux');
    expect(seal).toMatchObject({ kind: 'refused', words: expect.stringContaining(backend) });
  });

  test('elsewhere it has no name and is taken', async () => {
    const { getSelectedStorageBackend: _none, ...windows } = storage();
    expect(await systemSeal(windows, 'win32')).toMatchObject({ kind: 'ready' });
    expect(await systemSeal(windows, 'linux')).toMatchObject({ kind: 'refused' });
  });

  test('that is not available, or breaks, is none', async () => {
    expect(await systemSeal(storage({ isEncryptionAvailable: () => false }), 'darwin')).toMatchObject({
      kind: 'refused',
    });
    const breaks = storage({
      isAsyncEncryptionAvailable: () => Promise.reject(new Error('no session bus')),
      encryptStringAsync: async () => Buffer.of(),
      decryptStringAsync: async () => ({ result: '' }),
    });
    expect(await systemSeal(breaks, 'linux')).toMatchObject({
      words: expect.stringContaining('no session bus'),
    });
  });

  test('is asked without waiting where this Electron can, and by the older calls where it can not', async () => {
    const asked: string[] = [];
    const newer = storage({
      encryptString: () => {
        throw new Error('removed');
      },
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text) => {
        asked.push('seal');
        return Buffer.from(text);
      },
      decryptStringAsync: async (sealed) => {
        asked.push('open');
        return { result: sealed.toString() };
      },
    });
    for (const of of [newer, storage()]) {
      const seal = await ready(of);
      expect(await seal.open(await seal.seal('a secret'))).toBe('a secret');
    }
    expect(asked).toEqual(['seal', 'open']);
  });
});

describe('a passphrase', () => {
  test.each(['', 'short', '              ', 'aaaaaaaaaaaaaaaaaaaa'])('%j is too weak', (typed) => {
    expect(passphraseReason(typed)).not.toBeNull();
  });

  test('opens what it sealed, for the key it was sealed for, and nothing that was changed', async () => {
    expect(passphraseReason(PASSPHRASE)).toBeNull();
    const seal = await sealWith(PASSPHRASE, 'a secret', 'key-1');
    expect(JSON.stringify(seal)).not.toContain('a secret');
    expect(await openWith(` ${PASSPHRASE} `, seal, 'key-1')).toBe('a secret');
    expect(await openWith('seven quiet cranes', seal, 'key-1')).toBeNull();
    expect(await openWith(PASSPHRASE, seal, 'key-2')).toBeNull();
    const flipped = Buffer.from(seal.text, 'base64');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    expect(await openWith(PASSPHRASE, { ...seal, text: flipped.toString('base64') }, 'key-1')).toBeNull();
  });
});

describe('the keys of a workstation', () => {
  test('sealed by the system: made, listed without their secret, opened, able to sign, taken away', async () => {
    const file = path.join(folder(), 'sync-keys.json');
    const keys = stationKeys({ file, system: await ready(storage()), nowMs: () => 7 });
    const made = await keys.make(null);
    if (made.kind === 'refused') throw new Error(made.words);
    const [listed] = await keys.list();
    expect(listed).toMatchObject({ keyId: made.keyId, madeAtMs: 7, sealedBy: 'system' });
    expect(Object.keys(listed?.publicJwk ?? {}).sort()).toEqual([
      'alg',
      'crv',
      'kid',
      'kty',
      'use',
      'x',
      'y',
    ]);
    const opened = await keys.open(made.keyId, null);
    if (opened.kind !== 'open') throw new Error(opened.kind);
    expect(readFileSync(file, 'utf8')).not.toContain(opened.privateKey.d);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);

    const signed = await new SignJWT({ ok: true })
      .setProtectedHeader({ alg: 'ES384' })
      .sign(await importJWK(opened.privateKey, 'ES384'));
    const { payload } = await jwtVerify(signed, await importJWK({ ...listed?.publicJwk }, 'ES384'));
    expect(payload.ok).toBe(true);

    // Rotation: the next key stands beside the one in use until that one is taken away.
    const next = await keys.make(null);
    if (next.kind === 'refused') throw new Error(next.words);
    expect((await keys.list()).map(({ keyId }) => keyId)).toEqual([made.keyId, next.keyId]);
    await keys.remove(made.keyId);
    expect(await keys.open(made.keyId, null)).toMatchObject({ kind: 'refused' });
    expect(await keys.open(next.keyId, null)).toMatchObject({ kind: 'open' });
  });

  test('where there is no store: a passphrase, typed again at each start', async () => {
    const file = path.join(folder(), 'sync-keys.json');
    const keys = stationKeys({ file, system: null, nowMs: () => 7 });
    expect(await keys.make('short')).toMatchObject({ kind: 'refused' });
    expect(await keys.make(null)).toMatchObject({ kind: 'refused' });
    expect(existsSync(file)).toBe(false);
    const made = await keys.make(PASSPHRASE);
    if (made.kind === 'refused') throw new Error(made.words);
    expect(await keys.list()).toMatchObject([{ sealedBy: 'passphrase' }]);
    expect(await keys.open(made.keyId, null)).toEqual({ kind: 'locked' });
    expect(await keys.open(made.keyId, 'another passphrase')).toMatchObject({ kind: 'refused' });
    expect(await keys.open(made.keyId, PASSPHRASE)).toMatchObject({ kind: 'open' });
    expect(readFileSync(file, 'utf8')).not.toContain(PASSPHRASE);
  });

  test('sealed elsewhere do not open, in words', async () => {
    const file = path.join(folder(), 'sync-keys.json');
    const there = stationKeys({ file, system: await ready(storage()), nowMs: () => 7 });
    const made = await there.make(null);
    if (made.kind === 'refused') throw new Error(made.words);
    const here = await ready(
      storage({
        decryptString: () => {
          throw new Error('bad decrypt');
        },
      }),
    );
    for (const system of [here, null]) {
      const keys = stationKeys({ file, system, nowMs: () => 7 });
      expect(await keys.open(made.keyId, null)).toMatchObject({ kind: 'refused' });
    }
  });

  test('in a damaged file are left as they are', async () => {
    const file = path.join(folder(), 'sync-keys.json');
    writeFileSync(file, '{"version":1,"keys":[{');
    const keys = stationKeys({ file, system: await ready(storage()), nowMs: () => 7 });
    await expect(keys.list()).rejects.toThrow(KeysNotReadable);
    await expect(keys.make(null)).rejects.toThrow(KeysNotReadable);
    expect(readFileSync(file, 'utf8')).toBe('{"version":1,"keys":[{');
  });
});
