import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countOverrides,
  type OverrideFact,
  overrideOutcomes,
  overridesCsv,
  overridesOfOrder,
  passedPercent,
  sumOf,
} from '../../../shared/limits/overrides';
import { type Finding, limitRule } from '../../../shared/limits/profile';
import { leftAs, nothingShown, showing } from '../../../shared/limits/warned';
import { epochMs } from '../../../shared/time/clock';
import { nurse, orderOf, otherNurse, physician } from '../session-kit';

const people = [nurse, otherNurse, physician, null];
const anyFact: fc.Arbitrary<OverrideFact> = fc.record({
  at: fc.integer({ min: 0, max: 9 }).map(epochMs),
  by: fc.constantFrom(...people),
  rule: fc.constantFrom(...limitRule.options),
  outcome: fc.constantFrom(...overrideOutcomes),
  reason: fc.option(fc.constantFrom('ordered', 'with pain')),
});

describe('override statistics (SR-032)', () => {
  test('are what plain counting gives, for each limit, person, outcome and reason', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 60 }), (facts) => {
        const lines = countOverrides(facts);
        const key = (rule: string, who: OverrideFact['by'], what: string) =>
          `${rule} of ${who?.personId ?? '-'}: ${what}`;
        const plain = new Map<string, number>();
        for (const { rule, by, outcome, reason } of facts)
          for (const what of reason === null ? [outcome] : [outcome, `because ${reason}`])
            plain.set(key(rule, by, what), (plain.get(key(rule, by, what)) ?? 0) + 1);
        const told = lines.flatMap(({ rule, person, count, reasons }) => [
          ...overrideOutcomes.map((outcome) => [key(rule, person, outcome), count[outcome]] as const),
          ...reasons.map((one) => [key(rule, person, `because ${one.words}`), one.count] as const),
        ]);
        expect(Object.fromEntries(told.filter(([, count]) => count > 0))).toEqual(Object.fromEntries(plain));
        expect(new Set(told.map(([name]) => name)).size).toBe(told.length);
        const sum = sumOf(lines);
        expect(sum.accepted + sum.cancelled + sum.changed + sum.refused).toBe(facts.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('as CSV hold every number and reason, and no formula', () => {
    const fact = { at: epochMs(0), by: nurse, rule: 'rate-per-kg', outcome: 'accepted' } as const;
    const csv = overridesCsv(
      countOverrides([
        { ...fact, reason: 'Ordered, after round' },
        { ...fact, reason: 'Ordered, after round' },
        { ...fact, outcome: 'cancelled', reason: null },
        { ...fact, by: null, outcome: 'refused', reason: null },
      ]),
    );
    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toBe('Limit,Person,Role,Passed with a reason,Cancelled,Changed,Refused hard,Reasons');
    expect(rows.sort()).toEqual(
      [
        'Rate by weight,nobody signed in,,0,0,0,1,',
        `Rate by weight,${nurse.name},nurse,2,1,0,0,"2 x Ordered, after round"`,
      ].sort(),
    );
  });

  test('take the reasons of a signed order, and none of one that nobody signed', () => {
    const reason = { rule: 'total-mg', code: 'ordered', words: 'Ordered', text: 'round 2' };
    const signed = orderOf({ softReasons: [reason, { ...reason, rule: 'no such limit' }] });
    expect(overridesOfOrder(signed)).toEqual([
      {
        at: signed.signedAt,
        by: signed.signedBy,
        rule: 'total-mg',
        outcome: 'accepted',
        reason: 'Ordered: round 2',
      },
    ]);
    expect(overridesOfOrder({ ...signed, signedBy: null })).toEqual([]);
  });

  test('a share is of the soft warnings alone, and unknown without any', () => {
    expect(passedPercent({ accepted: 3, cancelled: 1, changed: 0, refused: 96 })).toBe(75);
    expect(passedPercent({ accepted: 0, cancelled: 0, changed: 0, refused: 5 })).toBeNull();
  });
});

const soft: Finding = {
  ...{
    rule: 'rate-per-kg',
    severity: 'soft',
    value: 0.7,
    limit: 0.6,
    unit: 'mg/kg/h',
    largest: 0.6,
    words: '',
  },
};
const hard: Finding = { ...soft, severity: 'hard', value: 7, limit: 2 };
const under: Finding = { ...hard, rule: 'pump-rate' };

/** Types texts one after the other; each shows what stands beside it. */
function typed(...steps: readonly (readonly [string, ...Finding[]])[]) {
  return steps.reduce((seen, [text, ...shown]) => showing(seen, text, shown), nothingShown);
}

describe('a warning that was not sent past (SR-032)', () => {
  test('is cancelled when the entry is left, and nothing when it was sent as it stands', () => {
    const seen = typed(['0'], ['0.'], ['0.7', soft]);
    expect(leftAs(seen, false)).toEqual({ outcome: 'cancelled', findings: [soft] });
    expect(leftAs(seen, true)).toBeNull();
    expect(leftAs(typed(['0.3']), false)).toBeNull();
  });

  test('is changed when another number was sent instead', () => {
    const seen = typed(['7', hard], ['', ...[]], ['0', under], ['0.', under], ['0.4']);
    expect(leftAs(seen, true)).toEqual({ outcome: 'changed', findings: [hard] });
  });

  test('is one for each limit and severity, however often it came', () => {
    const seen = typed(['7', hard], [''], ['70', hard], ['7', hard], [''], ['0.7', soft]);
    expect(leftAs(seen, false)?.findings).toEqual([hard, soft]);
    expect(leftAs(seen, true)?.findings).toEqual([hard]);
  });

  test('is none where the text was only passed on the way back', () => {
    const seen = typed(['0.4'], ['0.', under], ['0', under], ['']);
    expect(leftAs(seen, false)).toBeNull();
    expect(leftAs(typed(['0.4'], ['0.', under]), false)).toBeNull();
  });

  test('counts for the pages of a form when the page is turned', () => {
    const seen = typed(['template'], ['numbers', soft], ['numbers'], ['review']);
    expect(leftAs(seen, false)).toBeNull();
    const turned = typed(['template'], ['numbers', soft], ['review', soft], ['numbers'], ['review']);
    expect(leftAs(turned, true)).toEqual({ outcome: 'changed', findings: [soft] });
  });
});
