import { describe, expect, it } from 'vitest';
import { entryKey } from '../../../shared/fhir/context';
import { workstationItems } from '../../../shared/fhir/workstation-items';
import { lineOf, type RecordLine, replacedAfter } from '../../../shared/record/lines';
import type { LoggedEvent } from '../../../shared/session/events';
import { epochMs } from '../../../shared/time/clock';
import { context } from '../fhir/kit';

const line = (name: string, afterSeq: number, at: number): RecordLine => ({
  ...{ line: name, afterSeq, at: epochMs(at) },
});

describe('a record that was put back from a copy', () => {
  it.each([
    [[], 500, null],
    [[line('b', 100, 1)], 100, null],
    [[line('b', 100, 1)], 101, 'b'],
    [[line('b', 100, 1), line('c', 150, 2)], 150, 'b'],
    [[line('b', 100, 1), line('c', 150, 2)], 151, 'c'],
  ])('says of which line an entry is: %j, %d', (lines, seq, expected) => {
    expect(lineOf(lines, seq)).toBe(expected);
    expect(entryKey({ lines }, seq)).toBe(expected === null ? String(seq) : `${seq}~${expected}`);
  });

  it.each([
    ['nothing where it never was', [], null, null],
    ['what followed the copy', [line('b', 100, 1)], null, 100],
    ['nothing of the line that goes on', [line('b', 100, 1)], 'b', null],
    ['the end of a line in the middle', [line('b', 100, 1), line('c', 150, 2)], 'b', 150],
    ['a line as a whole that the copy was older than', [line('c', 50, 2)], 'b', 0],
  ] as const)('says what it replaced: %s', (_, current, of, expected) => {
    expect(replacedAfter(current, of)).toBe(expected);
  });

  it('gives entries of the same number other keys on the server', () => {
    const entry: LoggedEvent = {
      ...{ seq: 101, sessionId: 'workstation', runId: 'r', version: 1 },
      ...({ at: 1_893_456_000_000, mono: 1 } as Pick<LoggedEvent, 'at' | 'mono'>),
      type: 'operator.signed-in',
      body: { by: { personId: 'p-1', name: 'R. Example', role: 'nurse' } },
    };
    const lookups = { history: () => [], order: () => null };
    const keys = (lines: readonly RecordLine[]) =>
      workstationItems({ ...context, lines }, entry, lookups).flatMap(({ kind, key }) =>
        kind === 'audit' ? [key] : [],
      );
    expect(keys([])).toEqual(['station-1/101']);
    expect(keys([line('b', 100, 1)])).toEqual(['station-1/101~b']);
  });

  it('keeps risks of patients in no session apart by the workstation that wrote them', () => {
    const entry: LoggedEvent = {
      ...{ seq: 7, sessionId: 'workstation', runId: 'r', version: 1 },
      ...({ at: 1_893_456_000_000, mono: 1 } as Pick<LoggedEvent, 'at' | 'mono'>),
      type: 'risk.reported',
      body: { by: { personId: 'p-1', name: 'R. Example', role: 'nurse' }, words: 'w', patientId: 'pt-1' },
    } as LoggedEvent;
    const keys = workstationItems(context, entry, { history: () => [], order: () => null }).flatMap(
      ({ kind, key }) => (kind === 'obs' ? [key] : []),
    );
    expect(keys).toEqual(['station-1/7/risk']);
  });
});
