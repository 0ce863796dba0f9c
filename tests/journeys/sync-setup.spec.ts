// The way to the clinic's server, from nothing to "records can be sent", by hand, against a server that asks for a token.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { neededRights, scopeFor } from '../../shared/sync/needed-rights';
import { fhirServer } from '../fhir-server/server';
import { Walk } from './look';
import { signIn } from './nurse';
import { eventsOf, expect, readLog, test } from './room';

test.setTimeout(240_000);

const PASSPHRASE = 'seven quiet herons';
/** As on a machine without a secret store, whatever this one has. */
const args = ['--simulation', '--password-store=basic'];

const step = (page: Page, name: string) => page.getByTestId(`sync-step-${name}`);

async function enter(page: Page): Promise<void> {
  await signIn(page, 'p-pattern');
  await page.getByTestId('go-sync-setup').click();
  await expect(page.getByTestId('sync-standing')).toBeVisible();
}

async function tried(page: Page): Promise<void> {
  await page.getByTestId('sync-try').click();
  await expect(page.getByTestId('sync-test')).toHaveAttribute('data-standing', 'tested', { timeout: 60_000 });
}

test('an administrator sets the server up, is told what is wrong, and opens the key again after a start', async ({
  launch,
  dataDir,
}) => {
  const server = await fhirServer({ auth: { clients: {}, expiresInSeconds: 300 } });
  try {
    const first = await launch({ args });
    const { page, app } = first;
    const walk = new Walk(() => first);
    await enter(page);
    await expect(page.getByTestId('sync-standing')).toHaveAttribute('data-standing', 'off');

    // What can be seen without asking anybody is said in the form.
    await page.getByTestId('sync-baseUrl').fill('http://fhir.clinic.example/r4');
    await page.getByTestId('sync-try').click();
    await expect(page.getByTestId('sync-baseUrl-reason')).toContainText('Only a server on this machine');
    await page.getByTestId('sync-baseUrl').fill(server.url);
    await page.getByTestId('sync-mrnSystem').fill('urn:oid:1.2.3');
    await page.getByTestId('sync-systemBase').fill('https://infusion.clinic.example');
    await page.getByTestId('sync-clientId').fill('room-1');

    await page.getByTestId('sync-part-keys').click();
    await expect(page.getByTestId('sync-no-store')).toContainText('basic_text');
    await page.getByTestId('sync-passphrase').fill(PASSPHRASE);
    await page.getByTestId('sync-passphrase-again').fill(PASSPHRASE);
    await page.getByTestId('sync-key-make').click();
    await expect(page.getByTestId('sync-public')).toContainText('P-384');
    await page.getByTestId('sync-keys-file').click();
    await expect(page.getByTestId('sync-keys-said')).toContainText('Written to');
    await walk.look('sync-setup-keys');

    // The server does not know the workstation yet: named, with what to do.
    await tried(page);
    await expect(step(page, 'fhir')).toHaveAttribute('data-standing', 'right');
    await expect(step(page, 'token')).toHaveAttribute('data-standing', 'wrong');
    await expect(step(page, 'token')).toContainText('does not know this client id');
    await expect(step(page, 'patients')).toHaveAttribute('data-standing', 'not-tried');
    await walk.look('sync-setup-wrong');

    const folder = path.join(dataDir, 'simulation');
    const file = path.join(folder, 'exports', 'public-keys-of-this-workstation.json');
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys: { kid: string; d?: string }[] };
    expect(keys.map(({ d }) => d)).toEqual([undefined]);
    server.smart?.register('room-1', { keys, scope: scopeFor(neededRights({ mayCreatePatients: false })) });
    await tried(page);
    await expect(page.getByTestId('sync-verdict')).toContainText('Records can be sent');
    await expect(step(page, 'rights')).toHaveAttribute('data-standing', 'right');
    await walk.look('sync-setup-right');
    expect(walk.found).toEqual([]);

    await page.getByTestId('sync-keep').click();
    await expect(page.getByTestId('sync-standing')).toHaveAttribute('data-standing', 'on');
    const setting = readFileSync(path.join(folder, 'sync.json'), 'utf8');
    expect(JSON.parse(setting)).toMatchObject({ baseUrl: server.url, client: { keyId: keys[0]?.kid } });
    const sealed = readFileSync(path.join(folder, 'sync-keys.json'), 'utf8');
    expect(`${setting}${sealed}`).not.toContain(PASSPHRASE);
    expect(sealed).not.toContain('"d"');
    expect(statSync(path.join(folder, 'sync-keys.json')).mode & 0o777).toBe(0o600);
    await app.close();

    // Until the passphrase is typed nothing is sent; whoever types a wrong one is written down.
    const again = await launch({ args });
    await enter(again.page);
    await expect(again.page.getByTestId('sync-standing')).toHaveAttribute('data-standing', 'locked');
    await again.page.getByTestId('sync-unlock').fill('seven quiet cranes');
    await again.page.getByTestId('sync-unlock-open').click();
    await expect(again.page.getByTestId('refusals')).toContainText('not the passphrase');
    await again.page.getByTestId('sync-unlock').fill(PASSPHRASE);
    await again.page.getByTestId('sync-unlock-open').click();
    await expect(again.page.getByTestId('sync-standing')).toHaveAttribute('data-standing', 'on');
    await again.app.close();

    const log = await readLog(dataDir);
    expect(eventsOf(log, 'clinic-server.key').map(({ body }) => body.what)).toEqual([
      ...['made', 'not-opened', 'opened'],
    ]);
    expect(JSON.stringify(eventsOf(log, 'clinic-server.set'))).toContain(server.url);
    expect(JSON.stringify(log)).not.toContain(PASSPHRASE);
  } finally {
    await server.close();
  }
});
