import { expect, it, vi } from 'vitest';
import { endAtOnce } from '../../electron/end-at-once';
import { keepSync } from '../../electron/sync/keep-sync';
import type { SyncReady, ToSync } from '../../electron/sync/messages';

vi.mock('electron', () => ({ utilityProcess: {} }));

it('at the end the process that sends is told first: nobody reads of a fault, and it is not started again', () => {
  const spoken = vi.spyOn(console, 'error').mockImplementation(() => {});
  const told: string[] = [];
  let exits = (_: number): void => {};
  const planned: number[] = [];
  const sync = keepSync({
    entry: 'sync-process.cjs',
    beginning: { folder: '/record', simulation: false },
    heard: () => {},
    after: (ms) => {
      planned.push(ms);
      return () => void planned.splice(planned.indexOf(ms), 1);
    },
    fork: () => ({
      postMessage: ({ kind }: ToSync) => void told.push(kind),
      kill: () => true,
      on(event: string, hear: (value: never) => void) {
        if (event === 'exit') exits = hear as unknown as (code: number) => void;
      },
    }),
  });
  sync.use({ setting: {}, privateKey: null } as unknown as SyncReady);
  endAtOnce({
    controller: { countWires: () => void told.push('written') },
    sync,
    store: { close: () => void told.push('closed') },
    exit: () => {
      told.push('exit');
      // It goes down with its parent.
      exits(0);
    },
  });
  expect(told).toEqual(['start', 'written', 'close', 'closed', 'exit']);
  expect(planned).toEqual([]);
  expect(spoken).not.toHaveBeenCalled();
});
