// The network goes in mid-session and nothing at the bedside notices; what the server refused is sent once it is mended;
// and the session is read on the console of another room.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Resource } from '@medplum/fhirtypes';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/paths.mjs';
import { type FhirServer, fhirServer } from '../fhir-server/server';
import { environment } from './launch';
import { Walk } from './look';
import {
  alder,
  alderLabel,
  changeRate,
  confirmAll,
  expectState,
  hold,
  openSession,
  PHYSICIAN,
  signIn,
  testAlarms,
} from './nurse';
import { eventsOf, expect, expectTruth, readLog, test } from './room';

test.setTimeout(420_000);

const ADMINISTRATOR = 'p-pattern';

/** A record with one earlier session, a reading for every second of it. */
async function invent(folder: string): Promise<void> {
  const wish = ['--sessions', '1', '--detail', '1', '--db', path.join(folder, 'simulation')];
  await promisify(execFile)(process.execPath, [path.join(root, 'out/seed.cjs'), ...wish], {
    env: environment(),
  });
}

/** Where a console finds the server; by this option a simulation needs no administrator first. */
function settingFile(folder: string, server: FhirServer, stationId: string): string {
  const file = path.join(folder, 'sync-for-this-test.json');
  const setting = {
    ...{ baseUrl: server.url, profile: 'portable', systemBase: 'https://clinic.example/id' },
    ...{ mrnSystem: 'https://clinic.example/mrn', mayCreatePatients: true, stationId, client: null },
    ...{ authorityPem: null, pinnedKeys: [], alarmAfterHours: 24, orderFreshHours: 4 },
  };
  writeFileSync(file, JSON.stringify(setting));
  return file;
}

const sync = (page: Page) => page.getByTestId('footer-sync');

/** How often each identifier of our own stands on the server; one each is right. */
function twice(server: FhirServer): string[] {
  const seen = new Map<string, number>();
  for (const resource of server.records.everything()) {
    const { identifier } = resource as Resource & { identifier?: { system?: string; value?: string }[] };
    for (const { system, value } of Array.isArray(identifier) ? identifier : []) {
      const key = `${resource.resourceType} ${system}|${value}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return [...seen].filter(([, times]) => times > 1).map(([key]) => key);
}

test('a session through an outage reaches the server once, what was refused is sent again, and another room reads it', async ({
  openRoom,
  launch,
  dataDir,
}) => {
  const server = await fhirServer({ validation: 'off' });
  try {
    await invent(dataDir);
    const file = settingFile(dataDir, server, 'room-2');
    const room = await openRoom({ args: (cast) => [...cast.args, '--sync-config', file] });
    const page = room.page();
    const walk = new Walk(() => room.console());
    await signIn(page, 'p-example');
    // What was there before the server was: all of it goes first. It is old, which is said once, and then no more.
    await expect(sync(page)).toContainText('Online, all is sent', { timeout: 90_000 });
    server.faults.poison = (resource) =>
      resource.resourceType === 'MedicationAdministration' && resource.partOf !== undefined
        ? 'this server keeps no parts of an infusion yet'
        : undefined;
    await testAlarms(page);
    await openSession(page, 'o-alder');
    await confirmAll(page, alder, alderLabel);
    await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));

    // The cable is out: a quiet line, no alarm, and the bedside goes on.
    await server.cut();
    await expect(sync(page)).toContainText('Offline', { timeout: 90_000 });
    await changeRate(page, '0.22');
    await expectTruth(room.cast.pump, { infusing: true });
    await expectState(page, 'infusing');
    await expect(sync(page)).toContainText(/records? waits?/);
    const started = eventsOf(await room.log(), 'session.opened').at(-1)?.seq ?? 0;
    const overdue = eventsOf(await room.log(), 'alarm.raised').filter(
      ({ seq, body }) => seq > started && body.alarm.condition === 'sync-overdue',
    );
    expect(overdue).toEqual([]);
    await walk.look('sync-offline');
    await server.mend();
    await expect(sync(page)).toContainText('Online', { timeout: 90_000 });
    await expect(sync(page)).toContainText('1 refused', { timeout: 90_000 });

    // Later, an administrator looks at what was refused, has the server mended, and sends it again.
    await page.getByTestId('more').click();
    await page.getByTestId('go-home').click();
    await page.getByTestId('lock').click();
    await page.getByTestId('type-pin').click();
    await signIn(page, ADMINISTRATOR);
    await page.getByTestId('more').click();
    await page.getByTestId('go-home').click();
    await page.getByTestId('go-sync').click();
    const parked = page.getByTestId('sync-parked');
    await expect(parked.first()).toContainText('this server keeps no parts of an infusion yet');
    await walk.look('sync-parked');
    const refused = await parked.count();
    server.faults.poison = undefined;
    for (let left = refused; left > 0; left -= 1) {
      await parked.first().getByTestId('sync-retry').click();
      await expect(parked).toHaveCount(left - 1, { timeout: 60_000 });
    }
    await expect(page.getByTestId('sync-waiting')).toHaveText('nothing, all is sent', { timeout: 90_000 });
    await walk.look('sync-all-sent');
    const parts = server.records.all('MedicationAdministration').filter(({ partOf }) => partOf !== undefined);
    expect(parts.length).toBeGreaterThanOrEqual(refused);
    expect(twice(server)).toEqual([]);
    const decided = eventsOf(await readLog(dataDir), 'clinic-server.decided');
    expect(decided).toHaveLength(refused);
    expect(decided[0]?.body).toMatchObject({ what: 'retried', by: { personId: ADMINISTRATOR } });

    // The other room: its console never saw the pump, and its physician reads every second of the session.
    const elsewhere = path.join(dataDir, 'other-room');
    mkdirSync(elsewhere);
    const other = await launch({
      dataDir: elsewhere,
      args: ['--simulation', '--room', 'Room 3', '--sync-config', settingFile(elsewhere, server, 'room-3')],
    });
    const thatWalk = new Walk(() => other);
    await signIn(other.page, PHYSICIAN);
    await expect(sync(other.page)).toContainText('Online', { timeout: 60_000 });
    await other.page.getByTestId('go-review').click();
    const row = other.page.getByTestId('review-row');
    await expect(async () => {
      await other.page.getByRole('button', { name: 'Read again' }).click();
      await expect(row.first()).toContainText('another workstation', { timeout: 2_000 });
    }).toPass({ timeout: 90_000 });
    await thatWalk.look('sync-other-list');
    await row.first().click();
    await expect(other.page.getByTestId('review-header')).toContainText('another workstation');
    await other.page.getByTestId('tab-sign-off').click();
    await expect(other.page.getByTestId('record-check')).toContainText(/\d+ entries, seals hold/, {
      timeout: 60_000,
    });
    await expect(other.page.getByTestId('sign-against')).toContainText(
      'belong into the record of that workstation',
    );
    await thatWalk.look('sync-other-review');
    const [mine] = eventsOf(await readLog(dataDir), 'session.closed');
    await expect(row).toHaveCount(0);
    await other.page.getByTestId('review-back').click();
    await expect(row.first()).toHaveAttribute('data-session', mine?.sessionId ?? '');
    expect([...walk.found, ...thatWalk.found]).toEqual([]);
  } finally {
    await server.close();
  }
});
