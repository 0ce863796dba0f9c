import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dailyCopy } from '../../../electron/session/daily-copy';
import type { CopyAnswer } from '../../../electron/store/copier';
import { copiesIn, copyRecord } from '../../../electron/store/copies';
import { recordFiles } from '../../../electron/store/record-files';
import type { EventDraft } from '../../../shared/session/events';
import { initialState } from '../../../shared/session/evolve';
import { ManualClock } from '../../clock';
import { instant, note, opened, sessionOpened, temporaryFolder } from './samples';

function record(): { folder: string; into: string } {
  const folder = temporaryFolder();
  return { folder, into: path.join(folder, 'copies') };
}

describe('a copy of the record (SR-162)', () => {
  it('is made beside a writing console, is sealed as the record is, and restores to the same log', () => {
    const { folder, into } = record();
    const store = opened({ folder });
    store.append('s-1', 'r-1', instant(0), [sessionOpened(), note('before')]);
    const copy = copyRecord({ folder, into, day: '2030-01-07', keep: 3 });
    expect(copy).toMatchObject({ lastSeq: 2, anchor: store.verifyChain().anchor });
    store.append('s-1', 'r-1', instant(1), [note('after')]);
    const written = [...store.everything()];
    store.close();

    expect(readFileSync(copy.file).includes('Alder')).toBe(false);
    const restored = temporaryFolder();
    mkdirSync(restored, { recursive: true });
    copyFileSync(copy.file, recordFiles(restored).record);
    copyFileSync(recordFiles(folder).key, recordFiles(restored).key);
    const again = opened({ folder: restored });
    expect([...again.everything()]).toEqual(written.slice(0, 2));
    // Number 3 was given before: the record says first that it goes on as another line of itself.
    expect(again.append('s-1', 'r-2', instant(2), [note('goes on')])[0]?.seq).toBe(4);
    expect([...again.events('workstation')]).toMatchObject([
      { seq: 3, type: 'record.put-back', body: { copyDay: '2030-01-07', afterSeq: 2 } },
    ]);
    again.append('s-1', 'r-2', instant(3), [note('once')]);
    expect(again.lines()).toMatchObject([{ afterSeq: 2, at: instant(2).at }]);
    expect(again.verifyChain().broken).toBeNull();
    again.close();
  });

  it('takes the place of none before it is verified, and only so many stay', () => {
    const { folder, into } = record();
    const store = opened({ folder });
    store.append('s-1', 'r-1', instant(0), [sessionOpened()]);
    for (const day of ['2030-01-05', '2030-01-06', '2030-01-07', '2030-01-08'])
      copyRecord({ folder, into, day, keep: 3 });
    expect(copiesIn(into).map((one) => one.day)).toEqual(['2030-01-08', '2030-01-07', '2030-01-06']);
    store.close();
    const { record: file } = recordFiles(folder);
    const bytes = readFileSync(file);
    // Far enough that it is not room left free by an earlier version alone.
    bytes.fill(0x55, bytes.length / 2, bytes.length - 100);
    writeFileSync(file, bytes);
    expect(() => copyRecord({ folder, into, day: '2030-01-09', keep: 3 })).toThrow();
    expect(copiesIn(into)[0]?.day).toBe('2030-01-08');
    expect(existsSync(path.join(into, 'record-2030-01-09.db'))).toBe(false);
  });
});

describe('once a day (SR-162)', () => {
  function daily(answer: CopyAnswer, sessionOpen = false) {
    const clock = new ManualClock();
    const entered: EventDraft[] = [];
    const asked: string[] = [];
    const state = initialState();
    const copies = dailyCopy({
      clock,
      state: () => (sessionOpen ? { ...state, session: { phase: 'infusing' } as never } : state),
      day: () => '2030-01-07',
      folder: '/nowhere',
      into: '/nowhere/copies',
      keep: 3,
      make: async ({ day }) => {
        asked.push(day);
        return answer;
      },
      enter: (drafts) => void entered.push(...drafts),
    });
    return { clock, entered, asked, copies };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('a failure is in the log with its reason, and is tried again after an hour, not before', async () => {
    const { clock, entered, asked, copies } = daily({ kind: 'failed', reason: 'no space' });
    await clock.advance(61_000);
    await settled();
    expect(entered).toEqual([{ type: 'record.copy-failed', body: { reason: 'no space' } }]);
    expect(copies.failure()).toBe('no space');
    await clock.advance(40 * 60_000);
    await settled();
    expect(asked).toHaveLength(1);
    await clock.advance(40 * 60_000);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('never while a session is open', async () => {
    const { clock, asked } = daily({ kind: 'failed', reason: '' }, true);
    await clock.advance(5 * 3_600_000);
    await settled();
    expect(asked).toEqual([]);
  });
});
