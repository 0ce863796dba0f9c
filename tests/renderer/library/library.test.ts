import { describe, expect, test } from 'vitest';
import { readEntry, textOf } from '../../../renderer/library/entry-text';
import { dayTyped } from '../../../renderer/library/version-page';
import { libraryNotice } from '../../../renderer/live/library-notice';
import { entryProblems } from '../../../shared/library/check-library';
import { limits } from '../harness/people';

describe('a running session and a newer library (SR-030)', () => {
  const session = { phase: 'infusing', limits } as const;
  const facts = (version: string) => ({ limitProfiles: [{ ...limits, version }] });
  test('the session keeps its version, and the screen says that another one holds', () => {
    expect(libraryNotice(session, facts('15'))).toBe(
      'Drug library 15 holds for new sessions; this one keeps 14',
    );
    expect(libraryNotice(session, facts('14'))).toBeNull();
    expect(libraryNotice({ ...session, phase: 'closed' }, facts('15'))).toBeNull();
    expect(libraryNotice(null, facts('15'))).toBeNull();
    expect(libraryNotice(session, null)).toBeNull();
  });
});

describe('an entry as text', () => {
  test('reads back as it was, and names each number that does not read', () => {
    expect(readEntry(textOf(limits), limits)).toEqual({ profile: limits, wrong: {} });
    const text = textOf(limits);
    const bad = readEntry({ ...text, bounds: { ...text.bounds, 'totalMg-hardMax': '4,00' } }, limits);
    expect(bad.wrong['totalMg-hardMax']).toContain('comma');
  });
  test('without the hard minimum of the concentration it can not be kept (SR-023)', () => {
    const text = textOf(limits);
    const { profile } = readEntry(
      { ...text, bounds: { ...text.bounds, 'concentrationMgPerMl-hardMin': '' } },
      limits,
    );
    expect(entryProblems(profile).join()).toContain('Concentration needs a hard minimum');
  });
});

test.each<[string, boolean | null]>([
  ['', null],
  ['2030-01-31', true],
  ['2030-02-31', false],
  ['31.1.2030', false],
])('the day %s', (text, valid) => {
  const day = dayTyped(text);
  if (valid === null) expect(day).toBeNull();
  else expect(day !== undefined).toBe(valid);
});
