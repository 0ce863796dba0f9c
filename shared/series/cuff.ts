import type { Numeric } from '../readings/monitor';
import { charts } from './charted';
import type { Series } from './series';

type CuffReading = { sys: number | null; dia: number | null; mean: number | null };

const parts = { 'NIBP-sys': 'sys', 'NIBP-dia': 'dia', 'NIBP-mean': 'mean' } as const;
const isPart = (code: string): code is keyof typeof parts => code in parts;

/** Puts pressures into their columns: one row a measurement, at its own time, however often the monitor repeats it. */
export function takeCuff(
  { t, sys, dia, mean }: Series['nibp'],
  numerics: readonly Numeric[],
  at: { readonly seconds: number; readonly simulation: boolean },
): void {
  for (const numeric of numerics) {
    if (!isPart(numeric.code)) continue;
    const value = charts(numeric, at.simulation);
    if (value === null) continue;
    const seconds = numeric.measuredAt === null ? at.seconds : numeric.measuredAt / 1000;
    let row = t.length - 1;
    while (row >= 0 && (t[row] ?? 0) > seconds) row -= 1;
    if (row < 0 || t[row] !== seconds) {
      row += 1;
      t.splice(row, 0, seconds);
      const none: CuffReading = { sys: null, dia: null, mean: null };
      sys.splice(row, 0, none.sys);
      dia.splice(row, 0, none.dia);
      mean.splice(row, 0, none.mean);
    }
    ({ sys, dia, mean })[parts[numeric.code]][row] = value;
  }
}
