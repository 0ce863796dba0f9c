import { driveAlarisAsena } from '../../../../electron/devices/alaris-asena/driver';
import { encodeFrame, FrameStream } from '../../../../electron/devices/alaris-asena/frame';
import type { DeviceReport } from '../../../../electron/devices/driver';
import type { PumpSnapshot } from '../../../../shared/readings/pump';
import { ml, mlPerHour } from '../../../../shared/units/units';
import { ManualClock } from '../../../clock';
import { alarisAsena } from '../../../simulator/alaris-asena';
import { memoryLine } from '../wire/memory-port';

type Frame = { readonly payload: string; readonly bytes: Uint8Array };

/** The driver at one end of an in-memory cable, the simulated pump at the other, one manual clock for both. */
export function rig(setting: { factor?: number } = {}) {
  const clock = new ManualClock(setting.factor === undefined ? {} : { factor: setting.factor });
  const wire = memoryLine(clock);
  const reports: DeviceReport[] = [];
  const said: string[] = [];
  /** What the host asked, in order, as payloads. */
  const asked: string[] = [];
  let askedStream = new FrameStream();

  const self = {
    clock,
    wire,
    reports,
    said,
    asked,
    /** Replaces what the pump sends by these frames' bytes; identity by default. */
    fromPump: (frame: Frame): Uint8Array[] => [frame.bytes],
    /** False: the request never reaches the pump. */
    toPump: (_payload: string): boolean => true,
    pump: alarisAsena.start({
      clock,
      write: (bytes) => {
        for (const found of new FrameStream().push(bytes)) {
          if (found.kind === 'frame') for (const piece of self.fromPump(found)) wire.end.send(piece);
        }
      },
      say: (line) => said.push(line),
      pumpControl: null,
    }),
    driver: driveAlarisAsena({
      openPort: wire.openPort,
      clock,
      report: (report) => reports.push(report),
      acceptDemoData: false,
    }),
    /** The pump says something by itself. */
    inject: (payload: string) => wire.end.send(encodeFrame(payload)),
    frame: (payload: string) => encodeFrame(payload),
    /** Opens and waits until the pump is identified. */
    async connect() {
      self.driver.open();
      await clock.until(() => reports.some((report) => report.kind === 'link-up'), 10_000);
    },
    async takeControl() {
      await self.connect();
      self.driver.takeControl('SIM-8003');
      await clock.until(() => self.control() === 'console', 5000);
    },
    start(id = 'start-1', rate = 12.5, vtbi = 20) {
      self.driver.send(id, { kind: 'start', rateMlPerHour: mlPerHour(rate), vtbiMl: ml(vtbi) });
    },
    setRate(id: string, rate: number) {
      self.driver.send(id, { kind: 'set-rate', rateMlPerHour: mlPerHour(rate) });
    },
    stop(id = 'stop-1') {
      self.driver.send(id, { kind: 'stop' });
    },
    /** Takes control and starts; waits until the volume proves it. */
    async infuse(rate = 12.5, vtbi = 20) {
      await self.takeControl();
      self.start('start-1', rate, vtbi);
      await clock.until(() => self.last().motion === 'proven', 400_000, 500);
    },
    control: () => reports.filter((report) => report.kind === 'control').at(-1)?.control ?? null,
    snapshots: (): PumpSnapshot[] =>
      reports.flatMap((report) => (report.kind === 'pump-reading' ? [report.snapshot] : [])),
    last: (): PumpSnapshot => {
      const last = self.snapshots().at(-1);
      if (last === undefined) throw new Error('no reading yet');
      return last;
    },
    /** The phases a command went through. */
    phases: (id: string): string[] =>
      reports.flatMap((report) =>
        report.kind === 'command' && report.commandId === id ? [report.phase] : [],
      ),
    detail: (id: string): string =>
      reports
        .filter((report) => report.kind === 'command' && report.commandId === id)
        .flatMap((report) => ('detail' in report ? [report.detail] : []))
        .at(-1) ?? '',
    faults: (): string[] =>
      reports.flatMap((report) =>
        report.kind === 'fault' || report.kind === 'link-down' ? [report.fault] : [],
      ),
    /** Waits until a command has ended; gives its phases. */
    async ended(id: string): Promise<string[]> {
      await clock.until(
        () => ['acknowledged', 'refused', 'unanswered'].includes(self.phases(id).at(-1) ?? ''),
        30_000,
      );
      return self.phases(id);
    },
    count: (payload: string): number => asked.filter((text) => text === payload).length,
  };

  wire.receive = (bytes, end) => {
    if (end.written.length === 1) askedStream = new FrameStream();
    for (const found of askedStream.push(bytes)) {
      if (found.kind !== 'frame') throw new Error(`the host sent bytes that are no frame: ${found.reason}`);
      asked.push(found.payload);
      if (self.toPump(found.payload)) self.pump.receive(found.bytes);
    }
  };
  return self;
}
