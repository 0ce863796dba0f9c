import type { Series } from '../series/series';
import { type MonitorColumn, monitorColumnNames } from '../series/series';

/** A run of readings without a value in one column; `to` null: it goes on. Seconds since the epoch. */
export type Silence = { readonly from: number; readonly to: number | null };

/** Where each of the monitor's columns has no value although it had one before; grows with the columns. */
export type Silences = {
  readonly runs: Readonly<Record<MonitorColumn, Silence[]>>;
  /** Columns that have had a value. */
  readonly seen: Set<MonitorColumn>;
  rows: number;
};

const perColumn = <T>(make: () => T): Record<MonitorColumn, T> => ({
  ...{ hr: make(), pr: make(), spo2: make() },
  ...{ rr: make(), etco2MmHg: make(), tempCel: make() },
});

export const noSilences = (): Silences => ({ runs: perColumn(() => []), seen: new Set(), rows: 0 });

/** Looks at the rows that were not looked at yet. */
export function growSilences(silences: Silences, monitor: Series['monitor']): void {
  for (const column of monitorColumnNames) {
    const runs = silences.runs[column];
    for (let row = silences.rows; row < monitor.t.length; row += 1) {
      const [t, value] = [monitor.t[row] ?? 0, monitor[column][row] ?? null];
      const last = runs.at(-1);
      if (value === null) {
        if (silences.seen.has(column) && last?.to !== null) runs.push({ from: t, to: null });
        continue;
      }
      silences.seen.add(column);
      if (last?.to === null) runs[runs.length - 1] = { from: last.from, to: t };
    }
  }
  silences.rows = monitor.t.length;
}
