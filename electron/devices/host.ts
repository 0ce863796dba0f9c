import type { DeviceRole } from '../../shared/readings/device';
import { systemClock } from '../clock';
import type { Driver, PumpDriver } from './driver';
import type { DeviceAddress, FromHost, ToHost } from './host-messages';
import { protocols } from './protocols';
import { serialPort } from './wire/serial';

/**
 * The process that owns the ports. It polls on, whatever the window or the main process are busy with (H3); but when
 * nobody has listened for a long time nobody keeps the record, and then it falls silent, so that the pump's own
 * watchdog ends an infusion that no one watches.
 */
const UNWATCHED_MS = 20_000;

const parent = process.parentPort;
const drivers: Partial<Record<DeviceRole, Driver>> = {};
let lastAlive = process.hrtime.bigint();

function say(message: FromHost): void {
  parent.postMessage(message);
}

function drive(
  role: DeviceRole,
  address: DeviceAddress,
  setting: Extract<ToHost, { kind: 'configure' }>,
): Driver {
  const protocol = protocols.find((one) => one.id === address.protocol && one.role === role);
  if (protocol === undefined) throw new Error(`There is no ${role} protocol ${address.protocol}.`);
  const clock = systemClock(setting.origin);
  const driver = protocol.drive({
    openPort: serialPort(address.port, clock),
    clock,
    acceptDemoData: setting.acceptDemoData,
    report: (report) => say({ kind: 'report', role, report }),
  });
  driver.open();
  return driver;
}

const pump = (): PumpDriver | undefined => drivers.pump as PumpDriver | undefined;

async function hear(message: ToHost): Promise<void> {
  switch (message.kind) {
    case 'configure':
      if (message.pump !== null) drivers.pump = drive('pump', message.pump, message);
      if (message.monitor !== null) drivers.monitor = drive('monitor', message.monitor, message);
      return;
    case 'alive':
      lastAlive = process.hrtime.bigint();
      return;
    case 'command':
      pump()?.send(message.commandId, message.command);
      return;
    case 'take-control':
      pump()?.takeControl(message.serialNumber);
      return;
    case 'release-control':
      pump()?.releaseControl();
      return;
    case 'close':
      await Promise.all(Object.values(drivers).map((driver) => driver.close()));
      say({ kind: 'closed' });
      return;
  }
}

parent.on('message', ({ data }: { data: unknown }) => {
  void hear(data as ToHost);
});

setInterval(() => {
  if (Number(process.hrtime.bigint() - lastAlive) / 1e6 > UNWATCHED_MS) process.exit(4);
}, 1_000);
