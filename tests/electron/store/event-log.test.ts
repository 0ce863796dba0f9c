import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { EventNotValid, RecordNotKept } from '../../../electron/store/not-kept';
import type { EventDraft, EventType, LoggedEvent } from '../../../shared/session/events';
import { eventBodies, WORKSTATION } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { arbitraryOf } from './arbitrary';
import { instant, note, opened, sessionClosed, sessionOpened, snapshot, temporaryFolder } from './samples';

const types = Object.keys(eventBodies) as EventType[];

describe('the log', () => {
  it.each(types)('gives back any %s exactly as it was written', (type) => {
    const store = opened({ folder: temporaryFolder() });
    fc.assert(
      fc.property(arbitraryOf(eventBodies[type] as z.ZodType), (body) => {
        const before = store.lastSeq();
        const sessionId = `session-${before}`;
        const draft = { type, body } as EventDraft;
        const [written] = store.append(sessionId, 'run-1', instant(), [draft]);
        const [read] = store.events(sessionId, { afterSeq: before });
        expect(read).toEqual(written);
        expect(read).toMatchObject({ seq: before + 1, sessionId, runId: 'run-1', ...draft });
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  const others = (events: Iterable<LoggedEvent>) => [...events].map(({ seq }) => seq);

  it('numbers entries through over all sessions and reads each session by itself', () => {
    const store = opened({ folder: temporaryFolder() });
    const reading: EventDraft = { type: 'pump.reading', body: snapshot };
    store.append(WORKSTATION, 'run-1', instant(), [note('before')]);
    store.append('s-1', 'run-1', instant(), [sessionOpened(), reading, note('one')]);
    store.append(WORKSTATION, 'run-1', instant(), [reading, note('between')]);
    store.append('s-1', 'run-1', instant(), [reading, sessionClosed()]);
    store.append('s-1', 'run-1', instant(), [reading]);
    expect(others(store.events('s-1'))).toEqual([2, 3, 4, 7, 8, 9]);
    expect(others(store.events('s-1', { afterSeq: 4 }))).toEqual([7, 8, 9]);
    expect(others(store.events('s-1', { without: 'readings' }))).toEqual([2, 4, 8]);
    expect(others(store.events('s-1', { types: ['pump.reading'] }))).toEqual([3, 7, 9]);
    expect(others(store.events('s-1', { types: ['note.recorded', 'session.closed'] }))).toEqual([4, 8]);
    expect(others(store.events(WORKSTATION))).toEqual([1, 5, 6]);
    expect(others(store.events('not there'))).toEqual([]);
    expect(store.lastSeq()).toBe(9);
  });

  it('reads page by page, so that a write may come in between', () => {
    const store = opened({ folder: temporaryFolder() });
    const notes = Array.from({ length: 2_500 }, (_, at) => note(`note ${at}`));
    store.append('s-1', 'run-1', instant(), notes);
    const read: number[] = [];
    for (const event of store.events('s-1')) {
      if (read.length === 10) store.append('s-1', 'run-1', instant(), [note('meanwhile')]);
      read.push(event.seq);
    }
    expect(read).toEqual(Array.from({ length: 2_501 }, (_, at) => at + 1));
  });

  it('writes all drafts of one step or none', () => {
    const store = opened({ folder: temporaryFolder() });
    const empty = { type: 'note.recorded', body: { by: null, text: '' } } as unknown as EventDraft;
    expect(() => store.append('s-1', 'run-1', instant(), [sessionOpened(), note('a'), empty])).toThrow(
      EventNotValid,
    );
    expect(store.lastSeq()).toBe(0);
    expect(store.session('s-1')).toBeNull();
    const [first] = store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    expect(first?.seq).toBe(1);
    expect([...store.events('s-1')]).toHaveLength(1);
  });

  it('opens a session once', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    expect(() => store.append('s-1', 'run-1', instant(), [sessionOpened()])).toThrow(EventNotValid);
  });

  it('says that nothing was written when it is closed', () => {
    const store = opened({ folder: temporaryFolder() });
    store.close();
    expect(() => store.append('s-1', 'run-1', instant(), [note('late')])).toThrow(RecordNotKept);
    try {
      store.append('s-1', 'run-1', instant(), [note('late')]);
    } catch (error) {
      expect(error).toMatchObject({ reason: 'closed' });
    }
  });

  it('keeps whole milliseconds and says so in what it returns', () => {
    const store = opened({ folder: temporaryFolder() });
    const fraction = { at: epochMs(1_700_000_000_000.4), mono: monoMs(12.25) };
    const [written] = store.append('s-1', 'run-1', fraction, [note('a')]);
    expect(written).toMatchObject({ at: 1_700_000_000_000, mono: 12.25 });
    expect([...store.events('s-1')]).toEqual([written]);
  });
});
