import { describe, expect, it } from 'vitest';
import { ClinicRefusal } from '../../../electron/store/people';
import { epochMs } from '../../../shared/time/clock';
import {
  alder,
  commandRequested,
  instant,
  MORNING,
  opened,
  order,
  sessionClosed,
  sessionOpened,
  temporaryFolder,
} from './samples';

const now = instant().at;
const HOUR = 3_600_000;

describe('people', () => {
  it('sign in with their own PIN and no other, also after a restart', () => {
    const folder = temporaryFolder();
    const first = opened({ folder });
    const nurse = first.addPerson({ name: ' R. Example ', role: 'nurse', pin: '4711' }, now);
    const doctor = first.addPerson({ name: 'S. Sample', role: 'physician', pin: '4711' }, now);
    expect(nurse).toEqual({ personId: nurse.personId, name: 'R. Example', role: 'nurse', active: true });
    first.close();
    const store = opened({ folder });
    expect(store.people()).toEqual([nurse, doctor]);
    expect(store.verifyPin(nurse.personId, '4711')).toBe(true);
    for (const pin of ['', '4712', '47110', '711', '４７１２'])
      expect(store.verifyPin(nurse.personId, pin)).toBe(false);
    expect(store.verifyPin('nobody', '4711')).toBe(false);
  });

  it('change their PIN, leave, and come back; what they were stays in the record', () => {
    const store = opened({ folder: temporaryFolder() });
    const { personId } = store.addPerson({ name: 'R. Example', role: 'nurse', pin: '4711' }, now);
    store.setPin(personId, '8150', now);
    expect(store.verifyPin(personId, '4711')).toBe(false);
    expect(store.verifyPin(personId, '8150')).toBe(true);
    store.setActive(personId, false, now);
    expect(store.people()).toMatchObject([{ personId, active: false }]);
    expect(store.verifyPin(personId, '8150')).toBe(false);
    store.setActive(personId, true, now);
    expect(store.verifyPin(personId, '8150')).toBe(true);
  });

  it('are told apart by name, and need a PIN of four digits', () => {
    const store = opened({ folder: temporaryFolder() });
    store.addPerson({ name: 'R. Example', role: 'nurse', pin: '4711' }, now);
    expect(() => store.addPerson({ name: 'r. example', role: 'physician', pin: '8150' }, now)).toThrow(
      ClinicRefusal,
    );
    expect(() => store.addPerson({ name: 'B. Other', role: 'nurse', pin: '123' }, now)).toThrow(/at least 4/);
    expect(() => store.setPin('nobody', '4711', now)).toThrow(ClinicRefusal);
    expect(store.people()).toHaveLength(1);
  });
});

describe('patients', () => {
  it('are listed by name; a correction is the version that counts', () => {
    const store = opened({ folder: temporaryFolder() });
    const { patientId: _, ...unnamed } = { ...alder, name: 'TEST, Birch', mrn: 'TEST-0532' };
    const birch = store.addPatient(unnamed, now);
    store.addPatient(alder, now);
    expect(store.patients()).toEqual([alder, birch]);
    const known = store.changePatient({ ...alder, allergies: [] }, now);
    expect(store.patients()).toEqual([known, birch]);
    expect(store.patient(alder.patientId)).toEqual(known);
    expect(store.patient('nobody')).toBeNull();
  });

  it('have a record number of their own; one that was corrected away is free again', () => {
    const store = opened({ folder: temporaryFolder() });
    store.addPatient(alder, now);
    const other = { ...alder, patientId: 'pt-2', name: 'TEST, Birch' };
    expect(() => store.addPatient(other, now)).toThrow(/belongs to TEST, Alder/);
    store.changePatient({ ...alder, mrn: 'TEST-9999' }, now);
    store.addPatient(other, now);
    expect(store.patients()).toHaveLength(2);
  });
});

describe('orders', () => {
  it('are planned for their day, in order of time, and follow their sessions', () => {
    const store = opened({ folder: temporaryFolder() });
    store.addPatient(alder, now);
    const at = (orderId: string, afterMs: number) =>
      store.addOrder({ ...order, orderId, plannedFor: epochMs(MORNING + afterMs) }, now);
    at('late', 5 * HOUR);
    at('early', -HOUR);
    at('yesterday', -24 * HOUR);
    at('tomorrow', 24 * HOUR);
    const plan = () =>
      store.plannedSessions(now).map((each) => [each.order.orderId, each.state, each.sessionId]);
    expect(plan()).toEqual([
      ['early', 'planned', null],
      ['late', 'planned', null],
    ]);

    const early = store.order('early') ?? order;
    store.append('s-1', 'run-1', instant(), [sessionOpened({ order: early })]);
    expect(plan()[0]).toEqual(['early', 'open', 's-1']);
    store.append('s-1', 'run-1', instant(), [sessionClosed('abandoned', 0)]);
    expect(plan()[0]).toEqual(['early', 'planned', null]);
    store.append('s-2', 'run-1', instant(), [
      sessionOpened({ order: early }),
      commandRequested('c-1', 'start'),
      { type: 'command.confirmed', body: { commandId: 'c-1', evidenceSeq: 1 } },
      sessionClosed('abandoned', 3),
    ]);
    expect(plan()[0]).toEqual(['early', 'done', 's-2']);
  });

  it('may be written again until a session of them was opened', () => {
    const store = opened({ folder: temporaryFolder() });
    store.addPatient(alder, now);
    store.addOrder({ ...order, signedBy: null, signedAt: null }, now);
    const later = { ...order, plannedFor: epochMs(MORNING + 48 * HOUR) };
    store.addOrder(later, now);
    expect(store.order(order.orderId)).toEqual(later);
    expect(store.orders()).toEqual([later]);
    expect(store.plannedSessions(now)).toEqual([]);
    store.append('s-1', 'run-1', instant(), [sessionOpened({ order: later })]);
    expect(() => store.addOrder(order, now)).toThrow(ClinicRefusal);
    expect(store.order(order.orderId)).toEqual(later);
  });

  it('are for a patient who is in the list', () => {
    const store = opened({ folder: temporaryFolder() });
    expect(() => store.addOrder(order, now)).toThrow(ClinicRefusal);
    expect(store.order(order.orderId)).toBeNull();
  });
});
