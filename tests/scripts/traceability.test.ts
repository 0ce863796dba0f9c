import { describe, expect, test } from 'vitest';
import {
  findGaps,
  type Proofs,
  pageOf,
  readProofs,
  readRequirements,
  readTitles,
} from '../../scripts/traceability.mjs';

const requirements = `# T
## A. First
- **SR-001** One thing.
- **SR-002** Another.
## B. Second
- **SR-003** A third | with a bar.
## Out of scope
- **SR-003** Not built yet.
`;

describe('titles that name a requirement', () => {
  test.each([
    ["test('does it (SR-001)', () => {});", ['SR-001']],
    ["test.each([\n  [1, 'SR-009'],\n])('does %i (SR-001, SR-002)', (n) => {});", ['SR-001', 'SR-002']],
    ["describe('it SR-003', () => { it(`never (SR-001)`, run); });", ['SR-003', 'SR-001']],
    ["test('a person’s \\'word\\' (SR-002)', run);", ['SR-002']],
    ["// test('not this one (SR-001)', run);\n/* it('nor this (SR-001)', run) */", []],
    ["const words = 'SR-001'; expect(words).toBe('SR-001');", []],
  ])('%s', (code, ids) => {
    expect(readTitles(code).flatMap((one) => one.ids)).toEqual(ids);
  });
});

describe('what fails the build', () => {
  const read = readRequirements(requirements);
  const proofs = (...ids: string[]): Proofs =>
    new Map(ids.map((id) => [id, [{ file: 'a.test.ts', title: `x (${id})` }]]));

  test('nothing, when each line has a test or a reason', () => {
    expect(findGaps(read, proofs('SR-001', 'SR-002'), 'H-01 SR-001')).toEqual([]);
  });

  test.each([
    ['a line with neither', proofs('SR-001'), '', 'SR-002 has neither a test nor a reason'],
    [
      'a reason that no longer holds',
      proofs('SR-001', 'SR-002', 'SR-003'),
      '',
      'SR-003 is called out of scope',
    ],
    ['a test of nothing', proofs('SR-001', 'SR-002', 'SR-999'), '', 'SR-999, which is no requirement'],
    ['a hazard against nothing', proofs('SR-001', 'SR-002'), 'SR-998', 'SR-998, which is no requirement'],
  ])('%s', (_, given, hazards, words) => {
    const gaps = findGaps(read, given, hazards);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toContain(words);
  });

  test('a number that stands twice', () => {
    const twice = readRequirements(`${requirements.replace('SR-002', 'SR-001')}`);
    expect(findGaps(twice, proofs('SR-001'), '')).toContain('SR-001 stands twice in the requirements.');
  });

  test('the page names test and file, and bars do not break its tables', () => {
    const page = pageOf(read, proofs('SR-001', 'SR-002'));
    expect(page).toContain('2 of 3 requirements have a test; 1 are out of scope with a reason.');
    expect(page).toContain('| SR-001 | One thing. | `a.test.ts`: x (SR-001) |');
    expect(page).toContain('A third \\| with a bar. | out of scope: Not built yet.');
  });
});

test('the samples above prove nothing', () => {
  const files = [...readProofs().values()].flat().map(({ file }) => file);
  expect(files.length).toBeGreaterThan(100);
  expect(files).not.toContain('scripts/traceability.test.ts');
});
