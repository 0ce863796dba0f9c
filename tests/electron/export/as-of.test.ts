import { expect, it, onTestFinished } from 'vitest';
import { asOf } from '../../../electron/export/as-of';
import { contentOf } from '../../../electron/export/content';
import { bytesOf } from '../../../electron/sync/attachment-bytes';
import type { EventDraft } from '../../../shared/session/events';
import { pagesOf } from '../report/pdf-text';
import { nurse } from '../store/samples';
import { keptSession } from './kept-session';

it('a report of a signature is made from the entries up to it: what was written afterwards changes not one byte', async () => {
  const { store, sessionId, remove } = keptSession();
  onTestFinished(remove);
  const last = [...store.events(sessionId)].at(-1);
  if (last === undefined) throw new Error('no entry');
  const { report } = bytesOf(store, 'station-1');
  const then = await report(sessionId, last.seq);
  const content = contentOf(store, sessionId);
  const later: EventDraft = { type: 'review.commented', body: { by: nurse, text: 'Zebra seen later' } };
  store.append(sessionId, last.runId, { at: last.at, mono: last.mono }, [later]);
  const newest = [...store.events(sessionId)].at(-1)?.seq ?? 0;
  expect(newest).toBeGreaterThan(last.seq);

  expect(Buffer.compare(await report(sessionId, last.seq), then)).toBe(0);
  expect(contentOf(asOf(store, last.seq), sessionId)).toEqual(content);
  const now = await report(sessionId, newest);
  expect((await pagesOf(then)).join(' ')).not.toContain('Zebra');
  expect((await pagesOf(now)).join(' ')).toContain('Zebra seen later');

  // Nothing of it is read that lies behind the entry: not from the table of numbers either.
  const half = [...store.events(sessionId)].find(({ type }) => type === 'monitor.reading')?.seq ?? 0;
  expect(asOf(store, half).series(sessionId).monitor.t).toHaveLength(1);
});
