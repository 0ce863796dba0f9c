import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dischargeGate,
  type GateFacts,
  gateName,
  missingWords,
  type OverridableGate,
  overridableGate,
  seenGate,
  stillMissing,
} from '../../../shared/recovery/gate';
import { baselineOf, stableInARow, unstable, type VitalSet } from '../../../shared/recovery/stable';
import { monoMs } from '../../../shared/time/clock';
import { clinicPolicy } from '../../clinic';
import { signer } from '../discharge';

const rules = clinicPolicy.recovery;
const MIN = 60_000;

const setAt = (minute: number, over: Partial<VitalSet> = {}): VitalSet => ({
  mono: monoMs(minute * MIN),
  systolicMmHg: 120,
  diastolicMmHg: 80,
  heartRatePerMin: 70,
  spo2Percent: 97,
  respirationPerMin: 14,
  ...over,
});

const all: GateFacts = {
  sinceStopMs: 30 * MIN,
  score: { scale: 'Aldrete', points: [2, 2, 2, 2, 1] },
  baseline: [setAt(0)],
  sets: [setAt(100), setAt(115)],
  nausea: 'mild',
  seen: Object.fromEntries(seenGate.options.map((gate) => [gate, { met: true, evidence: 'seen' }])),
  overrides: {},
  risk: [],
  signature: { by: signer, broken: null },
};
/** One thing less than everything, by the gate that it opens. */
const without: Record<(typeof gateName.options)[number], Partial<GateFacts>> = {
  'minimum-stay': { sinceStopMs: 30 * MIN - 1 },
  score: { score: { scale: 'Aldrete', points: [2, 2, 2, 1, 1] } },
  'stable-vitals': { sets: [setAt(100)] },
  nausea: { nausea: 'moderate' },
  'suicide-risk': { risk: ['PHQ-9 item 9 answered 1'] },
  'sign-off': { signature: null },
  ...(Object.fromEntries(
    seenGate.options.map((gate) => [gate, { seen: { ...all.seen, [gate]: { met: false, evidence: 'no' } } }]),
  ) as Record<(typeof seenGate.options)[number], Partial<GateFacts>>),
};
const open = (facts: GateFacts) => stillMissing(dischargeGate(facts, rules)).map(({ gate }) => gate);

describe('the discharge gate (SR-088)', () => {
  it('lets go when all is met', () => {
    expect(open(all)).toEqual([]);
    expect(missingWords(dischargeGate(all, rules))).toBeNull();
  });

  it.each(gateName.options)('names %s when that alone is missing', (gate) => {
    expect(open({ ...all, ...without[gate] })).toEqual([gate]);
  });

  it('takes nothing that was never recorded for met', () => {
    const nothing: GateFacts = {
      ...{ sinceStopMs: 0, score: null, baseline: [], sets: [], nausea: null, seen: {}, overrides: {} },
      ...{ risk: [], signature: null },
    };
    expect(open(nothing)).toEqual(gateName.options.filter((gate) => gate !== 'suicide-risk'));
  });

  it('a physician lets named gates go, never the suicide risk and never the signature', () => {
    const overrides = Object.fromEntries(
      gateName.options.map((gate) => [gate, { by: signer, reason: 'to the ward' }]),
    );
    const facts = Object.assign({}, all, ...Object.values(without), {
      seen: {},
      overrides,
    }) as GateFacts;
    expect(open(facts)).toEqual(['suicide-risk', 'sign-off']);
    const line = dischargeGate(facts, rules).find(({ gate }) => gate === 'escort');
    expect(line).toEqual({
      gate: 'escort',
      standing: 'overridden',
      words: 'by S. Signer, to the ward. Not recorded',
    });
  });

  it('never says yes with a missing item, whatever else is met or let go', () => {
    const gates = fc.subarray([...gateName.options]);
    const letGo = fc.subarray([...overridableGate.options]);
    fc.assert(
      fc.property(gates, letGo, (missing, overridden) => {
        const seen = Object.fromEntries(
          seenGate.options.filter((gate) => !missing.includes(gate)).map((gate) => [gate, all.seen[gate]]),
        );
        const facts: GateFacts = {
          ...Object.assign({}, all, ...missing.map((gate) => without[gate])),
          seen,
          overrides: Object.fromEntries(
            overridden.map((gate): [OverridableGate, object] => [gate, { by: signer, reason: 'r' }]),
          ),
        };
        const wanted = missing.filter((gate) => !(overridden as string[]).includes(gate));
        expect(new Set(open(facts))).toEqual(new Set(wanted));
        expect(missingWords(dischargeGate(facts, rules)) === null).toBe(wanted.length === 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('stable near baseline', () => {
  const base = baselineOf([setAt(0, { systolicMmHg: 118 }), setAt(5, { systolicMmHg: 122 })]);

  it('is the mean of what was measured before drug flowed', () => {
    expect(base).toMatchObject({ systolicMmHg: 120, heartRatePerMin: 70 });
    expect(baselineOf([setAt(0, { heartRatePerMin: null })]).heartRatePerMin).toBeNull();
  });

  it.each([
    ['at the tolerance', { systolicMmHg: 144 }, []],
    ['above it', { systolicMmHg: 145 }, ['systolic 145 mmHg, over 20 % off 120']],
    ['below it', { systolicMmHg: 95 }, ['systolic 95 mmHg, over 20 % off 120']],
    ['a slow heart', { heartRatePerMin: 55 }, ['HR 55 /min, over 20 % off 70']],
    ['a low saturation', { spo2Percent: 93 }, ['SpO₂ 93 %, under 94']],
    ['slow breathing', { respirationPerMin: 9 }, ['RR 9 /min, outside 10 to 24']],
    [
      'what was not measured',
      { spo2Percent: null, respirationPerMin: null },
      ['SpO₂ not measured', 'RR not measured'],
    ],
  ])('%s', (_, over, words) => {
    expect(unstable(setAt(100, over), base, rules.stability)).toEqual(words);
  });

  it('without a baseline nothing is near it', () => {
    expect(unstable(setAt(100), baselineOf([]), rules.stability)).toEqual([
      'no baseline systolic',
      'no baseline diastolic',
      'no baseline HR',
    ]);
  });

  it('counts sets in a row at the end, those close together once', () => {
    const count = (...sets: VitalSet[]) => stableInARow(sets, base, rules.stability);
    const bad = { systolicMmHg: 200 };
    expect(count()).toBe(0);
    expect(count(setAt(100), setAt(109))).toBe(1);
    expect(count(setAt(100), setAt(110))).toBe(2);
    expect(count(setAt(100), setAt(106), setAt(112))).toBe(2);
    expect(count(setAt(100), setAt(115, bad))).toBe(0);
    expect(count(setAt(100), setAt(115, bad), setAt(130))).toBe(1);
  });
});
