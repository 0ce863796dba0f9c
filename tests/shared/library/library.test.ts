import { describe, expect, test } from 'vitest';
import { entryProblems, libraryProblems } from '../../../shared/library/check-library';
import { diffLibraries } from '../../../shared/library/diff';
import {
  activeVersion,
  isApproved,
  type LibraryVersion,
  stateWords,
  whyNotApprove,
} from '../../../shared/library/library';
import { epochMs } from '../../../shared/time/clock';
import { limits, nurse, pharmacist, physician } from '../session-kit';

const other = { ...physician, personId: 'd2', name: 'Dora Doctor' };
const at = (hour: number) => epochMs(hour * 3_600_000);
const whole = {
  ...limits,
  bolusMgPerKg: { hardMin: null, softMin: null, softMax: 0.2, hardMax: 0.35 },
  bolusSeconds: { hardMin: 60, softMin: null, softMax: null, hardMax: null },
};

function version(versionNo: number, over: Partial<LibraryVersion> = {}): LibraryVersion {
  return {
    versionNo,
    at: at(versionNo),
    author: pharmacist,
    note: 'n',
    rollsBackTo: null,
    sha256: '',
    profiles: [whole],
    approvals: [],
    ...over,
  };
}
const approved = (by: typeof physician, from: number) => ({ by, at: at(from), effectiveAt: at(from) });

describe('two people stand behind a version (SR-031)', () => {
  test('one that a pharmacist wrote needs somebody else, once', () => {
    const one = version(1);
    expect(whyNotApprove([one], one, pharmacist, at(2))).toContain('You wrote this version');
    expect(whyNotApprove([one], one, nurse, at(2))).toContain('Physicians and pharmacists');
    expect(whyNotApprove([one], one, null, at(2))).toContain('Sign in');
    expect(whyNotApprove([one], one, physician, at(2))).toBeNull();
    expect(isApproved(version(1, { approvals: [approved(pharmacist, 2)] }))).toBe(false);
    expect(isApproved(version(1, { approvals: [approved(physician, 2)] }))).toBe(true);
  });

  test('one that came with the program needs two different people', () => {
    const one = version(1, { author: null, approvals: [approved(physician, 2)] });
    expect(isApproved(one)).toBe(false);
    expect(whyNotApprove([one], one, physician, at(3))).toContain('Another person');
    expect(whyNotApprove([one], one, other, at(3))).toBeNull();
    expect(isApproved({ ...one, approvals: [approved(physician, 2), approved(other, 3)] })).toBe(true);
  });

  test('the newest one that is approved and in effect holds', () => {
    const first = version(1, { approvals: [approved(physician, 1)] });
    const later = version(2, { approvals: [approved(physician, 9)] });
    const open = version(3);
    const all = [first, later, open];
    expect(activeVersion([open], at(5))).toBeNull();
    expect(activeVersion(all, at(5))?.versionNo).toBe(1);
    expect(activeVersion(all, at(9))?.versionNo).toBe(2);
    expect(all.map((one) => stateWords(all, one, at(5)))).toEqual([
      'holds now',
      'approved, not in effect yet',
      'one approval is missing',
    ]);
    expect(stateWords(all, first, at(9))).toBe('replaced');
    expect(whyNotApprove([version(1), later], version(1), physician, at(10))).toContain('Version 2 is newer');
  });
});

describe('a difference is told in words (SR-031)', () => {
  const changed = {
    ...whole,
    rateMgPerHour: { ...whole.rateMgPerHour, hardMax: 120 },
    rateMgPerKgPerHour: { ...whole.rateMgPerKgPerHour, softMin: null },
    advisory: 'Read the label.',
  };
  test('each number with both values, and whether there is more or less room', () => {
    expect(diffLibraries([whole], [changed])).toEqual([
      'pain-1: Rate per kilogram, soft minimum: 0.05 mg/kg/h becomes none (wider)',
      'pain-1: Rate, hard maximum: 150 mg/h becomes 120 mg/h (tighter)',
      'pain-1: Advisory: "" becomes "Read the label."',
    ]);
    expect(diffLibraries([changed], [whole])[1]).toContain('120 mg/h becomes 150 mg/h (wider)');
  });
  test('nothing where only people and dates differ; entries that come and go', () => {
    const signed = { ...whole, version: '9', author: 'x', approvedBy: ['y'], effectiveFrom: '2030-01-01' };
    expect(diffLibraries([whole], [signed])).toEqual([]);
    const more = { ...whole, profileId: 'mood-1' };
    expect(diffLibraries([whole], [whole, more])).toEqual(['mood-1: is new']);
    expect(diffLibraries([whole, more], [whole])).toEqual(['mood-1: is taken out']);
  });
});

describe('an entry that can not be used is refused', () => {
  const open = { hardMin: null, softMin: null, softMax: null, hardMax: null };
  test.each<[string, Partial<typeof whole>, string]>([
    [
      'no hard minimum of the concentration (SR-023)',
      { concentrationMgPerMl: { ...open, hardMax: 10 } },
      'hard minimum',
    ],
    [
      'a hard minimum of 0 (SR-023)',
      { concentrationMgPerMl: { ...open, hardMin: 0, hardMax: 10 } },
      'hard minimum above 0',
    ],
    ['no hard maximum of the rate', { rateMgPerHour: open }, 'Rate needs a hard maximum'],
    [
      'a soft limit outside the hard one',
      { totalMg: { ...open, softMax: 500, hardMax: 400 } },
      'rising order',
    ],
    [
      'a standard concentration outside',
      { concentrationsMgPerMl: [100] as never },
      'outside the hard limits',
    ],
    ['two reasons of one code', { reasonCodes: [...whole.reasonCodes, ...whole.reasonCodes] }, 'same code'],
  ])('%s', (_, over, words) => {
    expect(entryProblems({ ...whole, ...over }).join()).toContain(words);
  });
  test('and so is a library with one entry twice, or none; a whole one is not', () => {
    expect(libraryProblems([whole])).toEqual([]);
    expect(libraryProblems([whole, whole]).join()).toContain('twice');
    expect(libraryProblems([]).join()).toContain('no entry');
  });
});
