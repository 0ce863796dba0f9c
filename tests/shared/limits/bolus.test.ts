import { describe, expect, test } from 'vitest';
import { type BolusQuestion, checkBolus, checkOrder } from '../../../shared/limits/check';
import { mg, mgPerKg, minutes } from '../../../shared/units/units';
import { limits, orderOf } from '../session-kit';

const bounds = { hardMin: null, softMin: null, softMax: null, hardMax: null };
const library = {
  ...limits,
  bolusMgPerKg: { ...bounds, softMax: 0.2, hardMax: 0.35 },
  bolusSeconds: { ...bounds, hardMin: 60 },
  bolusLockoutMin: { ...bounds, hardMin: 10 },
};
const ordered = { mgPerKg: mgPerKg(0.3), overMinutes: minutes(2), lockoutMinutes: minutes(20), most: 2 };

function asked(over: Partial<BolusQuestion> = {}): string[] {
  return checkBolus({
    order: orderOf({ bolus: ordered }),
    limits: library,
    mgPerKg: mgPerKg(0.15),
    overSeconds: 120,
    sinceLastBolusMin: null,
    bolusesGiven: 0,
    deliveredHighMg: mg(10),
    ...over,
  }).map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('a bolus, each rule (SR-020, SR-029)', () => {
  test.each<[string, Partial<BolusQuestion>, string[]]>([
    ['as ordered', {}, []],
    ['none typed', { mgPerKg: mgPerKg(0) }, ['bolus-dose hard']],
    ['not ordered', { order: orderOf() }, ['bolus-dose hard']],
    ['over the soft dose', { mgPerKg: mgPerKg(0.25) }, ['bolus-dose soft']],
    ['over the order', { mgPerKg: mgPerKg(0.31) }, ['bolus-dose hard']],
    ['over the hard dose', { mgPerKg: mgPerKg(0.36) }, ['bolus-dose hard']],
    ['faster than ordered', { overSeconds: 119 }, ['bolus-duration hard']],
    ['faster than the library', { overSeconds: 59 }, ['bolus-duration hard']],
    ['too soon', { sinceLastBolusMin: minutes(19.9), bolusesGiven: 1 }, ['bolus-lockout hard']],
    ['at last', { sinceLastBolusMin: minutes(20), bolusesGiven: 1 }, []],
    ['one too many', { sinceLastBolusMin: minutes(60), bolusesGiven: 2 }, ['bolus-lockout hard']],
    ['over the order with it', { deliveredHighMg: mg(95) }, ['order-total hard']],
    [
      'over the hard total with it',
      { deliveredHighMg: mg(395), order: orderOf({ bolus: ordered, totalMg: mg(400) }) },
      ['total-mg hard', 'total-mg-per-kg soft', 'order-total hard'],
    ],
  ])('%s', (_, over, expected) => {
    expect(asked(over)).toEqual(expected);
  });

  test('an ordered bolus is held against the library before it is signed', () => {
    const found = (bolus: Partial<typeof ordered>) =>
      checkOrder(orderOf({ bolus: { ...ordered, ...bolus } }), library)
        .filter(({ rule }) => rule.startsWith('bolus'))
        .map(({ rule, severity }) => `${rule} ${severity}`);
    expect(found({ mgPerKg: mgPerKg(0.2) })).toEqual([]);
    expect(found({})).toEqual(['bolus-dose soft']);
    expect(found({ mgPerKg: mgPerKg(0.4) })).toEqual(['bolus-dose hard']);
    expect(found({ mgPerKg: mgPerKg(0.2), overMinutes: minutes(0.9) })).toEqual(['bolus-duration hard']);
    expect(found({ mgPerKg: mgPerKg(0.2), lockoutMinutes: minutes(9) })).toEqual(['bolus-lockout hard']);
  });
});
