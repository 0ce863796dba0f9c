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

  it('is in the record for good, sealed like every entry (SR-150, SR-153)', () => {
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
