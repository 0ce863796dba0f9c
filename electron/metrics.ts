import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import type { LoggedEvent } from '../shared/session/events';
import type { Clock, MonoMs } from '../shared/time/clock';
import { rawMonotonicMs } from './clock';
import type { DeviceReport } from './devices/driver';

export type Metrics = {
  /** An intent reached the main process. */
  submitted(): void;
  reported(report: DeviceReport): void;
  /** These events go to the window. */
  published(events: readonly LoggedEvent[]): void;
  /** The window has painted the state of this number; `mono` is its newest reading. */
  painted(seq: number, mono: MonoMs | null): void;
};

/**
 * One line of the file. `mono` is the console's monotonic time of what the line tells; `clock` says once which raw
 * time (the same for every process of the machine) that is.
 */
export type MetricsLine =
  | { readonly what: 'clock'; readonly mono: number; readonly rawMs: number; readonly factor: number }
  | { readonly what: 'submitted'; readonly mono: number }
  /** `heard`: when the main process had it. */
  | {
      readonly what: 'command';
      readonly mono: number;
      readonly heard: number;
      readonly commandId: string;
      readonly phase: string;
    }
  | {
      readonly what: 'reading';
      readonly mono: number;
      readonly published: number;
      readonly seq: number;
      readonly type: 'pump.reading' | 'monitor.reading';
    }
  | {
      readonly what: 'painted';
      readonly mono: number;
      readonly seq: number;
      readonly newestReading: number | null;
    };

const nothing: Metrics = { submitted() {}, reported() {}, published() {}, painted() {} };
const WRITE_EVERY_MS = 250;

/**
 * Bare facts for the benchmark, as JSON Lines in the file that `INFUSION_METRICS` names; never in a package. They are
 * written later and together, so that writing them is no part of what they tell.
 */
export function openMetrics(clock: Clock): Metrics {
  const file = process.env.INFUSION_METRICS;
  if (file === undefined || app.isPackaged) return nothing;
  let lines: MetricsLine[] = [
    { what: 'clock', mono: clock.now().mono, rawMs: rawMonotonicMs(), factor: clock.factor },
  ];
  setInterval(() => {
    if (lines.length === 0) return;
    appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    lines = [];
  }, WRITE_EVERY_MS).unref();
  const now = () => clock.now().mono;

  return {
    submitted() {
      lines.push({ what: 'submitted', mono: now() });
    },
    reported(report) {
      if (report.kind !== 'command') return;
      const { instant, commandId, phase } = report;
      lines.push({ what: 'command', mono: instant.mono, heard: now(), commandId, phase });
    },
    published(events) {
      const published = now();
      for (const { type, seq, mono } of events) {
        if (type === 'pump.reading' || type === 'monitor.reading') {
          lines.push({ what: 'reading', mono, published, seq, type });
        }
      }
    },
    painted(seq, newestReading) {
      lines.push({ what: 'painted', mono: now(), seq, newestReading });
    },
  };
}
