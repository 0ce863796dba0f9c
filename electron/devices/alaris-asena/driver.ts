import type { DriverSetting, PumpDriver } from '../driver';
import { keepLink } from '../wire/link';
import type { LineSettings } from '../wire/port';
import type { Session } from './session';
import { openSession } from './session';

/** 38400 baud, 8 data bits, no parity, 1 stop bit, no flow control (pumps.md 2.1). */
export const LINE: LineSettings = { baudRate: 38_400, dataBits: 8, parity: 'none', stopBits: 1 };

/** Drives one Alaris / Asena pump: see README.md in this folder. */
export function driveAlarisAsena(setting: DriverSetting): PumpDriver {
  const { clock, report } = setting;
  let session: Session | null = null;
  const link = keepLink({
    openPort: setting.openPort,
    line: LINE,
    clock,
    report,
    converse: (connection) => {
      const opened = openSession(connection, setting);
      session = opened;
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
      // Before the port closes: a pump that still believes in its console raises an alarm (pumps.md 2.7).
      await session?.giveBack();
      await link.close();
    },
    send(commandId, command) {
      if (session !== null) {
        session.send(commandId, command);
        return;
      }
      const where = command.kind === 'stop' ? ': stop it at the pump' : '';
      const detail = `no connection to the pump, nothing was sent${where}`;
      report({ kind: 'command', instant: clock.now(), commandId, phase: 'refused', detail });
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
