import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../shared/time/clock';
import { selfTestItem } from '../../../shared/workstation/events';
import {
  againstOpening,
  type SelfTestFacts,
  sameFindings,
  selfTest,
} from '../../../shared/workstation/self-test';
import { clinicPolicy } from '../../clinic';
import { passedSelfTest, soundFacts } from '../../self-test';
import { idleRoom } from '../session-kit';

const policy = clinicPolicy.workstation;
const of = (facts: Partial<SelfTestFacts>) => selfTest({ ...soundFacts, ...facts }, policy);
const MB = 1e6;

const failures: [string, Partial<SelfTestFacts>, string, boolean][] = [
  ['seals that do not hold', { record: { kind: 'broken', fromSeq: 5, toSeq: 9 } }, '5 to 9', true],
  ['a page that can not be read', { record: { kind: 'not-readable', reason: 'x' } }, 'can not be read', true],
  [
    'a clock before the newest entry',
    {
      clock: {
        ...soundFacts.clock,
        newestEntry: epochMs(soundFacts.clock.now + policy.clockBehindSeconds * 1_000 + 1),
      },
    },
    'before the newest entry',
    true,
  ],
  [
    'a clock before the program was made',
    { clock: { ...soundFacts.clock, built: epochMs(soundFacts.clock.now + 1) } },
    'before the day this program was made',
    true,
  ],
  ['no sound', { sound: { working: false, reason: 'No device.' } }, 'No alarm sound', false],
  ['no library', { library: { kind: 'refused', words: 'Approve one.' } }, 'drug library', false],
  ['a full disk', { freeBytes: policy.freeForSessionMb * MB - 1 }, 'nearly full', true],
  ['little space', { freeBytes: policy.freeEnoughMb * MB - 1 }, 'Little space', false],
  ['an old copy', { copy: { made: true, ageDays: policy.copyOldDays + 0.1 } }, 'newest copy', false],
  ['no copy', { copy: { made: false, ageDays: policy.copyOldDays + 0.1 } }, 'no copy', false],
  ['a battery', { power: { source: 'battery', batteryPercent: 80 } }, 'battery, 80 % left', false],
];

describe('the self-test at the start (SR-208)', () => {
  it('looks at everything that a session rests on, and passes where nothing is wrong', () => {
    const lines = of({});
    expect(lines.map(({ item }) => item).sort()).toEqual([...selfTestItem.options].sort());
    expect(lines.filter(({ standing }) => standing !== 'passed')).toEqual([]);
    expect(againstOpening(passedSelfTest)).toEqual([]);
  });

  it.each(failures)('says %s: what, what it means, what to do', (_, facts, words, blocks) => {
    const failed = of(facts).filter(({ standing }) => standing === 'failed');
    expect(failed).toHaveLength(1);
    const [line] = failed;
    expect(line?.words).toContain(words);
    expect(line?.meaning).not.toBe('');
    expect(line?.todo).not.toBe('');
    expect(line?.blocks).toBe(blocks);
  });

  it.each(failures)('%s bars a session or not, as it says', (_, facts, _words, blocks) => {
    const room = idleRoom().hear('self-test.done', { at: soundFacts.clock.now, lines: of(facts) });
    const reasons = room.against({ kind: 'open-session', orderId: 'order-1' });
    expect(reasons.length > 0).toBe(blocks);
  });

  it('bars a session until it is done', () => {
    expect(againstOpening(null)).toHaveLength(1);
  });

  it('shows unknown as unknown: a desktop that tells neither power nor space', () => {
    const lines = of({ freeBytes: null, power: { source: 'unknown', batteryPercent: null } });
    expect(lines.filter(({ standing }) => standing === 'unknown').map(({ item }) => item)).toEqual([
      'space',
      'power',
    ]);
    expect(lines.some(({ standing }) => standing === 'failed')).toBe(false);
  });

  it('is a new finding when a standing changes, not when a number does', () => {
    expect(sameFindings(of({}), of({ freeBytes: 70e9 }))).toBe(true);
    expect(sameFindings(of({}), of({ freeBytes: 1 }))).toBe(false);
    expect(sameFindings(of({ freeBytes: policy.freeEnoughMb * MB - 1 }), of({ freeBytes: 1 }))).toBe(false);
  });
});
