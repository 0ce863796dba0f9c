import { expect, it } from 'vitest';
import { recordKeeper } from '../../../electron/session/record-keeper';
import { EventNotValid, RecordNotKept } from '../../../electron/store/not-kept';
import type { Store } from '../../../electron/store/store';
import type { EventDraft } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { ManualClock } from '../../clock';
import { instant, note, opened, temporaryFolder } from '../store/samples';

function kept() {
  const store = opened({ folder: temporaryFolder() });
  const clock = new ManualClock();
  const disk = { full: false };
  const append: Store['append'] = (...args) => {
    if (disk.full) throw new RecordNotKept('full');
    return store.append(...args);
  };
  const keeper = recordKeeper({ append, lastSeq: store.lastSeq }, 'run-1', clock);
  return { store, keeper, disk, logged: () => [...store.events('s-1')] };
}

it('gives back what is in the log, also for what had to wait', () => {
  const { keeper, disk, logged } = kept();
  const fraction = { at: epochMs(1_894_009_200_000.4), mono: monoMs(12.625) };
  const events = keeper.write('s-1', fraction, [note('one')]);
  disk.full = true;
  events.push(...keeper.write('s-1', fraction, [note('two'), note('three')]));
  events.push(...keeper.write('s-1', instant(5), [note('four')]));
  expect(keeper.standing()).toMatchObject({ kind: 'not-kept', waiting: 2, since: 1_894_009_200_000.4 });
  expect(logged()).toHaveLength(1);
  disk.full = false;
  // What comes later does not overtake what waits.
  events.push(...keeper.write('s-1', instant(6), [note('five')]));
  expect(logged()).toHaveLength(1);
  expect(keeper.retry()).toBe(true);
  expect(keeper.standing().kind).toBe('kept');
  events.push(...keeper.write('s-1', instant(7), [note('six')]));
  expect(logged()).toEqual(events);
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

it('keeps nothing waiting that could never be written', () => {
  const { keeper, disk, logged } = kept();
  const wrong = { type: 'clock.stepped', body: { byMs: Number.NaN } } as EventDraft;
  expect(() => keeper.write('s-1', instant(), [wrong])).toThrow(EventNotValid);
  disk.full = true;
  keeper.write('s-1', instant(), [note('one')]);
  expect(() => keeper.write('s-1', instant(), [note('two'), wrong])).toThrow(EventNotValid);
  keeper.write('s-1', instant(), [note('three')]);
  disk.full = false;
  expect(keeper.retry()).toBe(true);
  expect(logged().map(({ seq, body }) => [seq, body])).toMatchObject([
    [1, { text: 'one' }],
    [2, { text: 'three' }],
  ]);
});

it('notices when somebody else wrote meanwhile, instead of telling wrong numbers', () => {
  const { store, keeper, disk } = kept();
  disk.full = true;
  keeper.write('s-1', instant(), [note('mine')]);
  disk.full = false;
  store.append('s-2', 'run-2', instant(), [note('theirs')]);
  expect(() => keeper.retry()).toThrow(/another program writes this record/);
});

it('says since when and why, and that all is well again', () => {
  const { keeper, disk } = kept();
  expect(keeper.standing()).toEqual({ kind: 'kept', lastWrittenAt: null });
  disk.full = true;
  keeper.write('s-1', instant(1), [note('one')]);
  keeper.write('s-1', instant(2), [note('two')]);
  expect(keeper.retry()).toBe(false);
  expect(keeper.standing()).toMatchObject({
    since: instant(1).at,
    reason: expect.stringContaining('disk is full'),
    waiting: 2,
  });
  disk.full = false;
  expect(keeper.retry()).toBe(true);
  expect(keeper.retry()).toBe(true);
});
