import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type PulledLink, pullFromTheStart, pullOnce } from '../../../electron/sync/pull';
import type { Order } from '../../../shared/dosing/order';
import type { FhirContext } from '../../../shared/fhir/context';
import { orderItems } from '../../../shared/fhir/order';
import { patientItem } from '../../../shared/fhir/patient';
import type { Patient } from '../../../shared/record/patient';
import type { Arrived, HandedOver } from '../../../shared/sync/arrived';
import type { Transport } from '../../../shared/sync/transport';
import { epochMs } from '../../../shared/time/clock';
import { toPath } from '../../fhir-server/faults';
import { fhirServer } from '../../fhir-server/server';
import { orderOf, patient, physician, startAt } from '../../shared/values';

let nowMs = startAt;
const server = await fhirServer({ socket: false, validation: 'off', nowMs: () => nowMs });
afterAll(() => server.close());
beforeEach(async () => {
  server.clear();
  nowMs = startAt;
  await server.records.save({ resourceType: 'Practitioner', id: physician.personId });
});

const context: FhirContext = {
  ...{ systemBase: 'https://clinic.example/id', mrnSystem: 'https://clinic.example/mrn' },
  ...{ stationId: 'station-1', mayCreatePatients: false, clinicName: 'Example clinic', simulation: false },
};
const transport: Transport = async ({ method, path, headers, body }) => {
  try {
    const url = path.startsWith('http') ? path : `${server.url}/${path}`;
    const answer = await server.fetch(url, { method, headers, ...(body !== undefined && { body }) });
    return {
      ...{ kind: 'answer', status: answer.status, body: await answer.text() },
      headers: Object.fromEntries(answer.headers),
    };
  } catch {
    return { kind: 'none', sent: true, detail: 'The connection was lost.' };
  }
};

/** As another console wrote it, for the server's own ids. */
const stored = (resource: unknown, more: object = {}): Promise<Resource & { id: string }> =>
  server.records.save({
    ...JSON.parse(
      JSON.stringify(resource)
        .replace(/local:patient\/[^"]+/g, 'Patient/p1')
        .replace(/local:user\//g, 'Practitioner/'),
    ),
    ...more,
  } as Resource);
const savePatient = (one: Patient = patient, id = 'p1') =>
  stored(patientItem(context, one, 1).resource, { id });
const signed: Order = orderOf({ signedBy: physician, signedAt: epochMs(startAt) });
const saveOrder = (order: Order = signed, more: object = {}) =>
  stored(orderItems(context, order, 1)[0]?.resource, { id: `there-${order.orderId}`, ...more });

/** A main process that keeps all but what it is told not to. */
function desk(
  answer: (one: Arrived) => HandedOver = ({ from }) => ({ kind: 'kept', localId: `ours-${from.serverId}` }),
) {
  const came: Arrived[] = [];
  const links: PulledLink[] = [];
  let cursor = pullFromTheStart;
  const most: number[] = [];
  return {
    came,
    links,
    most,
    /** Names what was handed over since the last time. */
    async pull() {
      came.length = 0;
      const pulled = await pullOnce({
        ...{ transport, context, cursor, baseUrl: server.url },
        handOver: async (arrived) => {
          most.push(arrived.length);
          came.push(...arrived);
          return arrived.map(answer);
        },
        linked: (link) => links.push(link),
      });
      cursor = pulled.cursor;
      return { ...pulled, came: came.map(({ from }) => `${from.serverId}/${from.versionId}`) };
    },
  };
}

describe('asking the clinic’s server what is new', () => {
  it('brings patients, then orders whole, once, and what each of ours is there', async () => {
    await savePatient();
    await saveOrder();
    const { pull, came, links } = desk();
    expect(await pull()).toMatchObject({ kind: 'done', arrived: 2 });
    expect(came).toMatchObject([
      { kind: 'patient', patient: { mrn: patient.mrn, birthDate: patient.birthDate }, replacedBy: null },
      {
        ...{
          kind: 'order',
          status: 'active',
          patientServerId: 'p1',
          drug: expect.stringMatching(/Ketamine/),
        },
        order: signed,
        text: expect.stringMatching(/0.35 mg\/kg\/h/),
      },
    ]);
    expect(links).toMatchObject([
      { kind: 'patient', type: 'Patient', id: 'p1' },
      { kind: 'order', key: 'ours-there-order-1', type: 'MedicationRequest', id: 'there-order-1' },
    ]);
    expect((await pull()).came).toEqual([]);
    nowMs += 60_000;
    await saveOrder(signed, { status: 'cancelled', statusReason: { text: 'patient is ill' } });
    const next = await pull();
    expect(next.came).toHaveLength(1);
    expect(came).toMatchObject([{ status: 'cancelled', statusReason: 'patient is ill' }]);
    nowMs += 3_600_000;
    expect((await pull()).came).toEqual([]);
    expect((await pull()).came).toEqual([]);
  });

  it('does not lose what comes after something of a time that had not come', async () => {
    await savePatient();
    nowMs = startAt + 86_400_000;
    await saveOrder();
    // Set right again.
    nowMs = startAt + 60_000;
    const { pull } = desk();
    expect((await pull()).came).toHaveLength(2);
    nowMs += 600_000;
    await saveOrder({ ...signed, orderId: 'order-2' });
    expect((await pull()).came).toContain('there-order-2/1');
    nowMs += 600_000;
    await savePatient({ ...patient, mrn: '77', patientId: 'patient-2' }, 'p2');
    expect((await pull()).came).toEqual(['p2/1']);
  });

  it('sees what was written by a clock that is two minutes behind', async () => {
    const { pull } = desk();
    nowMs += 600_000;
    await pull();
    nowMs -= 110_000;
    await savePatient();
    nowMs += 130_000;
    expect((await pull()).came).toEqual([expect.stringMatching(/^p1\//)]);
    expect((await pull()).came).toEqual([]);
  });

  it('turns every page, and gives few at once to the process that writes', async () => {
    for (let number = 0; number < 120; number += 1) {
      nowMs += 1_000;
      await savePatient({ ...patient, patientId: `pt-${number}`, mrn: `M${number}` }, `p-${number}`);
    }
    const { pull, most } = desk();
    expect((await pull()).came).toHaveLength(120);
    expect(Math.max(...most)).toBeLessThanOrEqual(5);
    expect(server.traffic.log.filter(({ path }) => path.includes('_getpages'))).toHaveLength(2);
  });

  it.each([
    ['entries that are no list', { entry: null }],
    ['an entry without anything', { entry: [null] }],
    ['a next page that is no address', { entry: [], link: [{ relation: 'next', url: 5 }] }],
    ['links that are no list', { link: 'none' }],
  ])('says of %s that it is no list, and does not break', async (_, odd) => {
    const body = JSON.stringify({ resourceType: 'Bundle', ...odd });
    const pulled = await pullOnce({
      transport: async () => ({ kind: 'answer', status: 200, headers: {}, body }),
      ...{ context, cursor: pullFromTheStart, baseUrl: server.url, linked: () => {} },
      handOver: async () => [],
    });
    expect(pulled).toMatchObject({ kind: 'failed', words: 'The server answered a search with no list.' });
  });

  it('passes over an entry that is no resource', async () => {
    const entry = [
      { resource: null },
      { resource: 'x', search: 3 },
      { resource: { resourceType: 'Patient' } },
    ];
    const body = JSON.stringify({ resourceType: 'Bundle', entry });
    const pulled = await pullOnce({
      transport: async () => ({ kind: 'answer', status: 200, headers: {}, body }),
      ...{ context, cursor: pullFromTheStart, baseUrl: server.url, linked: () => {} },
      handOver: async () => [],
    });
    expect(pulled).toMatchObject({ kind: 'done', arrived: 0 });
  });

  it('goes on from where the line was cut between two pages', async () => {
    for (let number = 0; number < 120; number += 1) {
      nowMs += 10_000;
      await savePatient({ ...patient, patientId: `pt-${number}`, mrn: `M${number}` }, `p-${number}`);
    }
    const { pull } = desk();
    server.faults.add({
      match: ({ path }) => path.includes('_getpages'),
      fault: { kind: 'cut', when: 'before' },
    });
    const cut = await pull();
    expect(cut).toMatchObject({ kind: 'failed', words: 'The connection was lost.', arrived: 50 });
    const rest = await pull();
    expect(rest).toMatchObject({ kind: 'done' });
    expect(rest.came).toHaveLength(70);
  });

  it('brings again what the console did not keep', async () => {
    await savePatient();
    let full = true;
    const { pull } = desk(() =>
      full ? { kind: 'refused', words: 'The disk is full.' } : { kind: 'kept', localId: 'pt' },
    );
    expect(await pull()).toMatchObject({ kind: 'failed', words: 'The disk is full.', arrived: 0 });
    expect(await pull()).toMatchObject({ kind: 'failed' });
    full = false;
    const { kind, came } = await pull();
    expect({ kind, came }).toEqual({ kind: 'done', came: [expect.stringMatching(/^p1\//)] });
  });

  it('fetches whom an order is for; where nobody is there, the order is nobody’s', async () => {
    await savePatient();
    nowMs += 3_600_000;
    const known = new Set<string>();
    const answer = (one: Arrived): HandedOver => {
      if (one.kind === 'patient') known.add(one.from.serverId);
      return one.kind === 'order' && one.patientServerId !== null && !known.has(one.patientServerId)
        ? { kind: 'needs-patient', patientServerId: one.patientServerId }
        : { kind: 'kept', localId: 'x' };
    };
    const { pull, came } = desk(answer);
    await pull();
    known.clear();
    await saveOrder();
    await pull();
    expect(came.map(({ kind }) => kind)).toEqual(['order', 'patient', 'order']);
    await savePatient({ ...patient, mrn: 'M2' }, 'p2');
    await pull();
    known.clear();
    await saveOrder({ ...signed, orderId: 'order-2' }, { subject: { reference: 'Patient/p2' } });
    server.faults.add({ match: toPath('/Patient/p2', 'GET'), fault: { kind: 'answer', status: 410 } });
    await pull();
    expect(came.map((one) => one.kind === 'order' && one.patientServerId)).toEqual(['p2', 'p2', null]);
  });

  it.each([
    ['a cut', { kind: 'cut', when: 'after' }, 'The connection was lost.', null],
    [
      'half an answer',
      { kind: 'truncate', keepBytes: 40, torn: false },
      'What the server answered is not whole.',
      null,
    ],
    [
      'too many of us',
      { kind: 'answer', status: 429, retryAfterSeconds: 7 },
      'The server answered 429 when it was asked what is new.',
      7_000,
    ],
    [
      'no right to it',
      { kind: 'answer', status: 403 },
      'The server answered 403 when it was asked what is new.',
      null,
    ],
  ] as const)('moves nothing upon %s', async (_, fault, words, retryAfterMs) => {
    await savePatient();
    const { pull } = desk();
    server.faults.add({ match: toPath('/Patient', 'GET'), fault });
    expect(await pull()).toEqual({
      ...{ kind: 'failed', arrived: 0, came: [], words, retryAfterMs },
      ...{ cursor: pullFromTheStart, ...('status' in fault ? { status: fault.status } : { status: null }) },
    });
    expect((await pull()).came).toHaveLength(1);
  });

  it('takes an order of another system for what it says, a damaged one for none, and a proposal for nothing', async () => {
    await savePatient();
    const subject = { reference: 'Patient/p1' };
    const medicationCodeableConcept = { coding: [{ display: 'Ketamine 50 mg/mL' }] };
    const dosageInstruction = [{ text: '0.5 mg/kg IV over 40 min' }];
    const base = {
      resourceType: 'MedicationRequest',
      status: 'active',
      subject,
      medicationCodeableConcept,
      dosageInstruction,
    };
    await stored({ ...base, intent: 'order' }, { id: 'foreign' });
    await stored({ ...base, intent: 'proposal' }, { id: 'proposal' });
    const [whole] = orderItems(context, signed, 1);
    await stored(
      JSON.parse(JSON.stringify(whole?.resource).replace('\\"totalMg\\":100', '\\"totalMg\\":10')),
      {
        id: 'damaged',
        extension: [
          { url: 'https://clinic.example/id/extension/order', valueString: '{"orderId":"order-1","tota' },
        ],
      },
    );
    const { pull, came } = desk();
    await pull();
    const orders = came.filter(({ kind }) => kind === 'order');
    expect(orders).toMatchObject([
      {
        from: { serverId: 'foreign' },
        order: null,
        drug: 'Ketamine 50 mg/mL',
        text: '0.5 mg/kg IV over 40 min',
      },
      { from: { serverId: 'damaged' }, order: { notWhole: 1 } },
    ]);
  });
});
