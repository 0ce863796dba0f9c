import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../../shared/session/events';
import {
  alder,
  instant,
  note,
  nurse,
  opened,
  sessionClosed,
  sessionOpened,
  snapshot,
  temporaryFolder,
} from './samples';
import { tamper } from './tamper';

const comment = (text: string): EventDraft => ({ type: 'review.commented', body: { by: nurse, text } });
const reading: EventDraft = { type: 'pump.reading', body: snapshot };

/** A closed session, another one after it, and what was said of the first between the entries of the second. */
function twoSessions() {
  const folder = temporaryFolder();
  const store = opened({ folder });
  store.append('s-1', 'run-1', instant(), [sessionOpened(), reading, note('first'), sessionClosed()]);
  store.append('s-2', 'run-1', instant(1_000), [
    sessionOpened({ patient: { ...alder, mrn: 'M-2' } }),
    reading,
  ]);
  store.append('s-1', 'run-1', instant(2_000), [comment('one')]);
  store.append('s-2', 'run-1', instant(3_000), [reading, note('second')]);
  store.append('s-1', 'run-1', instant(4_000), [comment('two')]);
  return { folder, store };
}

describe('what is said of a closed session', () => {
  it('comes back with its stream, after its own entries, with and without the readings', () => {
    const { store } = twoSessions();
    const types = (query?: Parameters<typeof store.events>[1]) =>
      [...store.events('s-1', query)].map(({ type }) => type);
    const own = ['session.opened', 'note.recorded', 'session.closed'];
    const reviews = ['review.commented', 'review.commented'];
    expect(types({ without: 'readings' })).toEqual([...own, ...reviews]);
    expect(types()).toEqual(['session.opened', 'pump.reading', ...own.slice(1), ...reviews]);
    expect(types({ afterSeq: 7 })).toEqual(['review.commented']);
    expect(types({ types: ['pump.reading', 'review.commented'] })).toEqual(['pump.reading', ...reviews]);
    expect([...store.events('s-2')].map(({ type }) => type)).toEqual([
      ...['session.opened', 'pump.reading', 'pump.reading', 'note.recorded'],
    ]);
  });

  it('changes no number of its summary, and not the session that is open', () => {
    const { store } = twoSessions();
    expect(store.session('s-1')).toMatchObject({ phase: 'closed', events: 3 });
    expect(store.openSessionId()).toBe('s-2');
  });

  it('is in the record for good, sealed like every entry (SR-152)', () => {
    const { store, folder } = twoSessions();
    expect(store.verifyChain()).toMatchObject({ broken: null });
    store.close();
    const again = opened({ folder });
    expect([...again.events('s-1')].at(-1)).toMatchObject({
      type: 'review.commented',
      body: { text: 'two' },
    });
    expect(again.session('s-1')).toMatchObject({ events: 3 });
  });
});

describe('the seals of one session (SR-152)', () => {
  const walked = (folder: string, sessionId = 's-1') => {
    const store = opened({ folder });
    const work = store.checkSession(sessionId);
    let pieces = 1;
    let step = work.next();
    for (; step.done !== true; step = work.next()) pieces += 1;
    store.close();
    return { pieces, check: step.value };
  };

  it('hold, with every entry counted, whatever was written between them', () => {
    const { store, folder } = twoSessions();
    store.close();
    const { check } = walked(folder);
    expect(check).toMatchObject({ entries: 6, missing: 0, broken: null, unsealed: 0, seal: { seq: 4 } });
    expect(walked(folder, 'nowhere').check).toBeNull();
    expect(walked(folder, 's-2').check).toBeNull();
  });

  it('come in pieces, so that a long session holds nothing up', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    const readings = Array.from({ length: 4_000 }, () => reading);
    store.append('s-1', 'run-1', instant(), [sessionOpened(), ...readings, sessionClosed()]);
    store.close();
    const { pieces, check } = walked(folder);
    expect(check).toMatchObject({ entries: 4_002, missing: 0, broken: null });
    expect(pieces).toBeGreaterThan(6);
  });

  const harm: [string, string, object][] = [
    [
      'an entry changed',
      'UPDATE session_event SET at_ms = at_ms + 1 WHERE seq = 3',
      { broken: { fromSeq: 2, toSeq: 3 } },
    ],
    [
      'a reading changed',
      'UPDATE session_event SET mono_ms = mono_ms + 1 WHERE seq = 2',
      { broken: { fromSeq: 2, toSeq: 3 } },
    ],
    ['an entry taken out', 'DELETE FROM session_event WHERE seq = 3', { missing: 1, entries: 5 }],
    [
      'a comment changed',
      'UPDATE session_event SET at_ms = at_ms + 1 WHERE seq = 7',
      { broken: { fromSeq: 6, toSeq: 7 } },
    ],
    [
      'the end without its seal',
      'DELETE FROM chain_link WHERE last_seq >= 4',
      { broken: { fromSeq: 4, toSeq: 4 } },
    ],
  ];
  it.each(harm)('say so: %s', (_, statement, found) => {
    const { store, folder } = twoSessions();
    store.close();
    tamper(folder, statement);
    expect(walked(folder).check).toMatchObject(found);
  });

  it('of another session are not looked at', () => {
    const { store, folder } = twoSessions();
    store.close();
    tamper(folder, 'UPDATE session_event SET at_ms = at_ms + 1 WHERE seq = 9');
    expect(walked(folder).check).toMatchObject({ broken: null });
  });
});
