import { toMg, toMgPerKgPerHour } from '../dosing/convert';
import type { SessionDetail } from '../ipc/session-detail';
import type { Series } from '../series/series';
import { dosingOf } from '../timeline/doses';
import { ml, mlPerHour } from '../units/units';
import { utcText } from './utc';

type Column = readonly (number | null)[];

/** What stands beside the devices' numbers: a prediction, moment by moment. Seconds since the epoch, ng/mL. */
export type PredictedTable = {
  readonly name: string;
  readonly t: readonly number[];
  readonly plasma: Column;
  readonly effect: Column;
};

type Source = { readonly t: readonly number[]; readonly columns: readonly Column[] };

/** A walk along one source: for each second the last row within it, or nulls; never a value from another second. */
function secondsOf({ t, columns }: Source): (second: number) => (number | null)[] {
  let row = 0;
  return (second) => {
    while (row < t.length && (t[row] ?? 0) < second) row += 1;
    const found: (number | null)[] = columns.map(() => null);
    for (; row < t.length && (t[row] ?? 0) < second + 1; row += 1) {
      columns.forEach((column, index) => {
        const value = column[row] ?? null;
        if (value !== null) found[index] = value;
      });
    }
    return found;
  };
}

/** Enough digits for everything that a device or a conversion gives, and none that floating point made up. */
const written = (value: number | null): string => (value === null ? '' : String(Number(value.toFixed(6))));

const monitorHeads = {
  hr: 'HR (/min)',
  pr: 'PR (/min)',
  spo2: 'SpO2 (%)',
  rr: 'RR (/min)',
  etco2MmHg: 'EtCO2 (mmHg)',
  tempCel: 'Temp (°C)',
} as const;
const monitorColumns = ['hr', 'pr', 'spo2', 'rr', 'etco2MmHg', 'tempCel'] as const;

/** The heads of the table, each with its unit, in the order of its columns. */
export function numericsHeads(predicted: PredictedTable | null): string[] {
  return [
    'time (UTC)',
    'elapsed (s)',
    ...monitorColumns.map((column) => monitorHeads[column]),
    'NIBP systolic (mmHg)',
    'NIBP diastolic (mmHg)',
    'NIBP mean (mmHg)',
    'pump rate (mL/h)',
    'pump rate (mg/kg/h)',
    'given at least (mL)',
    'given at most (mL)',
    'given at least (mg)',
    'given at most (mg)',
    ...(predicted === null
      ? []
      : [
          `predicted plasma, ${predicted.name}, not measured (ng/mL)`,
          `predicted effect site, ${predicted.name}, not measured (ng/mL)`,
        ]),
  ];
}

function endsOf({ pump, monitor, nibp }: Series): readonly [number, number] | null {
  const firsts = [pump.t[0], monitor.t[0], nibp.t[0]].filter((t) => t !== undefined);
  const lasts = [pump.t.at(-1), monitor.t.at(-1), nibp.t.at(-1)].filter((t) => t !== undefined);
  return firsts.length === 0 ? null : [Math.floor(Math.min(...firsts)), Math.floor(Math.max(...lasts))];
}

/**
 * One row a second from the first number to the last: what each device said within that second, nothing carried over
 * and nothing in between, so that a gap is empty. Elapsed seconds count from the start of the infusion.
 */
export function* numericsRows(
  { series, state }: SessionDetail,
  predicted: PredictedTable | null,
): Iterable<string[]> {
  const { session } = state;
  const ends = endsOf(series);
  if (session === null || ends === null) return;
  const dosing = dosingOf(session);
  const { pump, monitor, nibp } = series;
  const ofMonitor = secondsOf({ t: monitor.t, columns: monitorColumns.map((column) => monitor[column]) });
  const ofCuff = secondsOf({ t: nibp.t, columns: [nibp.sys, nibp.dia, nibp.mean] });
  const ofPump = secondsOf({ t: pump.t, columns: [pump.rateMlPerHour, pump.givenLowMl, pump.givenHighMl] });
  const ofModel = predicted && secondsOf({ t: predicted.t, columns: [predicted.plasma, predicted.effect] });
  const mgOf = (volume: number | null) => (volume === null ? null : toMg(ml(volume), dosing.concentration));
  const zero = session.startedAt === null ? null : session.startedAt / 1000;
  for (let second = ends[0]; second <= ends[1]; second += 1) {
    const [rate = null, low = null, high = null] = ofPump(second);
    const perKg =
      rate === null ? null : toMgPerKgPerHour(mlPerHour(rate), dosing.concentration, dosing.weight);
    yield [
      utcText(second * 1000).replace('.000Z', 'Z'),
      zero === null ? '' : String(second - Math.floor(zero)),
      ...ofMonitor(second).map(written),
      ...ofCuff(second).map(written),
      ...[rate, perKg, low, high, mgOf(low), mgOf(high)].map(written),
      ...(ofModel === null ? [] : ofModel(second).map(written)),
    ];
  }
}
