import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import type { Clock, MonoMs } from '../shared/time/clock';
import { rawMonotonicMs } from './clock';
import type { DeviceReport } from './devices/driver';

export type Metrics = {
  /** An intent reached the main process. */
  submitted(): void;
  reported(report: DeviceReport): void;
  /** The window painted the reading of this time. */
  painted(mono: MonoMs | null): void;
};

const nothing: Metrics = { submitted() {}, reported() {}, painted() {} };

/**
 * Measurements for the benchmark, as JSON Lines in the file that `INFUSION_METRICS` names; never in a package.
 * Milliseconds.
 */
export function openMetrics(clock: Clock): Metrics {
  const file = process.env.INFUSION_METRICS;
  if (file === undefined || app.isPackaged) return nothing;
  let submittedAt: number | null = null;
  let lastPainted: MonoMs | null = null;
  const write = (sample: Readonly<Record<string, unknown>>) =>
    appendFileSync(file, `${JSON.stringify(sample)}\n`);
  return {
    submitted() {
      submittedAt = rawMonotonicMs();
    },
    reported(report) {
      if (report.kind !== 'command' || report.phase !== 'sent' || submittedAt === null) return;
      write({ what: 'command-to-wire', ms: report.instant.mono - submittedAt });
      submittedAt = null;
    },
    painted(mono) {
      if (mono === null || mono === lastPainted) return;
      lastPainted = mono;
      write({ what: 'bytes-to-paint', ms: clock.now().mono - mono });
    },
  };
}
