import type { DriverSetting, MonitorDriver } from '../driver';
import { keepLink, type Link } from '../wire/link';
import type { LineSettings } from '../wire/port';
import { MonitorConversation } from './conversation';
import { DriverMemory } from './memory';

/** Fixed baud rate of the MIB/RS232 port; the monitor must be set to "Fix 115200" (monitors.md 1, 2.1). */
export const line: LineSettings = { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 };

/**
 * The read-only driver: associates, identifies, polls numerics, alarms and the patient's fingerprint, reconnects.
 * It sends no command that changes anything on the monitor (monitors.md 11.10).
 */
export function driveMonitor(setting: DriverSetting): MonitorDriver {
  const memory = new DriverMemory(setting);
  let current: MonitorConversation | null = null;
  const link: Link = keepLink({
    openPort: setting.openPort,
    line,
    clock: setting.clock,
    report: setting.report,
    converse: (connection) => {
      current = new MonitorConversation(setting, connection, memory);
      return current;
    },
  });
  return {
    role: 'monitor',
    open: () => link.open(),
    close: async () => {
      await current?.release();
      await link.close();
    },
  };
}
