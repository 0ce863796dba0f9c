import { describe, expect, it } from 'vitest';
import { libraryAnswers } from '../../../electron/answers/library';
import { approveForTraining, keepShipped, libraryStanding } from '../../../electron/store/active-library';
import { connect } from '../../../electron/store/connection';
import { cipherKey, readKey } from '../../../electron/store/key';
import { loadLimitProfiles } from '../../../electron/store/limit-profiles';
import { recordFiles } from '../../../electron/store/record-files';
import { diffLibraries } from '../../../shared/library/diff';
import type { LimitProfile } from '../../../shared/limits/profile';
import type { Actor, StaffRole } from '../../../shared/record/people';
import { epochMs } from '../../../shared/time/clock';
import { MORNING, opened, temporaryFolder } from './samples';

const shipped = loadLimitProfiles('resources/limits');
const profiles = (): LimitProfile[] => {
  if (shipped.kind === 'refused') throw new Error(shipped.words);
  return shipped.profiles;
};
const tighter = (): LimitProfile[] =>
  profiles().map((one) => ({ ...one, rateMgPerHour: { ...one.rateMgPerHour, hardMax: 100 } }));

/** A record, one person of each role and a second physician, and the answers as the main process gives them. */
function desk() {
  const folder = temporaryFolder();
  const store = opened({ folder });
  let at = MORNING;
  const roles: [string, StaffRole][] = [
    ['nurse', 'nurse'],
    ['physician', 'physician'],
    ['other', 'physician'],
    ['pharmacist', 'pharmacist'],
    ['administrator', 'administrator'],
  ];
  for (const [personId, role] of roles)
    store.addPerson({ personId, name: `The ${personId}`, role, pin: '1234' }, epochMs(at));
  let operator: Actor | null = null;
  const answers = libraryAnswers({
    controller: { state: () => ({ operator }) as never },
    store,
    gate: {
      prove: async (_personId, _way, secret) =>
        secret === '1234'
          ? ({ kind: 'proven' } as never)
          : { kind: 'refused', reasons: ['The PIN does not match.'] },
    },
    clock: { now: () => ({ at: epochMs(at), mono: 0 }) } as never,
  });
  const standing = () => libraryStanding(store, shipped, epochMs(at));
  return {
    folder,
    store,
    answers,
    standing,
    as(personId: string | null) {
      const found = roles.find(([id]) => id === personId);
      operator = found === undefined ? null : { personId: found[0], name: `The ${found[0]}`, role: found[1] };
      return answers;
    },
    later(ms: number) {
      at += ms;
    },
    keep: () => keepShipped(store, shipped, epochMs(at)),
  };
}
const done = { kind: 'done' };
const refused = (words: RegExp) => ({ kind: 'refused', reasons: [expect.stringMatching(words)] });
const pin = '1234';

describe('the starting values that ship', () => {
  it('open no session until two people of the clinic approved them (SR-031)', async () => {
    const { keep, standing, as } = desk();
    keep();
    expect(standing()).toMatchObject({ kind: 'refused', words: expect.stringContaining('not approved') });
    const approve = (who: string) => as(who).approveLibrary({ versionNo: 1, effectiveAt: null, pin });
    expect(await approve('nurse')).toEqual(refused(/Physicians and pharmacists/));
    expect(await approve('physician')).toEqual(done);
    expect(standing().kind).toBe('refused');
    expect(await approve('physician')).toEqual(refused(/Another person/));
    expect(await approve('other')).toEqual(done);
    expect(standing()).toMatchObject({
      kind: 'ready',
      profiles: [
        {
          version: '1, starting values',
          approvedBy: ['The physician', 'The other'],
          effectiveFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        },
        { version: '1, starting values' },
      ],
    });
  });

  it('are kept once, and again only when a program ships others', () => {
    const { keep, store } = desk();
    keep();
    keep();
    expect(store.libraryVersions()).toHaveLength(1);
    keepShipped(store, { kind: 'loaded', profiles: tighter() }, epochMs(MORNING));
    expect(store.libraryVersions()).toHaveLength(2);
  });

  it('are approved by the invented people of a simulation', () => {
    const { keep, store, standing } = desk();
    keep();
    approveForTraining(store, store.people(), epochMs(MORNING));
    expect(standing().kind).toBe('ready');
  });

  it('block every session when the files are broken (SR-004)', () => {
    const { keep, store } = desk();
    keep();
    approveForTraining(store, store.people(), epochMs(MORNING));
    const broken = { kind: 'refused', words: 'The library file is not the one that was released.' } as const;
    expect(libraryStanding(store, broken, epochMs(MORNING))).toEqual(broken);
  });
});

describe('a version of the clinic (SR-031)', () => {
  it('is written by one person, approved by another, and then holds', async () => {
    const { keep, store, standing, as } = desk();
    keep();
    approveForTraining(store, store.people(), epochMs(MORNING));
    const propose = (who: string | null, over: object = {}) =>
      as(who).proposeLibrary({ profiles: tighter(), note: 'lower rate', pin, ...over });
    for (const who of ['nurse', 'physician', null])
      expect(await propose(who)).toEqual(refused(/Pharmacists and administrators/));
    expect(await propose('pharmacist', { pin: '0000' })).toEqual(refused(/PIN/));
    expect(await propose('pharmacist', { note: ' ' })).toEqual(refused(/why the library changes/));
    expect(await propose('pharmacist', { profiles: profiles() })).toEqual(refused(/Nothing differs/));
    const [first, ...rest] = tighter();
    const bad = { ...first, totalMg: { hardMin: null, softMin: null, softMax: 900, hardMax: 400 } };
    expect(await propose('pharmacist', { profiles: [bad, ...rest] })).toEqual(refused(/rising order/));
    expect(await propose('pharmacist')).toEqual(done);
    expect(standing()).toMatchObject({ version: { versionNo: 1 } });
    const approve = (who: string) => as(who).approveLibrary({ versionNo: 2, effectiveAt: null, pin });
    expect(await approve('pharmacist')).toEqual(refused(/You wrote this version/));
    expect(await as('physician').approveLibrary({ versionNo: 2, effectiveAt: null, pin: '0' })).toEqual(
      refused(/PIN/),
    );
    expect(await approve('physician')).toEqual(done);
    expect(standing()).toMatchObject({ version: { versionNo: 2 } });
  });

  it('holds from its date on, and is rolled back by a new version with the old content', async () => {
    const { keep, store, standing, as, later } = desk();
    keep();
    approveForTraining(store, store.people(), epochMs(MORNING));
    await as('pharmacist').proposeLibrary({ profiles: tighter(), note: 'lower rate', pin });
    const effectiveAt = epochMs(MORNING + 86_400_000);
    await as('physician').approveLibrary({ versionNo: 2, effectiveAt, pin });
    expect(standing()).toMatchObject({ version: { versionNo: 1 } });
    later(86_400_000);
    expect(standing()).toMatchObject({ version: { versionNo: 2 } });
    const back = () => as('administrator').rollBackLibrary({ versionNo: 1, note: 'too low', pin });
    expect(await back()).toEqual(done);
    expect(standing()).toMatchObject({ version: { versionNo: 2 } });
    expect(await as('other').approveLibrary({ versionNo: 3, effectiveAt: null, pin })).toEqual(done);
    const now = standing();
    if (now.kind === 'refused') throw new Error(now.words);
    expect(now.version).toMatchObject({ versionNo: 3, rollsBackTo: 1 });
    expect(diffLibraries(profiles(), now.profiles)).toEqual([]);
    expect(store.libraryVersions().map(({ versionNo }) => versionNo)).toEqual([1, 2, 3]);
  });

  it('can not be changed in the record, and one that was changed is not used (SR-004)', () => {
    const { keep, store, folder } = desk();
    keep();
    approveForTraining(store, store.people(), epochMs(MORNING));
    store.close();
    const files = recordFiles(folder);
    const key = readKey(files.key);
    if (key === null) throw new Error('no key');
    const db = connect(files.record, cipherKey(key), 'read-write');
    const raise = `UPDATE library_version SET body = replace(body, '"hardMax":150', '"hardMax":1500')`;
    expect(() => db.exec(raise)).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM library_approval')).toThrow(/append-only/);
    db.exec('DROP TRIGGER library_version_keeps_update');
    db.exec(raise);
    db.close();
    const again = opened({ folder });
    expect(libraryStanding(again, shipped, epochMs(MORNING))).toMatchObject({
      kind: 'refused',
      words: expect.stringMatching(/not as it was written.*Restore a backup/),
    });
  });
});
