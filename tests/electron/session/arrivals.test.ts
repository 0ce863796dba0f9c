import { describe, expect, it } from 'vitest';
import { arrivalsInto } from '../../../electron/session/arrivals';
import type { Order } from '../../../shared/dosing/order';
import { conversionsOf } from '../../../shared/dosing/order-entry';
import type { ArrivedOrder, ArrivedPatient } from '../../../shared/sync/arrived';
import { epochMs } from '../../../shared/time/clock';
import { mg, mgPerKgPerHour } from '../../../shared/units/units';
import { alder, MORNING, order, physician } from '../store/samples';
import { copiesIn, infusionRoom } from './room';

const server = 'https://clinic.example/fhir';
const at = (versionId: string) => epochMs(MORNING + Number(versionId) * 1_000);
const fromServer = (serverId: string, versionId: string) => ({
  ...{ server, serverId, versionId, lastUpdated: at(versionId) },
});
const { patientId: _, allergies: __, ...said } = alder;
const alderThere = (versionId = '1', over: Partial<typeof said> = {}): ArrivedPatient => ({
  kind: 'patient',
  from: fromServer('p1', versionId),
  patient: { ...said, ...over, allergies: null },
  fault: null,
  replacedBy: null,
});
const whole: Order = {
  ...order,
  orderId: 'o-far',
  patientId: 'their-patient',
  conversions: conversionsOf(order),
  signedBy: physician,
  signedAt: epochMs(MORNING),
};
const there = (carried: Order, versionId = '1', over: Partial<ArrivedOrder> = {}): ArrivedOrder => ({
  kind: 'order',
  from: fromServer(`there-${carried.orderId}`, versionId),
  status: 'active',
  statusReason: null,
  patientServerId: 'p1',
  order: carried,
  drug: 'ketamine',
  text: '0.2 mg/kg/h IV',
  requester: 'S. Sample',
  authoredAt: epochMs(MORNING),
  ...over,
});

/** A console whose process for the server hands over what came. */
function linked(room = infusionRoom()) {
  const { controller, store, life } = room.start();
  let ids = 0;
  const arrivals = arrivalsInto({
    store,
    controller,
    clock: life.clock,
    newId: () => `new-${ids++}`,
    drugs: () => ['ketamine'],
  });
  const plan = (orderId: string) =>
    store.plannedSessions(life.clock.now().at).find((entry) => entry.order.orderId === orderId);
  const types = () =>
    [...store.everything()].map(({ type }) => type).filter((type) => /^(order|patient)\./.test(type));
  return { room, controller, store, life, arrivals, plan, types, copies: copiesIn(store) };
}

describe('what the clinic’s server has, taken into the record', () => {
  it('keeps a patient and a signed order with where they came from, once, and says when it asked', () => {
    const { arrivals, store, plan, types, copies } = linked();
    const toSend = () =>
      store.outboxAfter(0, 99).filter(({ cause }) => cause === 'order' || cause === 'patient');
    const before = toSend();
    expect(arrivals.take([there(whole)])).toEqual([{ kind: 'needs-patient', patientServerId: 'p1' }]);
    const taken = arrivals.take([alderThere(), there(whole)]);
    expect(taken).toEqual([
      { kind: 'kept', localId: alder.patientId },
      { kind: 'kept', localId: 'o-far' },
    ]);
    expect(arrivals.take([alderThere(), there(whole)])).toEqual(taken);
    expect(types()).toEqual(['patient.arrived', 'order.arrived']);
    expect(plan('o-far')).toMatchObject({ state: 'planned', patient: alder });
    expect(copies.elsewhere('o-far', epochMs(MORNING))).toEqual({
      status: 'active',
      versionId: '1',
      came: true,
      offlineHours: 'not-known',
    });
    // The server has them: they are not sent back.
    expect(toSend()).toEqual(before);
    arrivals.asked(server);
    expect(copies.elsewhere('o-far', epochMs(MORNING + 6 * 3_600_000))?.offlineHours).toBe(6);
    expect(copies.elsewhere('o-far', epochMs(MORNING))?.offlineHours).toBeNull();
    expect(store.orderElsewhere('o-far')).toMatchObject({ serverId: 'there-o-far', server });
  });

  it('opens a session with the version that is named in its log, and goes on with it when another one comes', async () => {
    const room = infusionRoom();
    const { arrivals, controller, store } = linked(room);
    arrivals.take([alderThere(), there({ ...order, conversions: [] }, '1')]);
    const sessionId = await room.prepared();
    expect(room.logged(sessionId, 'order.pinned')).toMatchObject([{ body: { from: { versionId: '1' } } }]);
    const before = controller.state().session;
    const more = { ...order, totalMg: mg(99) };
    expect(arrivals.take([there(more, '2')])).toEqual([{ kind: 'kept', localId: order.orderId }]);
    const { session } = controller.state();
    expect(session?.order).toEqual(before?.order);
    expect(session?.elsewhere.question).toMatchObject({
      about: 'changed',
      differences: [
        {
          what: 'Planned total',
          was: expect.stringMatching(/88\.4 mg/),
          now: expect.stringMatching(/99 mg/),
        },
      ],
    });
    expect(controller.state().alarms).toMatchObject([{ condition: 'order-changed', priority: 'medium' }]);
    // Given up before the first drop, it is planned again, as it reads now.
    room.run.submit({ kind: 'close-session' });
    expect(store.order(order.orderId)?.totalMg).toBe(99);
  });

  it('takes back an order that is planned, and alarms for one that is being given', async () => {
    const room = infusionRoom();
    const { arrivals, controller, plan, types } = linked(room);
    arrivals.take([alderThere(), there(whole), there({ ...order, conversions: [] }, '1')]);
    arrivals.take([there(whole, '2', { status: 'cancelled', statusReason: 'patient is ill' })]);
    expect(plan('o-far')).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: null, reason: 'patient is ill' },
    });
    expect(room.run.submit({ kind: 'open-session', orderId: 'o-far' })).toMatchObject({ kind: 'refused' });

    await room.prepared();
    arrivals.take([there(order, '3', { status: 'entered-in-error' })]);
    expect(controller.state().alarms).toMatchObject([{ condition: 'order-revoked', priority: 'medium' }]);
    expect(types().at(-1)).toBe('order.revoked-elsewhere');
    expect(room.run.sent).toEqual([]);
  });

  it('takes back what another system wrote over, and a later version of a server whose clock was ahead', async () => {
    const { arrivals, controller, plan, copies, life, store } = linked();
    const ahead = there(whole, '1', {
      from: { ...fromServer('there-o-far', '1'), lastUpdated: epochMs(MORNING + 86_400_000) },
    });
    arrivals.take([alderThere(), ahead]);
    arrivals.take([there(whole, '2', { status: 'cancelled', order: null })]);
    expect(plan('o-far')).toMatchObject({ state: 'withdrawn', withdrawn: { by: null } });
    expect(controller.state().alarms).toEqual([]);
    // The clock of this workstation was a day ahead when the server was asked, and was set back.
    store.keepServerAsked(server, epochMs(life.clock.now().at + 86_400_000));
    expect(copies.elsewhere('o-far', life.clock.now().at)?.offlineHours).toBe('not-known');
    arrivals.asked(server);
    expect(copies.elsewhere('o-far', life.clock.now().at)?.offlineHours).toBeNull();
  });

  it('refuses to begin what a signature here would not stand under, and says why', () => {
    const { arrivals, copies, plan, room, life } = linked();
    const strong = { ...whole, concentrationMgPerMl: 50 as Order['concentrationMgPerMl'] };
    arrivals.take([alderThere(), there({ ...strong, conversions: conversionsOf(strong) })]);
    const entry = plan('o-far');
    if (entry === undefined) throw new Error('it was not kept');
    const against = copies.against(entry.order, entry.patient, life.clock.now().at);
    expect(against.join()).toMatch(/50 mg\/mL/);
    room.run.controller.signIn({ personId: 'p-nurse', name: 'R. Example', role: 'nurse' });
    expect(room.run.submit({ kind: 'open-session', orderId: 'o-far' })).toMatchObject({ kind: 'refused' });
  });

  it('leaves name and number of a patient as they are until the session is closed', async () => {
    const room = infusionRoom();
    const { arrivals, store } = linked(room);
    await room.prepared();
    arrivals.take([alderThere('1', { name: 'TEST, Alder-Married' })]);
    expect(store.patient(alder.patientId)?.name).toBe(alder.name);
    arrivals.settle();
    expect(store.patient(alder.patientId)?.name).toBe(alder.name);
    room.run.submit({ kind: 'close-session' });
    arrivals.settle();
    arrivals.settle();
    expect(store.patient(alder.patientId)).toEqual({ ...alder, name: 'TEST, Alder-Married' });
    expect(room.run.controller.state().session?.patient.name).toBe(alder.name);
  });

  it('lists what can not be given as it came, until it is over or a person takes it off', () => {
    const { arrivals, store, controller } = linked();
    const foreign = there(whole, '1', { order: null });
    const born = alderThere('1', { birthDate: '1980-01-01' });
    expect(arrivals.take([born, foreign])).toMatchObject([{ kind: 'kept' }, { kind: 'kept', localId: null }]);
    expect(store.refusedPatients()).toMatchObject([
      { words: expect.stringMatching(/born 1980-01-01, there/) },
    ]);
    expect(store.listedOrders()).toMatchObject([{ text: '0.2 mg/kg/h IV', patientId: null }]);
    controller.enter([
      {
        type: 'order.unlisted',
        body: { by: physician, server, serverId: 'there-o-far', reason: 'written here' },
      },
    ]);
    expect(store.listedOrders()).toEqual([]);
    // Put right there: the number is the same person's after all.
    arrivals.take([alderThere('2'), there(whole, '2', { order: null })]);
    expect(store.refusedPatients()).toEqual([]);
    expect(store.listedOrders()).toMatchObject([{ patientId: alder.patientId }]);
    arrivals.take([there(whole, '3', { order: null, status: 'completed' })]);
    expect(store.listedOrders()).toEqual([]);
  });

  it('keeps nothing while the record is not kept, and can be told again', async () => {
    const room = infusionRoom();
    const { arrivals, store } = linked(room);
    room.disk = 'full';
    expect(arrivals.take([alderThere()])).toMatchObject([{ kind: 'refused' }]);
    expect(store.patientOfServer(server, 'p1')).toBeNull();
    room.disk = null;
    await room.advance(5_000);
    expect(arrivals.take([alderThere()])).toMatchObject([{ kind: 'kept' }]);
    expect(store.patientOfServer(server, 'p1')).toBe(alder.patientId);
  });

  it('never takes a dose of one version and another of the next', () => {
    const { arrivals, store } = linked();
    arrivals.take([alderThere(), there(whole)]);
    const next = { ...whole, totalMg: mg(80), maxRateMgPerKgPerHour: mgPerKgPerHour(0.3) };
    arrivals.take([there(next, '2')]);
    expect(store.order('o-far')).toEqual({ ...next, patientId: alder.patientId });
    // Late on its way: an older version than what is known.
    expect(arrivals.take([there({ ...whole, totalMg: mg(1) }, '0')])).toMatchObject([{ kind: 'kept' }]);
    expect(store.order('o-far')?.totalMg).toBe(80);
  });
});
