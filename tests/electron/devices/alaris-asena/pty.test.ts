import { afterEach, expect, it } from 'vitest';
import { driveAlarisAsena } from '../../../../electron/devices/alaris-asena/driver';
import type { DeviceReport, PumpDriver } from '../../../../electron/devices/driver';
import { serialPort } from '../../../../electron/devices/wire/serial';
import { ml, mlPerHour } from '../../../../shared/units/units';
import { alarisAsena } from '../../../simulator/alaris-asena';
import { scaledClock } from '../../../simulator/scaled-clock';
import type { Simulation } from '../../../simulator/simulation';
import { startSimulation } from '../../../simulator/simulation';

let simulation: Simulation | null = null;
let driver: PumpDriver | null = null;
afterEach(async () => {
  await driver?.close();
  await simulation?.close();
});

it('a whole infusion over a real serial line: control, start, proof, cable out and in, stop', async () => {
  const clock = scaledClock(20);
  simulation = await startSimulation({
    kind: alarisAsena,
    clock,
    link: null,
    pumpControl: null,
    options: {},
    say: () => {},
  });
  const reports: DeviceReport[] = [];
  const waiting: { holds: (report: DeviceReport) => boolean; resolve: () => void }[] = [];
  /** Resolves with the first report from now on that fits. */
  const next = (holds: (report: DeviceReport) => boolean) =>
    new Promise<void>((resolve) => waiting.push({ holds, resolve }));
  const pump = driveAlarisAsena({
    openPort: serialPort(simulation.path, clock),
    clock,
    acceptDemoData: false,
    report: (report) => {
      reports.push(report);
      for (const one of waiting.splice(0)) {
        if (one.holds(report)) one.resolve();
        else waiting.push(one);
      }
    },
  });
  driver = pump;
  const linkUp = (report: DeviceReport) =>
    report.kind === 'link-up' && report.identity.serialNumber === 'SIM-8003';
  const control = (report: DeviceReport) => report.kind === 'control' && report.control === 'console';
  const acknowledged = (id: string) => (report: DeviceReport) =>
    report.kind === 'command' && report.commandId === id && report.phase === 'acknowledged';

  let event = next(linkUp);
  pump.open();
  await event;
  event = next(control);
  pump.takeControl('SIM-8003');
  await event;
  event = next(acknowledged('start'));
  const proven = next((report) => report.kind === 'pump-reading' && report.snapshot.motion === 'proven');
  pump.send('start', { kind: 'start', rateMlPerHour: mlPerHour(60), vtbiMl: ml(20) });
  await event;
  await proven;
  expect(simulation.device.status()).toMatchObject({ infusing: true, rateMlPerHour: 60 });

  event = next((report) => report.kind === 'link-down' && report.fault === 'unplugged');
  await simulation.bring('unplug', null);
  await event;
  event = next(linkUp);
  await simulation.bring('replug', null);
  await event;

  event = next(acknowledged('stop'));
  const still = next((report) => report.kind === 'pump-reading' && report.snapshot.motion === 'still');
  // The pump remembers the grant of the connection before; a stop needs none of ours.
  pump.send('stop', { kind: 'stop' });
  await event;
  await still;
  expect(simulation.device.status()).toMatchObject({ infusing: false });
});
