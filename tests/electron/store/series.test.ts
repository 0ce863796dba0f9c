import { describe, expect, it } from 'vitest';
import type { Numeric } from '../../../shared/readings/monitor';
import type { Series } from '../../../shared/series/series';
import type { EventDraft } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { mlPerHour } from '../../../shared/units/units';
import { instant, MORNING, numeric, opened, sessionOpened, snapshot, temporaryFolder } from './samples';

const seconds = (afterMs: number) => (MORNING + afterMs) / 1000;
const pump = (rate: number): EventDraft => ({
  type: 'pump.reading',
  body: { ...snapshot, rateMlPerHour: mlPerHour(rate) },
});
const monitor = (...numerics: Numeric[]): EventDraft => ({ type: 'monitor.reading', body: { numerics } });
const cuff = (sys: number, dia: number, mean: number, afterMs: number): Numeric[] => {
  const more = { measuredAt: epochMs(MORNING + afterMs) };
  return [
    numeric('NIBP-sys', 'cuff', sys, 'mm[Hg]', more),
    numeric('NIBP-dia', 'cuff', dia, 'mm[Hg]', more),
    numeric('NIBP-mean', 'cuff', mean, 'mm[Hg]', more),
  ];
};

/** The series of a session with these events, each so many milliseconds after its beginning. */
function seriesAfter(steps: [number, ...EventDraft[]][], simulation = false): Series {
  const store = opened({ folder: temporaryFolder() });
  store.append('s-1', 'run-1', instant(), [sessionOpened({ simulation })]);
  for (const [afterMs, ...drafts] of steps) store.append('s-1', 'run-1', instant(afterMs), drafts);
  return store.series('s-1');
}

describe('the series of a session', () => {
  it('has a row for each reading and a row of nothing where a link went (SR-085)', () => {
    const link = { fault: 'unplugged', detail: '' } as const;
    const series = seriesAfter([
      [1_000, pump(6.8), monitor(numeric('HR', 'ecg', 84, '/min'))],
      [2_000, { type: 'link.down', body: { device: 'pump', ...link } }],
      [3_000, { type: 'link.silent', body: { device: 'monitor', lastReadingMono: null } }],
      [4_000, pump(7)],
    ]);
    expect(series.pump).toEqual({
      t: [seconds(1_000), seconds(2_000), seconds(4_000)],
      rateMlPerHour: [6.8, null, 7],
      givenLowMl: [null, null, null],
      givenHighMl: [null, null, null],
    });
    expect(series.monitor.hr).toEqual([84, null]);
    expect(series.monitor.t[1]).toBe(seconds(3_000));
    expect(series.monitor.spo2).toEqual([null, null]);
  });

  it('shows a restart of the console as a gap in every line', () => {
    const run = { appVersion: '1', bootId: 'b', simulation: false, timeFactor: 1, gapMs: 9_000 };
    const series = seriesAfter([
      [1_000, pump(6.8)],
      [10_000, { type: 'run.started', body: run }],
      [11_000, pump(6.8)],
    ]);
    expect(series.pump.rateMlPerHour).toEqual([6.8, null, 6.8]);
    expect(series.monitor.hr).toEqual([null]);
  });

  it('prefers ECG, airway and core over the other sensor, whichever comes first, and falls back to it', () => {
    const series = seriesAfter([
      [
        1_000,
        monitor(
          numeric('RR', 'impedance', 17, '/min'),
          numeric('RR', 'airway', 13, '/min'),
          numeric('HR', 'pleth', 90, '/min'),
          numeric('HR', 'ecg', 84, '/min'),
          numeric('Temp', 'skin', 33, 'Cel'),
          numeric('Temp', 'core', 36.8, 'Cel'),
        ),
      ],
      [
        2_000,
        monitor(
          numeric('RR', 'airway', null, '/min', { quality: 'unavailable' }),
          numeric('RR', 'impedance', 17, '/min'),
          numeric('HR', 'pleth', 90, '/min'),
        ),
      ],
    ]);
    expect(series.monitor).toMatchObject({ rr: [13, 17], hr: [84, 90], tempCel: [36.8, null] });
  });

  it('converts kPa and Fahrenheit, and shows nothing the monitor does not stand behind', () => {
    const series = seriesAfter([
      [1_000, monitor(numeric('EtCO2', 'airway', 5, 'kPa'), numeric('Temp', 'skin', 98.6, '[degF]'))],
      [
        2_000,
        monitor(
          numeric('EtCO2', 'airway', 37, 'mm[Hg]'),
          numeric('SpO2', 'pleth', 97, '%', { quality: 'invalid' }),
        ),
      ],
      [3_000, monitor(numeric('SpO2', 'pleth', 97, '%', { quality: 'questionable' }))],
      [4_000, monitor(numeric('SpO2', 'pleth', 97, '%', { quality: 'demo' }))],
    ]);
    expect(series.monitor.etco2MmHg[0]).toBeCloseTo(37.5031, 4);
    expect(series.monitor.etco2MmHg[1]).toBe(37);
    expect(series.monitor.tempCel[0]).toBeCloseTo(37, 6);
    expect(series.monitor.spo2).toEqual([null, null, 97, null]);
  });

  it('shows demo values in a simulation only', () => {
    const demo = monitor(numeric('SpO2', 'pleth', 97, '%', { quality: 'demo' }));
    expect(seriesAfter([[1_000, demo]], true).monitor.spo2).toEqual([97]);
  });

  it('has one cuff reading for each measurement, at its own time, without a row for it among the streams', () => {
    const series = seriesAfter([
      [60_000, monitor(...cuff(132, 82, 98, 55_000))],
      [61_000, monitor(...cuff(132, 82, 98, 55_000), numeric('HR', 'ecg', 84, '/min'))],
      [62_000, monitor(...cuff(120, 80, 93, 61_500))],
    ]);
    expect(series.nibp).toEqual({
      t: [seconds(55_000), seconds(61_500)],
      sys: [132, 120],
      dia: [82, 80],
      mean: [98, 93],
    });
    expect(series.monitor.t).toEqual([seconds(61_000)]);
  });

  it('always rises, also where the wall clock was put back', () => {
    const store = opened({ folder: temporaryFolder() });
    const at = (wall: number, mono: number) => ({ at: epochMs(MORNING + wall), mono: monoMs(mono) });
    store.append('s-1', 'run-1', at(0, 0), [sessionOpened()]);
    store.append('s-1', 'run-1', at(10_000, 10_000), [pump(1)]);
    store.append('s-1', 'run-1', at(5_000, 11_000), [pump(2)]);
    store.append('s-1', 'run-1', at(6_000, 12_000), [pump(3)]);
    store.append('s-1', 'run-2', at(6_500, 100), [pump(4)]);
    store.append('s-1', 'run-2', at(20_000, 200), [pump(5)]);
    expect(store.series('s-1').pump.t).toEqual(
      [10, 11, 12, 12.001, 20].map((after) => seconds(after * 1000)),
    );
  });

  it('takes what had gone in from the fold it is given, which sees every event in order', () => {
    const store = opened({ folder: temporaryFolder() });
    store.append('s-1', 'run-1', instant(), [sessionOpened(), pump(6.8), pump(6.8)]);
    const seen: string[] = [];
    const series = store.series('s-1', (event) => {
      seen.push(event.type);
      return seen.length < 2 ? null : { lowMl: seen.length, highMl: seen.length + 0.5 };
    });
    expect(seen).toEqual(['session.opened', 'pump.reading', 'pump.reading']);
    expect(series.pump).toMatchObject({ givenLowMl: [2, 3], givenHighMl: [2.5, 3.5] });
  });

  it('is empty for a session that is not there', () => {
    const store = opened({ folder: temporaryFolder() });
    expect(store.series('none').pump.t).toEqual([]);
  });
});
