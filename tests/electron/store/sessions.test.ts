import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import {
  alder,
  commandRequested,
  instant,
  MORNING,
  note,
  nurse,
  opened,
  order,
  sessionClosed,
  sessionOpened,
  snapshot,
  temporaryFolder,
} from './samples';

const confirmed = (commandId: string): EventDraft => ({
  type: 'command.confirmed',
  body: { commandId, evidenceSeq: 1 },
});

describe('the summary of a session', () => {
  it('follows it from opening to closing', () => {
    const store = opened({ folder: temporaryFolder() });
    const step = (afterMs: number, ...drafts: EventDraft[]) => {
      store.append('s-1', 'run-1', instant(afterMs), drafts);
      return store.session('s-1');
    };
    expect(step(0, sessionOpened())).toEqual({
      openedSeq: expect.any(Number),
      sessionId: 's-1',
      patientId: alder.patientId,
      patientName: alder.name,
      mrn: alder.mrn,
      drug: 'ketamine',
      room: '2',
      openedAt: MORNING,
      startedAt: null,
      closedAt: null,
      phase: 'preparing',
      givenMgLow: 0,
      givenMgHigh: 0,
      events: 1,
      alarms: 0,
      simulation: false,
      reviewed: false,
      marks: ['open'],
    });
    expect(step(1_000, commandRequested('c-1', 'start'))?.phase).toBe('preparing');
    expect(step(2_000, confirmed('c-1'))).toMatchObject({ phase: 'infusing', startedAt: MORNING + 2_000 });
    step(3_000, { type: 'pump.reading', body: snapshot });
    step(4_000, commandRequested('c-2', 'pause'));
    expect(step(5_000, confirmed('c-2'))?.phase).toBe('paused');
    step(6_000, commandRequested('c-3', 'resume'));
    expect(
      step(7_000, { type: 'command.uncertain', body: { commandId: 'c-3', reason: 'no answer' } })?.phase,
    ).toBe('paused');
    const source = { kind: 'device', evidenceSeq: 9 } as const;
    const resolved = step(8_000, {
      type: 'command.resolved',
      body: { commandId: 'c-3', took: true, source },
    });
    expect(resolved).toMatchObject({ phase: 'infusing', startedAt: MORNING + 2_000 });
    expect(store.openSessionId()).toBe('s-1');
    expect(step(9_000, { type: 'infusion.ended', body: { by: nurse, why: 'ended' } })?.phase).toBe(
      'recovery',
    );
    expect(step(10_000, sessionClosed('completed', 44, 44.5))).toMatchObject({
      phase: 'closed',
      closedAt: MORNING + 10_000,
      givenMgLow: 88,
      givenMgHigh: 89,
      events: 10,
    });
    expect(store.openSessionId()).toBeNull();
  });

  it('is there for no session that was never opened', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [note('without a beginning')]);
    expect(store.session('s-1')).toBeNull();
    expect(store.openSessionId()).toBeNull();
    expect([...store.events('s-1')]).toHaveLength(1);
  });
});

describe('looking for sessions', () => {
  const day = (year: number, month: number, date: number) => ({
    at: epochMs(new Date(year, month - 1, date, 10).getTime()),
    mono: monoMs(1),
  });

  it('finds by the beginning of name, record number, date and drug, and by all of several words', () => {
    const store = opened({ folder: temporaryFolder() });
    const add = (sessionId: string, name: string, mrn: string, drug: string, when: ReturnType<typeof day>) =>
      store.append(sessionId, 'run-1', when, [
        sessionOpened({ patient: { ...alder, name, mrn }, order: { ...order, drug } }),
      ]);
    add('s-1', 'TEST, Alder', 'TEST-0417', 'ketamine', day(2030, 1, 7));
    add('s-2', 'TEST, Björk', 'TEST-0532', 'ketamine', day(2030, 1, 8));
    add('s-3', 'TEST, Alder', 'TEST-0417', 'lidocaine', day(2030, 3, 9));
    const found = (search: string) => store.sessions(search).map(({ sessionId }) => sessionId);
    expect(found('')).toEqual(['s-3', 's-2', 's-1']);
    expect(found('  ')).toEqual(['s-3', 's-2', 's-1']);
    expect(found('ald')).toEqual(['s-3', 's-1']);
    expect(found('TEST, Alder')).toEqual(['s-3', 's-1']);
    expect(found('bjor')).toEqual(['s-2']);
    expect(found('0417')).toEqual(['s-3', 's-1']);
    expect(found('417')).toEqual(['s-3', 's-1']);
    expect(found('TEST-0532')).toEqual(['s-2']);
    expect(found('ketamine')).toEqual(['s-2', 's-1']);
    expect(found('alder lido')).toEqual(['s-3']);
    expect(found('2030-01')).toEqual(['s-2', 's-1']);
    expect(found('2030-01-08')).toEqual(['s-2']);
    expect(found('8.1.2030')).toEqual(['s-2']);
    expect(found('08.01.2030')).toEqual(['s-2']);
    expect(found('9 Mar 2030')).toEqual(['s-3']);
    expect(found('march')).toEqual(['s-3']);
    for (const nothing of ['zzz', 'alder zzz', '"', 'OR', 'a" OR "b', '*', 'NEAR(', '-'])
      expect(found(nothing)).toEqual([]);
    expect(store.sessions('test', 2)).toHaveLength(2);
  });
});
