import { flowRate } from '../../shared/dosing/delivered';
import type { Series } from '../../shared/ipc/contract';
import type { Numeric, NumericCode } from '../../shared/readings/monitor';
import type { EventBody, LoggedEvent } from '../../shared/session/events';
import { timeAxis } from '../../shared/time/time-axis';

/** What had gone in after an event, from the fold of the log; null where it is not known. */
export type Given = { readonly lowMl: number; readonly highMl: number } | null;

/** Called with every event of the session in order; what it returns after a pump reading goes into the columns. */
export type GivenFold = (event: LoggedEvent) => Given;

type MonitorColumn = Exclude<keyof Series['monitor'], 't'>;
type Choice = { readonly code: NumericCode; readonly sources: readonly string[] };

/** Which numeric a column shows. Of several sensors the first one named here that has a value; then any other. */
const choices: Readonly<Record<MonitorColumn, Choice>> = {
  hr: { code: 'HR', sources: ['ecg'] },
  pr: { code: 'PR', sources: ['pleth', 'abp'] },
  spo2: { code: 'SpO2', sources: ['pleth'] },
  rr: { code: 'RR', sources: ['airway', 'impedance'] },
  etco2MmHg: { code: 'EtCO2', sources: ['airway'] },
  tempCel: { code: 'Temp', sources: ['core', 'skin'] },
};
const columns = Object.keys(choices) as MonitorColumn[];
const charted: ReadonlySet<NumericCode> = new Set(columns.map((column) => choices[column].code));

const MMHG_PER_KPA = 7.50062;

/** The value in the column's unit, or null where the monitor itself does not stand behind it. */
function charts({ value, unit, quality }: Numeric, simulation: boolean): number | null {
  const invented = quality === 'demo' || quality === 'test';
  const trusted = quality === 'valid' || quality === 'questionable' || (simulation && invented);
  if (value === null || !trusted) return null;
  if (unit === 'kPa') return value * MMHG_PER_KPA;
  if (unit === '[degF]') return ((value - 32) * 5) / 9;
  return value;
}

function choose(numerics: readonly Numeric[], { code, sources }: Choice, simulation: boolean): number | null {
  const rank = ({ source }: Numeric) => (sources.includes(source) ? sources.indexOf(source) : sources.length);
  const candidates = numerics.filter((numeric) => numeric.code === code).sort((a, b) => rank(a) - rank(b));
  for (const candidate of candidates) {
    const value = charts(candidate, simulation);
    if (value !== null) return value;
  }
  return null;
}

function emptySeries(): Series {
  return {
    pump: { t: [], rateMlPerHour: [], givenLowMl: [], givenHighMl: [] },
    monitor: { t: [], hr: [], pr: [], spo2: [], rr: [], etco2MmHg: [], tempCel: [] },
    nibp: { t: [], sys: [], dia: [], mean: [] },
  };
}

type CuffReading = { sys: number | null; dia: number | null; mean: number | null };

/** One row a measurement, however often the monitor repeats it. */
function cuffReadings(simulation: () => boolean) {
  const byTime = new Map<number, CuffReading>();
  const parts = { 'NIBP-sys': 'sys', 'NIBP-dia': 'dia', 'NIBP-mean': 'mean' } as const;
  return {
    take(numerics: readonly Numeric[], seconds: number): void {
      for (const numeric of numerics) {
        if (numeric.code !== 'NIBP-sys' && numeric.code !== 'NIBP-dia' && numeric.code !== 'NIBP-mean')
          continue;
        const value = charts(numeric, simulation());
        if (value === null) continue;
        const t = numeric.measuredAt === null ? seconds : numeric.measuredAt / 1000;
        const reading = byTime.get(t) ?? { sys: null, dia: null, mean: null };
        reading[parts[numeric.code]] = value;
        byTime.set(t, reading);
      }
    },
    fill({ t, sys, dia, mean }: Series['nibp']): void {
      for (const [at, reading] of [...byTime].sort(([left], [right]) => left - right)) {
        t.push(at);
        sys.push(reading.sys);
        dia.push(reading.dia);
        mean.push(reading.mean);
      }
    },
  };
}

/** Makes columns for the graph out of one session's events. */
export function seriesOf(events: Iterable<LoggedEvent>, fold: GivenFold = () => null): Series {
  const series = emptySeries();
  const { pump, monitor } = series;
  // Each device's readings are stamped in its own order; one device's must not push the other's along.
  const pumpTime = timeAxis();
  const monitorTime = timeAxis();
  let simulation = false;
  const cuff = cuffReadings(() => simulation);

  const pumpRow = (t: number, rate: number | null, given: Given) => {
    pump.t.push(t);
    pump.rateMlPerHour.push(rate);
    pump.givenLowMl.push(given?.lowMl ?? null);
    pump.givenHighMl.push(given?.highMl ?? null);
  };
  const monitorRow = (t: number, numerics: readonly Numeric[]) => {
    monitor.t.push(t);
    for (const column of columns) monitor[column].push(choose(numerics, choices[column], simulation));
  };
  const monitorReading = (t: number, { numerics }: EventBody<'monitor.reading'>) => {
    cuff.take(numerics, t);
    if (numerics.some(({ code }) => charted.has(code))) monitorRow(t, numerics);
  };

  for (const event of events) {
    const given = fold(event);
    if (event.type === 'session.opened') simulation = event.body.simulation;
    if (event.type === 'pump.reading') pumpRow(pumpTime(event), flowRate(event.body), given);
    if (event.type === 'monitor.reading') monitorReading(monitorTime(event), event.body);
    if (event.type === 'run.started') {
      pumpRow(pumpTime(event), null, null);
      monitorRow(monitorTime(event), []);
    }
    if (event.type === 'link.down' || event.type === 'link.silent') {
      if (event.body.device === 'pump') pumpRow(pumpTime(event), null, null);
      else monitorRow(monitorTime(event), []);
    }
  }
  cuff.fill(series.nibp);
  return series;
}
