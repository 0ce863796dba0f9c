import { type Cancel, elapsed, type MonoMs, patience } from '../../../shared/time/clock';
import type { DriverSetting, PumpDriver } from '../driver';
import { keepLink } from '../wire/link';
import type { LineSettings } from '../wire/port';
import type { Session } from './session';
import { openSession } from './session';

/** 38400 baud, 8 data bits, no parity, 1 stop bit, no flow control (pumps.md 2.1). */
export const LINE: LineSettings = { baudRate: 38_400, dataBits: 8, parity: 'none', stopBits: 1 };

/**
 * A stop that finds the port closed, or whose connection ends before the pump answers, is written as soon as the next
 * port is open within this time from its press, ms: a pump that is only not heard may still hear. Later it is nobody's
 * wish any more.
 */
const STOP_KEPT_MS = 10_000;

/** Drives one Alaris / Asena pump: see README.md in this folder. */
export function driveAlarisAsena(setting: DriverSetting): PumpDriver {
  const { clock, report } = setting;
  let session: Session | null = null;
  let closing = false;
  /** Stops that wait for a connection, each with what gives it up. */
  const kept = new Map<string, { readonly cancel: Cancel; readonly giveUp: () => void }>();

  function refuse(commandId: string, stops: boolean): void {
    const detail = `no connection to the pump, nothing was sent${stops ? ': stop it at the pump' : ''}`;
    report({ kind: 'command', instant: clock.now(), commandId, phase: 'refused', detail });
  }

  function keepStop(commandId: string, forMs: number, giveUp: () => void): void {
    const cancel = clock.after(forMs, () => {
      kept.delete(commandId);
      giveUp();
    });
    kept.set(commandId, { cancel, giveUp });
  }

  const keptMs = patience(STOP_KEPT_MS, clock.factor, 5_000);

  /** It was told already that nobody knows whether the pump stopped; until it is known it is tried again. */
  function cutOff(commandId: string, asked: MonoMs): void {
    const left = keptMs - elapsed(asked, clock.now().mono);
    if (closing || left <= 0) return;
    if (session !== null) session.send(commandId, { kind: 'stop' });
    else keepStop(commandId, left, () => {});
  }

  function sendKept(to: Session): void {
    for (const [commandId, { cancel }] of kept) {
      cancel();
      to.send(commandId, { kind: 'stop' });
    }
    kept.clear();
  }

  const link = keepLink({
    openPort: setting.openPort,
    line: LINE,
    clock,
    report,
    converse: (connection) => {
      const opened = openSession(connection, { ...setting, onCut: cutOff });
      session = opened;
      sendKept(opened);
      return {
        bytes: (chunk, instant) => opened.bytes(chunk, instant),
        closed: (closed) => {
          if (session === opened) session = null;
          opened.closed(closed);
        },
      };
    },
  });

  return {
    open: () => link.open(),
    async close() {
      closing = true;
      for (const { cancel, giveUp } of kept.values()) {
        cancel();
        giveUp();
      }
      kept.clear();
      // Before the port closes: a pump that still believes in its console raises an alarm (pumps.md 2.7).
      await session?.giveBack();
      await link.close();
    },
    send(commandId, command) {
      if (session !== null) {
        session.send(commandId, command);
        return;
      }
      if (command.kind === 'stop' && !closing) keepStop(commandId, keptMs, () => refuse(commandId, true));
      else refuse(commandId, command.kind === 'stop');
    },
    takeControl(serialNumber) {
      if (session !== null) session.takeControl(serialNumber);
      else
        report({
          kind: 'control',
          instant: clock.now(),
          control: 'refused',
          detail: 'no connection to the pump',
        });
    },
    releaseControl() {
      void session?.giveBack();
    },
  };
}
