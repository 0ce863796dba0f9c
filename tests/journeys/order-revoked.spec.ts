// The network is gone, a session runs, the order is taken back on the clinic's server: heard of when the line is mended,
// the pump untouched, and decided by a physician.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { fhirServer } from '../fhir-server/server';
import { Walk } from './look';
import {
  alder,
  alderLabel,
  chooseSecondPerson,
  confirmAll,
  expectState,
  hold,
  openSession,
  signIn,
} from './nurse';
import { eventsOf, expect, expectTruth, readLog, test } from './room';

test.setTimeout(300_000);

const ORDER = 'o-alder';

test('an order revoked while offline alarms when the line is mended, changes nothing at the pump, and is decided', async ({
  openRoom,
  dataDir,
}) => {
  const server = await fhirServer({ validation: 'off' });
  try {
    const file = path.join(dataDir, 'sync-for-this-test.json');
    const setting = {
      ...{ baseUrl: server.url, profile: 'portable', systemBase: 'https://clinic.example/id' },
      ...{
        mrnSystem: 'https://clinic.example/mrn',
        mayCreatePatients: true,
        stationId: 'room-2',
        client: null,
      },
      ...{ authorityPem: null, pinnedKeys: [], alarmAfterHours: 24, orderFreshHours: 4 },
    };
    writeFileSync(file, JSON.stringify(setting));
    const room = await openRoom({ args: (cast) => [...cast.args, '--sync-config', file] });
    const page = room.page();
    const walk = new Walk(() => room.console());
    await signIn(page, 'p-example');
    const row = page.locator(`[data-testid^="planned-${ORDER}"]`);
    await expect(row).toContainText('also on the clinic’s server', { timeout: 60_000 });
    const orderId = (await row.getAttribute('data-testid'))?.slice('planned-'.length);
    const there = (): MedicationRequest | undefined =>
      server.records
        .all('MedicationRequest')
        .find(({ identifier }) => identifier?.some(({ value }) => value === orderId) === true);
    await openSession(page, ORDER);
    await confirmAll(page, alder, alderLabel);
    await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));

    await server.cut();
    const order = there();
    if (order === undefined) throw new Error('the order is not on the server');
    await server.records.save({
      ...order,
      status: 'cancelled',
      statusReason: { text: 'patient has a fever' },
    });
    await server.mend();
    await expect(page.getByTestId('alarm-bar')).toContainText('ORDER REVOKED', { timeout: 90_000 });
    await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high');
    await expectState(page, 'infusing');
    await expectTruth(room.cast.pump, { infusing: true });

    await walk.look('order-revoked');
    await page.getByTestId('elsewhere-decide').click();
    await expect(page.getByTestId('pause')).toBeVisible();
    await page.getByTestId('choose-continue').click();
    await walk.look('order-revoked-sheet');
    await page.getByTestId('decide-reason').fill('Fever is gone, seen by me');
    await chooseSecondPerson(page, 'decide-by', 'p-sample');
    await page.getByTestId('decide-continue').click();
    await expect(page.getByTestId('elsewhere-card')).toBeHidden();
    await expectTruth(room.cast.pump, { infusing: true });

    const log = await readLog(dataDir);
    expect(eventsOf(log, 'order.pinned')).toMatchObject([
      { body: { orderId, from: { serverId: order.id } } },
    ]);
    const [revoked] = eventsOf(log, 'order.revoked-elsewhere');
    expect(revoked?.body).toMatchObject({ orderId, reason: 'patient has a fever' });
    expect(eventsOf(log, 'order.decided')).toMatchObject([
      { body: { about: 'revoked', decision: 'continue', physician: { personId: 'p-sample' } } },
    ]);
    expect(eventsOf(log, 'command.requested').filter(({ seq }) => seq > (revoked?.seq ?? 0))).toEqual([]);
    expect(walk.found).toEqual([]);
  } finally {
    await server.close();
  }
});
