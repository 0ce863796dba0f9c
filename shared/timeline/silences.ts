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
  const { t } = monitor;
  for (const column of monitorColumnNames) {
    const runs = silences.runs[column];
    const values = monitor[column];
    let seen = silences.seen.has(column);
    let silent = runs.at(-1)?.to === null;
    for (let row = silences.rows; row < t.length; row += 1) {
      const isNull = values[row] == null;
      if (isNull && seen && !silent) runs.push({ from: t[row] ?? 0, to: null });
      if (!isNull && silent) runs[runs.length - 1] = { from: runs.at(-1)?.from ?? 0, to: t[row] ?? 0 };
      silent = isNull && seen;
      seen ||= !isNull;
    }
    if (seen) silences.seen.add(column);
  }
  silences.rows = t.length;
}
