import { type Cancel, patience } from '../../../shared/time/clock';
import type { DriverSetting, PumpDriver } from '../driver';
import { keepLink } from '../wire/link';
import type { LineSettings } from '../wire/port';
import type { Session } from './session';
import { openSession } from './session';

/** 38400 baud, 8 data bits, no parity, 1 stop bit, no flow control (pumps.md 2.1). */
export const LINE: LineSettings = { baudRate: 38_400, dataBits: 8, parity: 'none', stopBits: 1 };

/**
 * A stop that finds the port closed is written as soon as the next one is open within this time, ms: a pump that is only
 * not heard may still hear. Later it is nobody's wish any more.
 */
const STOP_KEPT_MS = 10_000;

/** Drives one Alaris / Asena pump: see README.md in this folder. */
export function driveAlarisAsena(setting: DriverSetting): PumpDriver {
  const { clock, report } = setting;
  let session: Session | null = null;
  /** Stops that found no connection, each with what gives it up. */
  const kept = new Map<string, Cancel>();

  function refuse(commandId: string, stops: boolean): void {
    const detail = `no connection to the pump, nothing was sent${stops ? ': stop it at the pump' : ''}`;
    report({ kind: 'command', instant: clock.now(), commandId, phase: 'refused', detail });
  }

  function keepStop(commandId: string): void {
    const giveUp = clock.after(patience(STOP_KEPT_MS, clock.factor, 5_000), () => {
      kept.delete(commandId);
      refuse(commandId, true);
    });
    kept.set(commandId, giveUp);
  }

  function sendKept(to: Session): void {
    for (const [commandId, giveUp] of kept) {
      giveUp();
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
      const opened = openSession(connection, setting);
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
      for (const giveUp of kept.values()) giveUp();
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
      if (command.kind === 'stop') keepStop(commandId);
      else refuse(commandId, false);
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
