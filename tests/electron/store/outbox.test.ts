import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../../shared/session/events';
import { alder, instant, nurse, opened, order, sessionOpened, snapshot, temporaryFolder } from './samples';

const reading: EventDraft = { type: 'pump.reading', body: snapshot };
const note = (text: string): EventDraft => ({ type: 'note.recorded', body: { by: nurse, text } });

describe('the outbox', () => {
  it('notes each entry that is no reading, with its number and time', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    store.append('s-1', 'run-1', instant(1_000), [reading, note('a')]);
    store.append('workstation', 'run-1', instant(2_000), [note('b')]);
    expect(store.outboxAfter(0, 10)).toEqual([
      { outboxNo: 1, cause: 'session', sessionId: 's-1', uptoSeq: 1, at: instant().at },
      { outboxNo: 2, cause: 'session', sessionId: 's-1', uptoSeq: 3, at: instant(1_000).at },
      { outboxNo: 3, cause: 'session', sessionId: 'workstation', uptoSeq: 4, at: instant(2_000).at },
    ]);
    expect(store.outboxAfter(2, 10)).toHaveLength(1);
    expect(store.outboxAfter(0, 2)).toHaveLength(2);
    expect(store.lastOutbox()).toBe(3);
    expect(store.outboxRow(2)).toMatchObject({ uptoSeq: 3 });
    expect(store.outboxRow(4)).toBeNull();
  });

  it('notes readings that nothing else follows once a minute, also when the clock was put back', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    for (let second = 1; second <= 200; second += 1) {
      const { at, mono } = instant(second * 1_000);
      const wall = second < 100 ? at : instant(second * 1_000 - 600_000).at;
      store.append('s-1', 'run-1', { at: wall, mono }, [reading]);
    }
    expect(store.outboxAfter(1, 10).map((row) => row.cause === 'session' && row.uptoSeq)).toEqual([
      61, 121, 181,
    ]);
  });

  it('holds nothing of what was not kept', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    expect(() => store.append('s-1', 'run-1', instant(), [note('a'), sessionOpened()])).toThrow();
    expect(store.lastOutbox()).toBe(1);
    store.append('s-1', 'run-1', instant(), [reading]);
    expect(store.outboxAfter(1, 10)).toMatchObject([{ outboxNo: 2, uptoSeq: 2 }]);
  });

  it('notes versions of people, patients and orders, but not what came from the server', () => {
    const store = opened({ folder: temporaryFolder() });
    const { at } = instant();
    store.addPerson({ personId: 'p-1', name: 'R. Example', role: 'nurse', pin: '4711' }, at);
    store.addPatient(alder, at);
    store.addOrder(order, at);
    store.setActive('p-1', false, at);
    expect(store.outboxAfter(0, 10).map(({ cause }) => cause)).toEqual([
      'person',
      'patient',
      'order',
      'person',
    ]);
    expect(store.personVersion(2)).toEqual({
      personId: 'p-1',
      name: 'R. Example',
      role: 'nurse',
      active: false,
    });
    expect(store.patientVersion(1)).toEqual(alder);
    expect(store.orderVersion(1)).toEqual(order);
    expect(store.orderVersion(2)).toBeNull();
    store.changePatient({ ...alder, name: 'TEST, Alder B.' }, at, 'server');
    store.addOrder({ ...order, room: '3' }, at, 'server');
    expect(store.lastOutbox()).toBe(4);
    expect(store.patientVersion(2)?.name).toBe('TEST, Alder B.');
  });
});
