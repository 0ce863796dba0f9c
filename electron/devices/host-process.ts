import { utilityProcess } from 'electron';
import type { DeviceRole } from '../../shared/readings/device';
import type { Clock } from '../../shared/time/clock';
import type { DeviceReport } from './driver';
import type { FromHost, ToHost } from './host-messages';

export type DeviceHost = {
  say(message: ToHost): void;
  /** Gives control back where it is held, closes the ports, ends the process. */
  close(): Promise<void>;
};

const ALIVE_EVERY_MS = 1_000;
/** The first restart is quick, because a pump may be waiting; a process that will not stay up is not hammered. */
const RESTART_AFTER_MS = [200, 1_000, 5_000] as const;
const STAYED_UP_MS = 30_000;
/** A stop of which nothing came back goes again to the next process within this time, ms; later it is nobody's wish. */
const STOP_KEPT_MS = 10_000;

type Child = {
  postMessage(message: ToHost): void;
  kill(): boolean;
  on(event: 'message', hear: (message: FromHost) => void): unknown;
  on(event: 'exit', hear: (code: number) => void): unknown;
};

const forked = (entry: string): Child =>
  utilityProcess.fork(entry, [], { serviceName: 'Infusion Console devices', stdio: 'inherit' });

/** Starts the process that owns the ports and starts it again whenever it ends; its loss is reported as a lost link. */
export function startDeviceHost(setting: {
  readonly entry: string;
  readonly configure: Extract<ToHost, { kind: 'configure' }>;
  readonly clock: Clock;
  readonly report: (role: DeviceRole, report: DeviceReport) => void;
  readonly fork?: (entry: string) => Child;
}): DeviceHost {
  const { fork = forked } = setting;
  let child: Child;
  /** Stops that no process has said to be taken or refused. One that ended may have taken them along. */
  const unheard = new Map<string, { readonly message: ToHost; readonly at: number }>();
  let closing: (() => void) | null = null;
  let restarts = 0;
  let startedAt = 0;

  function start(): void {
    if (closing !== null) return;
    startedAt = Date.now();
    child = fork(setting.entry);
    child.on('message', (message: FromHost) => {
      if (message.kind === 'report' && message.report.kind === 'command') settled(message.report);
      if (message.kind === 'report') setting.report(message.role, message.report);
      else closing?.();
    });
    child.on('exit', (code) => {
      if (closing !== null) {
        closing();
        return;
      }
      const detail = `The device process ended (code ${code}); it is started again.`;
      for (const role of ['pump', 'monitor'] as const) {
        if (setting.configure[role] === null) continue;
        setting.report(role, {
          kind: 'link-down',
          instant: setting.clock.now(),
          fault: 'host-restarted',
          detail,
        });
      }
      restarts = Date.now() - startedAt > STAYED_UP_MS ? 0 : restarts + 1;
      setTimeout(start, RESTART_AFTER_MS[Math.min(restarts, RESTART_AFTER_MS.length - 1)] ?? 5_000);
    });
    child.postMessage(setting.configure);
    for (const { message, at } of unheard.values())
      if (performance.now() - at < STOP_KEPT_MS) child.postMessage(message);
  }

  function settled({ commandId, phase }: Extract<DeviceReport, { kind: 'command' }>): void {
    if (phase === 'acknowledged' || phase === 'refused') unheard.delete(commandId);
  }

  function keep(message: ToHost): void {
    if (message.kind !== 'command') return;
    const at = performance.now();
    for (const [id, before] of unheard) if (at - before.at >= STOP_KEPT_MS) unheard.delete(id);
    // Whoever wants something else of the pump since has seen what became of the stop.
    if (message.command.kind !== 'stop') unheard.clear();
    else unheard.set(message.commandId, { message, at });
  }

  start();
  const beat = setInterval(() => child.postMessage({ kind: 'alive' } satisfies ToHost), ALIVE_EVERY_MS);
  return {
    say: (message) => {
      keep(message);
      child.postMessage(message);
    },
    async close() {
      clearInterval(beat);
      await new Promise<void>((resolve) => {
        closing = resolve;
        child.postMessage({ kind: 'close' } satisfies ToHost);
        setTimeout(resolve, 2_000);
      });
      child.kill();
    },
  };
}
