import type { DeviceReport, MonitorDriver } from '../../../../electron/devices/driver';
import { driveMonitor } from '../../../../electron/devices/philips-intellivue/driver';
import { encodeFrame } from '../../../../electron/devices/philips-intellivue/frame';
import type { Numeric, NumericCode } from '../../../../shared/readings/monitor';
import { ManualClock } from '../../../clock';
import type { RunningDevice } from '../../../simulator/device';
import { philipsIntellivue } from '../../../simulator/philips-intellivue';
import { type MemoryLine, memoryLine } from '../wire/memory-port';

type Kind = DeviceReport['kind'];
type Of<K extends Kind> = Extract<DeviceReport, { kind: K }>;

/** Driver and simulated monitor at the two ends of a line, with time that moves only when told. */
export type Bedside = {
  readonly clock: ManualClock;
  readonly line: MemoryLine;
  readonly monitor: RunningDevice;
  readonly driver: MonitorDriver;
  readonly said: string[];
  /** Everything reported so far of one kind. */
  all<K extends Kind>(kind: K): Of<K>[];
  /** The newest report of one kind. */
  last<K extends Kind>(kind: K): Of<K>;
  /** One numeric of the newest reading. */
  numeric(code: NumericCode, source?: string): Numeric | undefined;
  /** Runs until the link is up for the `times`-th time. */
  linked(times?: number): Promise<void>;
};

export type BedsideSetting = {
  readonly acceptDemoData?: boolean;
  readonly factor?: number;
  readonly options?: Readonly<Record<string, string>>;
  /** Changes what the monitor sends, one frame at a time; null swallows it. */
  readonly damage?: (frame: Uint8Array) => Uint8Array | null;
};

export function bedside(setting: BedsideSetting = {}): Bedside {
  const clock = new ManualClock({ factor: setting.factor ?? 1 });
  const line = memoryLine(clock);
  const reports: DeviceReport[] = [];
  const said: string[] = [];
  const monitor = philipsIntellivue.start({
    clock,
    write: (frame) => {
      const bytes = setting.damage === undefined ? frame : setting.damage(frame);
      if (bytes !== null) line.ends.at(-1)?.send(bytes);
    },
    say: (text) => said.push(text),
    pumpControl: null,
    options: setting.options ?? {},
  });
  line.receive = (bytes) => monitor.receive(bytes);
  const driver = driveMonitor({
    openPort: line.openPort,
    clock,
    report: (report) => reports.push(report),
    acceptDemoData: setting.acceptDemoData ?? false,
  });
  const all = <K extends Kind>(kind: K): Of<K>[] =>
    reports.filter((report): report is Of<K> => report.kind === kind);
  const last = <K extends Kind>(kind: K): Of<K> => {
    const report = all(kind).at(-1);
    if (report === undefined) throw new Error(`no ${kind} was reported`);
    return report;
  };
  return {
    clock,
    line,
    monitor,
    driver,
    said,
    all,
    last,
    numeric: (code, source) =>
      last('monitor-reading').numerics.find(
        (numeric) => numeric.code === code && (source === undefined || numeric.source === source),
      ),
    linked: (times = 1) => clock.until(() => all('link-up').length >= times),
  };
}

/** Sends user data to the host as the monitor would. */
export function sendToHost(line: MemoryLine, userData: Uint8Array): void {
  line.end.send(encodeFrame(userData));
}
