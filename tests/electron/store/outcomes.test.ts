import { describe, expect, it } from 'vitest';
import { connect } from '../../../electron/store/connection';
import { cipherKey, readKey } from '../../../electron/store/key';
import { recordFiles } from '../../../electron/store/record-files';
import { rebuildSummaries } from '../../../electron/store/summary';
import { type EventDraft, WORKSTATION } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { nurse, opened, temporaryFolder } from './samples';

const at = (ms: number) => ({ at: epochMs(1_770_000_000_000 + ms), mono: monoMs(ms) });
const reported = (patientId: string): EventDraft => ({
  type: 'risk.reported',
  body: { patientId, by: nurse, words: `of ${patientId}` },
});
const answered = (patientId: string, risk: string | null): EventDraft => ({
  type: 'outcome.recorded',
  body: {
    ...{ outcomeId: `o-${patientId}`, patientId, instrument: 'PHQ-9', instrumentVersion: 1, risk },
    ...{ answers: [0, 0, 0, 0, 0, 0, 0, 0, 1], score: 1, answeredAt: epochMs(1), filledBy: 'staff' },
    ...{ by: nurse, handedBy: null, basis: { kind: 'follow-up' } },
  },
});
const assessed = (patientId: string): EventDraft => ({
  type: 'risk.assessed',
  body: { patientId, by: nurse, assessment: 'a', action: 'b', told: 'c', plan: 'd' },
});

describe('the list of open risks', () => {
  it('follows the log, and is the same when it is made anew from it', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    const open = () => store.openRisks().map(({ patientId, event }) => [patientId, event.type]);
    store.append(WORKSTATION, 'r', at(0), [reported('p-1'), answered('p-2', 'PHQ-9 item 9 answered 1')]);
    store.append(WORKSTATION, 'r', at(1), [answered('p-3', null), reported('p-2')]);
    expect(open()).toEqual([
      ['p-1', 'risk.reported'],
      ['p-2', 'outcome.recorded'],
      ['p-2', 'risk.reported'],
    ]);
    store.append(WORKSTATION, 'r', at(2), [assessed('p-2')]);
    expect(open()).toEqual([['p-1', 'risk.reported']]);
    store.append(WORKSTATION, 'r', at(3), [answered('p-2', 'again')]);
    const before = open();
    const files = recordFiles(folder);
    const key = readKey(files.key);
    if (key === null) throw new Error('no key');
    store.close();
    const db = connect(files.record, cipherKey(key), 'read-write');
    db.transaction(() => rebuildSummaries(db))();
    db.close();
    const again = opened({ folder });
    expect(again.openRisks().map(({ patientId, event }) => [patientId, event.type])).toEqual(before);
    expect(again.outcomeEvents('p-2').map(({ type }) => type)).toEqual([
      'outcome.recorded',
      'risk.reported',
      'risk.assessed',
      'outcome.recorded',
    ]);
    again.close();
  });

  it('is not moved by what could not be written', () => {
    const store = opened({ folder: temporaryFolder() });
    const nothing = { type: 'risk.reported', body: { patientId: 'p-1', by: nurse, words: '' } } as const;
    expect(() => store.append(WORKSTATION, 'r', at(0), [reported('p-1'), nothing])).toThrow();
    expect(store.openRisks()).toEqual([]);
    store.close();
  });
});
