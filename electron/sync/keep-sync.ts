import { utilityProcess } from 'electron';
import type { SyncControl } from '../../shared/sync/control';
import type { SyncStatus } from '../../shared/sync/status';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { FromSync, SyncReady, SyncStart, ToSync } from './messages';

/** Sync, as the main process sees it: it hears how it stands and hands on what people decide; it waits for nothing. */
export type Sync = {
  /** With which server from now on; null: none. */
  use(ready: SyncReady | null): void;
  status(): SyncStatus;
  /** Something was written that has to be sent. */
  kick(): void;
  /** The system says that the network is there again. */
  networkBack(): void;
  control(asked: SyncControl): void;
  stop(): void;
};

type Child = {
  postMessage(message: ToSync): void;
  kill(): boolean;
  on(event: 'message', hear: (message: FromSync) => void): unknown;
  on(event: 'exit', hear: (code: number) => void): unknown;
};

export type KeepSyncParts = {
  /** The bundled process. */
  readonly entry: string;
  readonly beginning: Pick<SyncStart, 'folder' | 'simulation'>;
  readonly heard: (status: SyncStatus) => void;
  /** Keeps what came from the server; the answer goes back to the process that asked. */
  readonly arrived?: (about: string, body: unknown) => unknown;
  readonly after?: (ms: number, run: () => void) => () => void;
  readonly now?: () => EpochMs;
  readonly fork?: (entry: string) => Child;
};

/** A process that will not stay up is not hammered. */
const RESTART_AFTER_MS = [1_000, 5_000, 30_000, 300_000] as const;
/** One that ends sooner than this did not stay up, whatever it said before. */
const STAYED_UP_MS = 60_000;
const KICK_AFTER_MS = 250;

const ENDED = 'the process that sends ended; it is started again';

/** What is known where nothing sends: at least what the last one said. */
function without(last: SyncStatus, at: EpochMs): SyncStatus {
  if (last.kind === 'on') return { ...last, link: { kind: 'offline', since: at, reason: ENDED } };
  return {
    ...{ kind: 'on', link: { kind: 'not-known' }, waiting: 0, oldestAt: null, lastSentAt: null },
    ...{ lastPulledAt: null, lanes: [], parked: [], history: [{ at, words: ENDED }], skewMs: null },
  };
}

const forked = (entry: string): Child =>
  utilityProcess.fork(entry, [], { serviceName: 'Infusion Console sync', stdio: 'inherit' });

function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Keeps a process that sends while a server is set up, and starts it again when it ends. */
export function keepSync(parts: KeepSyncParts): Sync {
  const { entry, beginning, heard, arrived, after = later, fork = forked } = parts;
  const { now = () => epochMs(Date.now()) } = parts;
  let ready: SyncReady | null = null;
  let child: Child | null = null;
  let cancelRestart: () => void = () => {};
  let cancelStayed: () => void = () => {};
  let kicked = false;
  let endings = 0;
  let status: SyncStatus = { kind: 'off' };

  function tell(next: SyncStatus): void {
    status = next;
    heard(next);
  }

  function hear(message: FromSync): void {
    switch (message.kind) {
      case 'status':
        tell(message.status);
        return;
      case 'arrived': {
        const answer = arrived?.(message.about, message.body) ?? null;
        child?.postMessage({ kind: 'kept', ask: message.ask, answer });
        return;
      }
      case 'failed':
        console.error(`Sync ended: ${message.words}`);
    }
  }

  function start(): void {
    if (ready === null || child !== null) return;
    const own = fork(entry);
    child = own;
    cancelStayed = after(STAYED_UP_MS, () => {
      cancelStayed = () => {};
      endings = 0;
    });
    own.on('message', (message) => {
      if (child === own) hear(message);
    });
    own.on('exit', (code) => {
      if (child !== own) return;
      child = null;
      cancelStayed();
      if (ready === null) return;
      tell(without(status, now()));
      console.error(
        `The process that sends to the clinic's server ended (code ${code}); it is started again.`,
      );
      const wait = RESTART_AFTER_MS[Math.min(endings, RESTART_AFTER_MS.length - 1)] ?? 300_000;
      endings += 1;
      cancelRestart = after(wait, start);
    });
    own.postMessage({ kind: 'start', start: { ...beginning, ...ready } });
  }

  function end(): void {
    cancelRestart();
    cancelStayed();
    const own = child;
    child = null;
    own?.postMessage({ kind: 'close' });
  }

  return {
    use(next) {
      end();
      ready = next;
      endings = 0;
      if (next === null) tell({ kind: 'off' });
      else start();
    },
    status: () => status,
    kick() {
      if (child === null && ready !== null && status.kind === 'on' && status.oldestAt === null)
        // Nobody counts it now: at least this one waits, and grows old.
        tell({ ...status, waiting: Math.max(1, status.waiting), oldestAt: now() });
      // Events come in handfuls, and nothing is urgent.
      if (kicked || child === null) return;
      kicked = true;
      after(KICK_AFTER_MS, () => {
        kicked = false;
        child?.postMessage({ kind: 'kick' });
      });
    },
    networkBack: () => child?.postMessage({ kind: 'network-back' }),
    control: (asked) => child?.postMessage({ kind: 'control', asked }),
    stop() {
      ready = null;
      end();
    },
  };
}
