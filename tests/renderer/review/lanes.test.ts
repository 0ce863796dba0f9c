import { describe, expect, it } from 'vitest';
import { lastNotAfter } from '../../../shared/timeline/columns';
import type { Curve, Lane, Trace } from '../../../shared/timeline/lane';
import { type ReviewModel, reviewModel } from '../../../shared/timeline/model';
import { inventedDetail } from '../review-harness/invented-detail';
import { openedAt } from '../review-harness/invented-order';
import { at } from '../review-harness/invented-session';

const detail = inventedDetail();
const model = reviewModel(detail) as ReviewModel;
const time = (hour: number, minute: number, second = 0) => openedAt / 1000 + at(hour, minute, second);

function lane(key: string): Lane {
  const found = model.lanes.find((one) => one.key === key);
  if (!found) throw new Error(`no lane ${key}`);
  return found;
}
function trace<K extends Trace['kind']>(laneKey: string, key: string, kind: K): Extract<Trace, { kind: K }> {
  const found = lane(laneKey).traces.find((one) => one.key === key);
  if (found?.kind !== kind) throw new Error(`no ${kind} ${key} in ${laneKey}`);
  return found as Extract<Trace, { kind: K }>;
}
const valueAt = ({ t, v }: Pick<Curve, 't' | 'v'>, when: number) => v[lastNotAfter(t, when)] ?? null;

describe('the rate lane', () => {
  const said = trace('rate', 'rate', 'step');
  const asked = trace('rate', 'requested', 'step');

  it('has the pump’s rate at known times, in the ordered unit', () => {
    expect(valueAt(said, time(9, 50))).toBeCloseTo(0.2, 6);
    expect(valueAt(said, time(10, 30))).toBeCloseTo(0.3, 6);
    expect(valueAt(said, time(11, 30))).toBeCloseTo(0.35, 6);
  });

  it('drops to zero in a pause: what a held pump is set to is not what it gives', () => {
    const row = lastNotAfter(detail.series.pump.t, time(10, 44));
    expect(detail.series.pump.rateMlPerHour[row]).toBe(0);
    expect(valueAt(said, time(10, 44))).toBe(0);
    expect(valueAt(said, time(14, 0))).toBe(0);
  });

  it('goes back to what was asked before when a request was refused or did not take', () => {
    expect(valueAt(asked, time(11, 39, 59))).toBeCloseTo(0.4, 6);
    expect(valueAt(asked, time(11, 40, 5))).toBeCloseTo(0.35, 6);
    expect(valueAt(asked, time(12, 32))).toBeCloseTo(0.4, 6);
    expect(valueAt(asked, time(12, 35))).toBeCloseTo(0.35, 6);
    expect(valueAt(asked, time(14, 0))).toBeNull();
  });

  it('hatches from the doubt to its ending, from nothing to the highest possible rate', () => {
    const [command, silence] = trace('rate', 'unknown', 'uncertain').stretches;
    expect(command?.from).toBeCloseTo(time(12, 31, 1), 3);
    expect(command?.to).toBeCloseTo(time(12, 34) + 0.3, 3);
    expect([command?.low, command?.high]).toEqual([0, expect.closeTo(0.4, 6)]);
    expect(silence?.from).toBeCloseTo(time(13, 10), 3);
    expect(silence?.high).toBeCloseTo(0.35, 6);
  });
});

describe('gaps', () => {
  it('are null in the columns and named with their length', () => {
    expect(model.gaps.monitor.map(({ words }) => words)).toEqual(['monitor silent 2 min']);
    expect(model.gaps.pump.map(({ words }) => words)).toEqual(['pump silent 2 min']);
    expect(model.gaps.console.map(({ words }) => words)).toEqual(['console off 2 min']);
    expect(valueAt(trace('pressure', 'hr', 'line'), time(11, 21))).toBeNull();
  });

  it('name a sensor that was off in its own lane only', () => {
    const named = (key: string) => lane(key).missing.filter(({ words }) => words.startsWith('sensor off'));
    expect(named('spo2')).toHaveLength(1);
    expect(named('spo2')[0]?.from).toBeCloseTo(time(9, 58) + 0.4, 3);
    expect(named('pressure')).toHaveLength(0);
  });
});

describe('flags and alarms', () => {
  it('stand at their times', () => {
    const flag = (text: string) => model.flags.find((one) => one.text === text)?.t;
    expect(flag('Start 0.2 mg/kg/h')).toBeCloseTo(time(9, 40) + 0.25, 3);
    expect(flag('0.4 mg/kg/h refused')).toBeCloseTo(time(11, 39, 58) + 0.6, 3);
    expect(flag('Nausea')).toBeCloseTo(time(10, 28), 3);
    expect(flag('Not confirmed')).toBeCloseTo(time(12, 31, 1), 3);
  });

  it('last as long as their condition, and a high one until it was seen', () => {
    const high = model.alarms.find(({ priority }) => priority === 'high');
    expect(high?.stretches.map(({ kind, from, to }) => [kind, Math.round(to - from)])).toEqual([
      ['present', 39],
      ['latched', 77],
    ]);
    const low = model.alarms.find(({ priority }) => priority === 'low');
    expect(low && [low.to - low.from, low.open, low.stretches.length]).toEqual([480, false, 1]);
  });
});
