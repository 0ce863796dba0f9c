import type { Clock, MonoMs } from '../../../shared/time/clock';
import { elapsed, patience } from '../../../shared/time/clock';
import type { CommandPhase, DeviceReport } from '../driver';
import { seenStopped } from './snapshot';
import type { Talk } from './talk';
import { echoOf, ofKind } from './talk';

/** A stop is written again this often until the pump is seen stopped, ms. */
const STOP_AGAIN_MS = 500;
/** For this long, ms; after that only a new stop tries again. */
const STOP_TRIES_MS = 5000;

/** Stops the pump: goes before everything, needs no grant, may be repeated. */
export interface Stopping {
  /** Writes `INF_STOP` in this tick. */
  stop(commandId: string): void;
  /** Resolves when no stop is being tried. */
  settled(): Promise<void>;
}

/**
 * Opens the stopping of one connection. `onStopped` is called once the pump is seen stopped or the tries are over;
 * `onCut` for each stop that was written and not answered when the connection ended.
 */
export function openStopping(
  talk: Talk,
  clock: Clock,
  report: (report: DeviceReport) => void,
  onStopped: () => void,
  onCut: (commandId: string, asked: MonoMs) => void,
): Stopping {
  const againMs = patience(STOP_AGAIN_MS, clock.factor, 250);
  const triesMs = patience(STOP_TRIES_MS, clock.factor, 2500);
  let waiting: { readonly id: string; readonly asked: MonoMs }[] = [];
  let running: Promise<void> | null = null;
  let lastWrite = clock.now().mono;
  let deadlineFrom = lastWrite;
  let echoed = false;

  function tell(commandId: string, phase: CommandPhase, detail: string): void {
    report({ kind: 'command', instant: clock.now(), commandId, phase, detail });
  }

  function finish(phase: CommandPhase, detail: string): void {
    const ended = waiting;
    waiting = [];
    for (const { id } of ended) tell(id, phase, detail);
  }

  function write(): Promise<void> {
    lastWrite = clock.now().mono;
    return talk.askFirst({ kind: 'act', name: 'INF_STOP' }, echoOf('INF_STOP')).then((ending) => {
      if (ending.kind !== 'answered') return;
      echoed = true;
      finish('acknowledged', 'the pump answered');
    });
  }

  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

  async function run(written: Promise<void>): Promise<void> {
    let current = written;
    for (;;) {
      await current;
      if (talk.over) break;
      const status = await talk.readNow({ kind: 'ask', name: 'INF' }, ofKind('status'), true);
      if (status !== null && seenStopped(status)) {
        finish('acknowledged', 'the pump is seen stopped');
        return;
      }
      const now = clock.now().mono;
      if (talk.over || elapsed(deadlineFrom, now) >= triesMs) break;
      const rest = againMs - elapsed(lastWrite, now);
      if (rest > 0) await pause(rest);
      current = write();
    }
    const cut = talk.over ? waiting : [];
    finish('unanswered', 'the pump did not answer and is not seen stopped: stop it at the pump');
    for (const { id, asked } of cut) onCut(id, asked);
    if (!echoed) return;
    const detail = 'the pump answered the stop but is not seen stopped: stop it at the pump';
    report({ kind: 'fault', instant: clock.now(), fault: 'protocol', detail });
  }

  return {
    stop(commandId) {
      echoed = false;
      deadlineFrom = clock.now().mono;
      waiting.push({ id: commandId, asked: deadlineFrom });
      const written = write();
      tell(commandId, 'sent', 'stop is on its way');
      running ??= run(written).finally(() => {
        running = null;
        onStopped();
      });
    },
    async settled() {
      while (running !== null) await running;
    },
  };
}
