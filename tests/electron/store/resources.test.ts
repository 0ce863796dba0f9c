import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintOfText, loadLimitProfiles } from '../../../electron/store/limit-profiles';
import { seedSimulation } from '../../../electron/store/seed-simulation';
import { epochMs } from '../../../shared/time/clock';
import { instant, MORNING, note, opened, temporaryFolder } from './samples';

const DEMO = 'resources/demo';
const LIMITS = 'resources/limits';
const DAY_MS = 86_400_000;

describe('the limit profiles that ship', () => {
  it('are the two of ketamine, and say that they are to be replaced', () => {
    const result = loadLimitProfiles(LIMITS);
    if (result.kind === 'refused') throw new Error(result.words);
    expect(result.profiles.map(({ profileId }) => profileId)).toEqual(['ketamine-mood', 'ketamine-pain']);
    for (const { source } of result.profiles) expect(source).toContain('to be replaced by each clinic');
    expect(result.profiles.map(({ rateMgPerKgPerHour }) => rateMgPerKgPerHour)).toEqual([
      { hardMin: 0.1, softMin: 0.25, softMax: 0.75, hardMax: 1.5 },
      { hardMin: 0.02, softMin: 0.05, softMax: 0.5, hardMax: 2 },
    ]);
  });

  const pain = () => JSON.parse(readFileSync(path.join(LIMITS, 'ketamine-pain.json'), 'utf8'));
  const bad: [string, () => string][] = [
    ['cut short', () => '{ "profileId": '],
    ['lacking a limit', () => JSON.stringify({ ...pain(), totalMg: undefined })],
    ['with a misspelt bound', () => JSON.stringify({ ...pain(), totalMg: { hardMax: 400 } })],
    ['with a name that nobody reads', () => JSON.stringify({ ...pain(), totalMilligram: 1 })],
    ['with a text for a number', () => JSON.stringify({ ...pain(), stepUpFloorMgPerHour: '5' })],
    [
      'with the soft limit above the hard one',
      () =>
        JSON.stringify({ ...pain(), totalMg: { hardMin: null, softMin: null, softMax: 500, hardMax: 400 } }),
    ],
    ['there a second time', () => JSON.stringify(pain())],
    [
      'without a hard minimum of the concentration (SR-023)',
      () =>
        JSON.stringify({
          ...pain(),
          profileId: 'other',
          concentrationMgPerMl: { hardMin: null, softMin: null, softMax: null, hardMax: 10 },
        }),
    ],
    [
      'without a hard maximum of the concentration (SR-023)',
      () =>
        JSON.stringify({
          ...pain(),
          profileId: 'other',
          concentrationMgPerMl: { hardMin: 0.5, softMin: null, softMax: null, hardMax: null },
        }),
    ],
  ];

  it.each(bad)('are all refused when one is %s', (_, content) => {
    const folder = temporaryFolder();
    cpSync(LIMITS, folder, { recursive: true });
    writeFileSync(path.join(folder, 'other.json'), content());
    const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
    manifest.files['other.json'] = fingerprintOfText(content());
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    const result = loadLimitProfiles(folder);
    expect(result.kind).toBe('refused');
    if (result.kind === 'refused') expect(result.words).toContain('other.json');
  });

  it.each<[string, (folder: string) => void]>([
    [
      'a number in a file is another one',
      (folder) => {
        const file = path.join(folder, 'ketamine-pain.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"hardMax": 150', '"hardMax": 1500'));
      },
    ],
    ['a file is gone', (folder) => rmSync(path.join(folder, 'ketamine-mood.json'))],
    ['a file was put beside them', (folder) => writeFileSync(path.join(folder, 'more.json'), '{}')],
    ['the manifest is gone', (folder) => rmSync(path.join(folder, 'manifest.json'))],
    ['the manifest is cut short', (folder) => writeFileSync(path.join(folder, 'manifest.json'), '{"fil')],
    [
      'the manifest names no file',
      (folder) => writeFileSync(path.join(folder, 'manifest.json'), '{"files":{}}'),
    ],
  ])('are refused with what to do when %s (SR-004)', (_, spoil) => {
    const folder = temporaryFolder();
    cpSync(LIMITS, folder, { recursive: true });
    expect(loadLimitProfiles(folder).kind).toBe('loaded');
    spoil(folder);
    const result = loadLimitProfiles(folder);
    expect(result).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('restore the library files'),
    });
  });

  it('read the same where lines end in another way', () => {
    const folder = temporaryFolder();
    cpSync(LIMITS, folder, { recursive: true });
    const file = path.join(folder, 'ketamine-pain.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    expect(loadLimitProfiles(folder).kind).toBe('loaded');
  });

  it('are refused when there are none, or no folder', () => {
    expect(loadLimitProfiles(temporaryFolder()).kind).toBe('refused');
    expect(loadLimitProfiles(path.join(temporaryFolder(), 'none')).kind).toBe('refused');
  });
});

describe('a simulation', () => {
  const now = epochMs(MORNING);

  it('begins with six invented patients, their orders for today, and people with known PINs', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    const { pins, passwords } = seedSimulation(store, folder, DEMO, now) ?? {};
    expect(new Set(Object.values(passwords ?? {})).size).toBe(store.people().length);
    expect(statSync(path.join(folder, 'training-passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, 'training-pins.json')).mode & 0o777).toBe(0o600);
    for (const { personId } of store.people()) {
      expect(pins?.[personId]).toMatch(/^\d{4}$/);
      expect(store.verifyPin(personId, pins?.[personId] ?? '')).toBe(true);
    }
    const planned = store.plannedSessions(now);
    expect(planned.map(({ patient }) => patient.name)).toEqual([
      'TEST, Alder',
      'TEST, Cedar',
      'TEST, Damson',
      'TEST, Birch',
      'TEST, Elder',
      'TEST, Fir',
    ]);
    expect(planned.map(({ order }) => order.signedBy?.name ?? null)).toEqual([
      'S. Sample',
      'S. Sample',
      'S. Sample',
      'S. Sample',
      null,
      'S. Sample',
    ]);
    expect(new Date(planned[0]?.order.plannedFor ?? 0).getHours()).toBe(9);
    expect(new Date(planned[0]?.order.plannedFor ?? 0).getMinutes()).toBe(40);
  });

  it('orders what its steps add up to, within its container and its profile’s hard limits', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    seedSimulation(store, folder, DEMO, now);
    const limits = loadLimitProfiles(LIMITS);
    for (const { order } of store.plannedSessions(now)) {
      const ends = [...order.steps.slice(1).map((step) => step.fromMinute), order.durationMin];
      const mgPerKg = order.steps.reduce(
        (sum, step, at) => sum + (step.rateMgPerKgPerHour * ((ends[at] ?? 0) - step.fromMinute)) / 60,
        0,
      );
      expect(mgPerKg * order.dosingWeightKg).toBeCloseTo(order.totalMg, 1);
      expect(order.totalMg / order.concentrationMgPerMl).toBeLessThanOrEqual(order.containerMl);
      const profile =
        limits.kind === 'loaded' && limits.profiles.find((each) => each.profileId === order.limitProfileId);
      if (!profile) throw new Error(`no profile ${order.limitProfileId}`);
      expect(order.maxRateMgPerKgPerHour).toBeLessThanOrEqual(profile.rateMgPerKgPerHour.softMax ?? 0);
      expect(order.totalMg).toBeLessThanOrEqual(profile.totalMg.softMax ?? 0);
      expect(order.signedAt ?? 0).toBeLessThan(order.plannedFor);
    }
  });

  it('goes on with the same people and PINs, and has a plan for each new day', () => {
    const folder = temporaryFolder();
    const first = opened({ folder });
    const pins = seedSimulation(first, folder, DEMO, now);
    first.close();
    const store = opened({ folder });
    expect(seedSimulation(store, folder, DEMO, now)).toEqual(pins);
    expect(store.orders()).toHaveLength(6);
    const tomorrow = epochMs(now + DAY_MS);
    expect(seedSimulation(store, folder, DEMO, tomorrow)).toEqual(pins);
    expect(store.plannedSessions(tomorrow)).toHaveLength(6);
    expect(store.people()).toHaveLength(6);
  });

  it('has no password or PIN that another workstation has too (SR-186)', () => {
    const seeded = Array.from({ length: 3 }, () => {
      const folder = temporaryFolder();
      return seedSimulation(opened({ folder }), folder, DEMO, now);
    });
    const passwords = seeded.flatMap((training) => Object.values(training?.passwords ?? {}));
    expect(passwords.length).toBeGreaterThan(10);
    expect(new Set(passwords).size).toBe(passwords.length);
    const folder = temporaryFolder();
    expect(opened({ folder }).people()).toEqual([]);
  });

  it('finishes a filling that was cut off', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    writeFileSync(path.join(folder, 'training-pins.json'), '{"p-example":"1234"}');
    const training = seedSimulation(store, folder, DEMO, now);
    expect(training?.pins['p-example']).toBe('1234');
    expect(training?.passwords['p-example']).toMatch(/^[a-z]{5}-[a-z]{5}$/);
    expect(store.plannedSessions(now)).toHaveLength(6);
  });

  it('never touches a record with people or events of its own', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.append('s-1', 'run-1', instant(), [note('real')]);
    expect(seedSimulation(store, folder, DEMO, now)).toBeNull();
    store.addPerson({ name: 'A. Person', role: 'nurse', pin: '471147' }, now);
    expect(seedSimulation(store, folder, DEMO, now)).toBeNull();
    expect(store.people()).toHaveLength(1);
    expect(store.patients()).toEqual([]);
    expect(readdirSync(folder)).not.toContain('training-pins.json');
  });
});
