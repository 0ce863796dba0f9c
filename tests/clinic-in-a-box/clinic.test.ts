import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLimitProfiles } from '../../electron/store/limit-profiles';
import { root } from '../../scripts/paths.mjs';
import { readOrder } from '../../shared/fhir/read-order';
import { againstArrived } from '../../shared/sync/order-standing';
import { epochMs } from '../../shared/time/clock';
import { type FhirServer, fhirServer } from '../fhir-server/server';
import { obey } from './commands';
import { relayTo } from './relay';
import { clinicContext, type Office, openOffice } from './seed';

const NOON = epochMs(new Date(2026, 10, 29, 12, 0).getTime());

let server: FhirServer;
let office: Office;
beforeAll(async () => {
  server = await fhirServer();
  office = await openOffice(server.records, {
    ...{ demoFolder: path.join(root, 'resources/demo'), rooms: ['Room 1', 'Room 2'], now: () => NOON },
  });
  for (let made = 0; made < 5; made += 1) await office.order();
});
afterAll(() => server.close());

test('every order of the office passes the server’s validator, comes back as it was signed, and may be begun', () => {
  const limits = loadLimitProfiles(path.join(root, 'resources/limits'));
  if (limits.kind === 'refused') throw new Error(limits.words);
  const back = server.records.all('MedicationRequest').map((one) => readOrder(clinicContext, { ...one }));
  expect(back).toEqual(office.orders().map((order) => ({ kind: 'ours', order, status: 'active' })));
  expect(new Set(office.orders().map(({ orderId }) => orderId)).size).toBe(5);
  for (const order of office.orders()) {
    const patient = office.patients.find(({ patientId }) => patientId === order.patientId);
    if (patient === undefined) throw new Error('an order of nobody');
    const faults = againstArrived(order, {
      ...{ status: 'active', patient, lastWeight: null, weightDifferencePercent: 10 },
      limits: limits.profiles.find(({ profileId }) => profileId === order.limitProfileId) ?? null,
    });
    expect(faults).toEqual([]);
  }
});

test('a relay carries requests and names itself in links, is cut in the middle of one, and mends', async () => {
  const relay = await relayTo(Number(new URL(server.url).port));
  const origin = `http://127.0.0.1:${relay.port}`;
  const ask = (query: string) => fetch(`${origin}/fhir/${query}`, { headers: { connection: 'close' } });
  const page = (await (await ask('Patient?_count=2')).json()) as {
    link: { relation: string; url: string }[];
  };
  const next = page.link.find(({ relation }) => relation === 'next')?.url ?? '';
  expect(new URL(next).origin).toBe(origin);
  expect((await fetch(next, { headers: { connection: 'close' } })).status).toBe(200);

  const held = net.connect(relay.port, '127.0.0.1');
  await once(held, 'connect');
  held.on('error', () => {});
  const lost = once(held, 'close');
  relay.cut();
  await lost;
  await expect(ask('Patient')).rejects.toThrow('fetch failed');
  relay.mend();
  expect((await ask('Patient')).status).toBe(200);
  await relay.close();
});

test('what is typed cuts and mends one cable, takes an order back, and is refused where it makes no sense', async () => {
  const cables = [{ cut: false }, { cut: false }];
  let quits = 0;
  const desk = {
    consoles: cables.map((cable, at) => ({
      room: `Room ${at + 1}`,
      relay: {
        isCut: () => cable.cut,
        cut: () => {
          cable.cut = true;
        },
        mend: () => {
          cable.cut = false;
        },
      },
    })),
    ...{ office, records: server.records },
    quit: () => {
      quits += 1;
    },
  };
  await obey(desk, 'cut 2');
  expect(cables).toEqual([{ cut: false }, { cut: true }]);
  expect(await obey(desk, 'status')).toContain('console 2 (Room 2): cable PULLED');
  await obey(desk, ' mend  2 ');
  expect(cables).toEqual([{ cut: false }, { cut: false }]);
  await expect(obey(desk, 'cut 3')).rejects.toThrow('from 1 to 2');
  await obey(desk, 'revoke 1');
  expect(await obey(desk, 'status')).toContain('order 1: TEST, Hazel, Room 1, cancelled on the server');
  await obey(desk, 'order');
  expect(office.orders()).toHaveLength(6);
  expect((await obey(desk, 'help'))[0]).toContain('"help" is none of these');
  expect(quits).toBe(0);
  await obey(desk, 'quit');
  expect(quits).toBe(1);
});
