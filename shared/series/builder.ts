import { flowRate } from '../dosing/delivered';
import type { Numeric } from '../readings/monitor';
import type { EventBody, LoggedEvent } from '../session/events';
import { timeAxis } from '../time/time-axis';
import { anyCharted, chosen } from './charted';
import { takeCuff } from './cuff';
import { emptySeries, type MonitorColumn, monitorColumnNames, type Rejected, type Series } from './series';

/** What had gone in after an event, from the fold of the log; null where it is not known. */
export type Given = { readonly lowMl: number; readonly highMl: number } | null;

/** Called with every event of the session in order; what it returns after a pump reading goes into the columns. */
export type GivenFold = (event: LoggedEvent) => Given;

export type SeriesBuilder = {
  /** The columns so far; they grow in place. */
  readonly series: Series;
  /** Adds what one event means for the graph; `given` is what had gone in after it. */
  add(event: LoggedEvent, given: Given): void;
};

/**
 * Makes columns for the graph out of one session's events, one after the other. `series` and `simulation`: columns that
 * are there already and are gone on with.
 */
export function seriesBuilder(series: Series = emptySeries(), isSimulation = false): SeriesBuilder {
  const { pump, monitor, rejected } = series;
  // Each device's readings are stamped in its own order; one device's must not push the other's along.
  const pumpTime = timeAxis(pump.t.at(-1));
  const monitorTime = timeAxis(monitor.t.at(-1));
  const open = new Map<MonitorColumn, Rejected>();
  let simulation = isSimulation;

  const pumpRow = (t: number, rate: number | null, given: Given) => {
    pump.t.push(t);
    pump.rateMlPerHour.push(rate);
    pump.givenLowMl.push(given?.lowMl ?? null);
    pump.givenHighMl.push(given?.highMl ?? null);
  };
  const follow = (column: MonitorColumn, t: number, why: Rejected['why'] | null) => {
    const run = open.get(column);
    const goesOn = run !== undefined && run.why === why;
    if (run !== undefined && !goesOn) open.delete(column);
    if (why === null) return;
    const longer: Rejected = { column, why, from: goesOn ? run.from : t, to: t };
    if (goesOn) rejected[rejected.indexOf(run)] = longer;
    else rejected.push(longer);
    open.set(column, longer);
  };
  const monitorRow = (t: number, numerics: readonly Numeric[]) => {
    monitor.t.push(t);
    for (const column of monitorColumnNames) {
      const { value, why } = chosen(numerics, column, simulation);
      monitor[column].push(value);
      follow(column, t, why);
    }
  };
  const monitorReading = (t: number, { numerics }: EventBody<'monitor.reading'>) => {
    takeCuff(series.nibp, numerics, { seconds: t, simulation });
    if (anyCharted(numerics)) monitorRow(t, numerics);
  };

  return {
    series,
    add(event, given) {
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
    },
  };
}

/** Makes columns for the graph out of one session's events. */
export function seriesOf(events: Iterable<LoggedEvent>, fold: GivenFold = () => null): Series {
  const builder = seriesBuilder();
  for (const event of events) builder.add(event, fold(event));
  return builder.series;
}
