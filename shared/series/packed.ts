import { emptySeries, type MonitorColumn, monitorColumnNames, type RejectedWhy, type Series } from './series';

const reasons: readonly RejectedWhy[] = ['artefact', 'calibrating', 'sensor off', 'demo'];

/** The columns that stand behind one another, in the order in which they are packed. */
function columnsOf({ pump, monitor, nibp }: Series): { t: number[]; vs: (number | null)[][] }[] {
  return [
    { t: pump.t, vs: [pump.rateMlPerHour, pump.givenLowMl, pump.givenHighMl] },
    { t: monitor.t, vs: monitorColumnNames.map((name) => monitor[name]) },
    { t: nibp.t, vs: [nibp.sys, nibp.dia, nibp.mean] },
  ];
}

/**
 * A session's columns as one block of numbers: what is sent to a window or kept costs a copy of bytes instead of a walk
 * over every value. Null is NaN; no column has a NaN of its own.
 */
export function packSeries(series: Series): Float64Array<ArrayBuffer> {
  const tables = columnsOf(series);
  const { rejected } = series;
  const size = tables.reduce(
    (sum, { t, vs }) => sum + 1 + t.length * (1 + vs.length),
    1 + rejected.length * 4,
  );
  const packed = new Float64Array(size);
  let at = 0;
  const put = (value: number | null) => {
    packed[at] = value ?? Number.NaN;
    at += 1;
  };
  for (const { t, vs } of tables) {
    put(t.length);
    for (const column of [t, ...vs]) for (const value of column) put(value);
  }
  put(rejected.length);
  for (const { column, why, from, to } of rejected) {
    put(monitorColumnNames.indexOf(column));
    put(reasons.indexOf(why));
    put(from);
    put(to);
  }
  return packed;
}

/** The columns of a block that `packSeries` made. */
export function unpackSeries(packed: Float64Array): Series {
  const series = emptySeries();
  let at = 0;
  const take = (): number => {
    at += 1;
    return packed[at - 1] ?? Number.NaN;
  };
  for (const { t, vs } of columnsOf(series)) {
    const rows = take();
    for (let row = 0; row < rows; row += 1) t.push(take());
    for (const column of vs) {
      for (let row = 0; row < rows; row += 1) {
        const value = take();
        column.push(Number.isNaN(value) ? null : value);
      }
    }
  }
  for (let left = take(); left > 0; left -= 1) {
    const column: MonitorColumn = monitorColumnNames[take()] ?? 'hr';
    const why = reasons[take()] ?? 'artefact';
    series.rejected.push({ column, why, from: take(), to: take() });
  }
  return series;
}
