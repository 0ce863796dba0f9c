import { describe, expect, it, vi } from 'vitest';
import { keepSync } from '../../../electron/sync/keep-sync';
import type { FromSync, SyncReady, ToSync } from '../../../electron/sync/messages';
import type { SyncStatus } from '../../../shared/sync/status';
import { epochMs } from '../../../shared/time/clock';

vi.mock('electron', () => ({ utilityProcess: {} }));

/** A process as the main process sees it. */
function child() {
  const told: ToSync[] = [];
  const hear = new Map<string, (value: never) => void>();
  return {
    told,
    postMessage: (message: ToSync) => void told.push(message),
    kill: () => true,
    on: (event: string, listener: (value: never) => void) => void hear.set(event, listener),
    say: (message: FromSync) => hear.get('message')?.(message as never),
    exit: (code: number) => hear.get('exit')?.(code as never),
  };
}

const ready = { setting: { baseUrl: 'https://fhir.example' }, privateKey: null } as unknown as SyncReady;
const on = { kind: 'on', waiting: 3 } as unknown as SyncStatus;

function kept() {
  const children: ReturnType<typeof child>[] = [];
  const heard: SyncStatus[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const sync = keepSync({
    entry: 'sync-process.cjs',
    beginning: { folder: '/record', simulation: false },
    heard: (status) => void heard.push(status),
    now: () => epochMs(7_000),
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    fork: () => {
      const one = child();
      children.push(one);
      return one;
    },
  });
  const fire = () =>
    timers
      .splice(0)
      .map(({ ms, run }) => [ms, run()] as const)
      .map(([ms]) => ms);
  return { sync, children, heard, timers, fire };
}

describe('the process that sends', () => {
  it('is there only while a server is set up, and begins with its setting', () => {
    const { sync, children, heard } = kept();
    expect(children).toHaveLength(0);
    expect(sync.status()).toEqual({ kind: 'off' });
    sync.use(ready);
    expect(children[0]?.told).toEqual([
      { kind: 'start', start: { folder: '/record', simulation: false, ...ready } },
    ]);
    children[0]?.say({ kind: 'status', status: on });
    expect(sync.status()).toEqual(on);
    sync.use(null);
    expect(children[0]?.told.at(-1)).toEqual({ kind: 'close' });
    expect(heard).toEqual([on, { kind: 'off' }]);
    children[0]?.exit(0);
    expect(children).toHaveLength(1);
  });

  it('is started again when it ends, later each time, however much it said, and at once anew after it stayed up', () => {
    const { sync, children, fire } = kept();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    sync.use(ready);
    const waits: number[] = [];
    for (let ending = 0; ending < 4; ending += 1) {
      children.at(-1)?.exit(1);
      waits.push(...fire());
    }
    expect(waits).toEqual([1_000, 5_000, 30_000, 300_000]);
    children.at(-1)?.say({ kind: 'status', status: on });
    children.at(-1)?.exit(1);
    expect(fire()).toEqual([300_000]);
    expect(fire()).toEqual([60_000]);
    children.at(-1)?.exit(1);
    expect(fire()).toEqual([1_000]);
    expect(children).toHaveLength(7);
    sync.stop();
    children.at(-1)?.exit(0);
    expect(fire()).toEqual([]);
  });

  it('says that nothing is sent while there is none, and what is written then waits and grows old', () => {
    const { sync, children } = kept();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    sync.use(ready);
    children[0]?.exit(1);
    expect(sync.status()).toMatchObject({ kind: 'on', link: { kind: 'not-known' }, waiting: 0 });
    sync.kick();
    expect(sync.status()).toMatchObject({ waiting: 1, oldestAt: 7_000 });

    const other = kept();
    other.sync.use(ready);
    const idle = { ...on, link: { kind: 'online', since: 1 }, waiting: 0, oldestAt: null } as SyncStatus;
    other.children[0]?.say({ kind: 'status', status: idle });
    other.children[0]?.exit(1);
    expect(other.sync.status()).toMatchObject({ link: { kind: 'offline', since: 7_000 }, oldestAt: null });
    other.sync.kick();
    expect(other.heard.at(-1)).toMatchObject({ waiting: 1, oldestAt: 7_000 });
  });

  it('is told of what was written once for a handful of entries, and nothing where there is no process', () => {
    const { sync, children, fire, timers } = kept();
    sync.kick();
    expect(timers).toHaveLength(0);
    sync.use(ready);
    for (let entry = 0; entry < 20; entry += 1) sync.kick();
    fire();
    expect(children[0]?.told.filter(({ kind }) => kind === 'kick')).toHaveLength(1);
  });
});
