import { describe, expect, it } from 'vitest';
import { sessionDetail } from '../../../electron/session/series-fold';
import { readSession } from '../../../electron/session/session-detail';
import { openStore } from '../../../electron/store/database';
import type { Store } from '../../../electron/store/store';
import { unpackedDetail } from '../../../shared/ipc/packed-detail';
import { packSeries, unpackSeries } from '../../../shared/series/packed';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { inventedDetail } from '../../renderer/review-harness/invented-detail';
import { inventedLog } from '../../renderer/review-harness/invented-session';
import { temporaryFolder } from '../store/samples';

const log = inventedLog();
/** The beginning of an invented session, its readings thinned: enough to be kept twice, few enough to write. */
const some = log.filter(({ type }, index) => !type.endsWith('.reading') || index % 120 < 2);

function storeIn(folder: string, drawnBy?: string): Store {
  const opened = openStore(drawnBy === undefined ? { folder } : { folder, drawnBy });
  if (opened.kind === 'refused') throw new Error(opened.words);
  return opened.store;
}

function write(store: Store, events: readonly LoggedEvent[]): void {
  for (const { sessionId, runId, at, mono, type, body } of events)
    store.append(sessionId, runId, { at, mono }, [{ type, body } as EventDraft]);
}

/** The detail as it comes out of its package, and how often others were let work meanwhile. */
async function read(store: Store) {
  let rests = 0;
  const packed = await readSession(store, 's4', async () => {
    rests += 1;
  });
  if (packed === null) throw new Error('no session');
  return { detail: unpackedDetail(packed), rests };
}

describe('a session that is read for review', () => {
  it('is the same whether it was folded now, was kept, or was kept and went on', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder, 'this program');
    // What comes after the first reading is just worth keeping anew.
    const later = -320;
    write(store, some.slice(0, later));
    const first = await read(store);
    expect(first.detail).toEqual(sessionDetail(store, 's4'));
    expect(first.rests).toBeGreaterThan(4);
    const again = await read(store);
    expect(again.detail).toEqual(first.detail);
    expect(again.rests).toBeLessThan(first.rests / 2);
    write(store, some.slice(later));
    const grown = await read(store);
    expect(grown.detail).toEqual(sessionDetail(store, 's4'));
    expect(grown.detail.summary.phase).toBe('closed');
    expect((await read(store)).rests).toBeLessThan(grown.rests / 2);
    store.close();
  });

  it('is folded anew by another program, and where nothing may be kept', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder, 'this program');
    write(store, some.slice(0, 330));
    await read(store);
    store.close();
    const other = storeIn(folder, 'the next program');
    const folded = (await read(other)).rests;
    expect(folded).toBeGreaterThan(8);
    expect((await read(other)).rests).toBeLessThan(folded / 2);
    other.close();
    const tool = storeIn(folder);
    expect((await read(tool)).rests).toBeGreaterThan(3);
    expect((await read(tool)).rests).toBeGreaterThan(3);
    tool.close();
  });

  it('is none where the record has none', async () => {
    const store = storeIn(temporaryFolder(), 'this program');
    expect(await readSession(store, 's-none', async () => {})).toBeNull();
    store.close();
  });
});

it('columns come out of their block as they went in', () => {
  const { series } = inventedDetail(log);
  expect(series.rejected.length).toBeGreaterThan(0);
  expect(unpackSeries(packSeries(series))).toEqual(series);
});
