import { describe, expect, test } from 'vitest';
import { cursorValues } from '../../../renderer/review/cursor-values';
import type { LoggedEvent } from '../../../shared/session/events';
import { reviewModel } from '../../../shared/timeline/model';
import { PREDICTED } from '../../../shared/timeline/predicted-lane';
import { predictSession, withPredicted } from '../../../shared/timeline/predicted-session';
import { clinicPolicy } from '../../clinic';
import { inventedDetail } from '../../renderer/review-harness/invented-detail';
import { stepOf } from '../pk/kinetics';

const rules = clinicPolicy.prediction;
const none = { dose: [], unread: 0 };

const whole = reviewModel(inventedDetail());

function read() {
  if (whole === null) throw new Error('no session in the invented log');
  return whole;
}

/** The same session with one value put right afterwards. */
function amendedSession(
  field: 'order.dosingWeightKg' | 'syringe.concentrationMgPerMl',
  was: number,
  now: number,
) {
  const model = read();
  const type = field === 'order.dosingWeightKg' ? 'session.opened' : 'syringe.loaded';
  const entry = model.detail.events.find((event) => event.type === type);
  const last = model.detail.events.at(-1);
  if (entry === undefined || last === undefined) throw new Error(`no ${type}`);
  const correction = {
    ...last,
    seq: last.seq + 1,
    type: 'review.amended',
    body: { ofSeq: entry.seq, field, was, now },
  } as unknown as LoggedEvent;
  return predictSession(model, [...model.detail.events, correction], rules, none);
}

const middle = (columns: { plasma: number[] }) => columns.plasma[Math.floor(columns.plasma.length / 2)] ?? 0;

describe('a session under review', () => {
  test('SR-130 has the predicted lane below what was given, and the cursor reads it as predicted', () => {
    const model = withPredicted(read(), predictSession(read(), read().detail.events, rules, none));
    expect(model.lanes.map(({ key }) => key).slice(0, 3)).toEqual(['rate', 'given', PREDICTED]);
    const at = (model.from + model.to) / 2;
    const value = cursorValues(model, at).find(({ key }) => key === 'predicted');
    expect(value?.label).toBe('Predicted');
    expect(value?.text).toMatch(/^\d+ ng\/mL \(\d+ to \d+\), effect site \d+ ng\/mL$/);
    expect(value?.note).toBe('Kamp 2020, not measured');
    expect(cursorValues(read(), at).some(({ key }) => key === 'predicted')).toBe(false);
  });

  test('SR-132 the cursor reads no value where the model was not made for it', () => {
    const said = predictSession(read(), read().detail.events, rules, none);
    const outside = said.columns.outside.map(() => 'over 8 h');
    const model = withPredicted(read(), { ...said, columns: { ...said.columns, outside } });
    const value = cursorValues(model, model.to).find(({ key }) => key === 'predicted');
    expect(value).toMatchObject({ text: null, note: 'outside what the model was made for: over 8 h' });
  });

  test('SR-135 a corrected weight or concentration computes the whole curve anew and says so', () => {
    const plain = predictSession(read(), read().detail.events, rules, none);
    expect(plain.more).toBeNull();
    const heavier = amendedSession('order.dosingWeightKg', 68, 136);
    heavier.columns.plasma.forEach((value, row) => {
      expect(value).toBeCloseTo((plain.columns.plasma[row] ?? 0) / 2, 9);
    });
    const stronger = amendedSession('syringe.concentrationMgPerMl', 2, 4);
    expect(middle(stronger.columns)).toBeCloseTo(middle(plain.columns) * 2, 0);
    for (const anew of [heavier, stronger]) {
      expect(anew.more).toBe('computed anew from the corrected record');
      expect(anew.revision).not.toBe(plain.revision);
      const lane = withPredicted(read(), anew).lanes.find(({ key }) => key === PREDICTED);
      expect(lane?.titles[0]?.unit).toContain('computed anew from the corrected record');
    }
  });

  test('what was given before is carried over, and what is missing of it is said', () => {
    const plain = predictSession(read(), read().detail.events, rules, none);
    const from = read().from / 60;
    const carried = predictSession(read(), read().detail.events, rules, {
      dose: [stepOf(from - 300, from - 60, 0.5)],
      unread: 0,
    });
    expect(middle(carried.columns)).toBeGreaterThan(middle(plain.columns) + 1);
    expect(predictSession(read(), read().detail.events, rules, null).more).toContain('could not be read');
    expect(predictSession(read(), read().detail.events, rules, { dose: [], unread: 2 }).more).toContain(
      'without 2 earlier',
    );
  });
});
