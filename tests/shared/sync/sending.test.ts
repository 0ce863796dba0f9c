import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, chooseBundle, laneOrder } from '../../../shared/sync/choose';
import { entryFor, resolved, searchOf } from '../../../shared/sync/entry';
import type { Lane } from '../../../shared/sync/item';
import { localReference, localReferences } from '../../../shared/sync/item';
import {
  afterFailure,
  afterSuccess,
  backOffMs,
  isBroken,
  type Pace,
  paceRules,
  sizeNow,
  startPace,
} from '../../../shared/sync/pace';
import { skewOfSamples, withDate } from '../../../shared/sync/skew';
import { durationMs, epochMs } from '../../../shared/time/clock';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const pace: fc.Arbitrary<Pace> = fc.record({
  size: fc.integer({ min: 1, max: paceRules.mostSize }),
  failures: fc.nat(50),
  notBefore: fc.nat(),
});

describe('the pace', () => {
  it('waits anything between nothing and the doubled base, and never beyond the cap', () => {
    fc.assert(
      fc.property(fc.nat(2_000), chance, (failures, luck) => {
        const wait = backOffMs(paceRules, failures, luck);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(paceRules.capMs, paceRules.baseMs * 2 ** failures));
      }),
    );
  });

  it('never asks before the time that the server named', () => {
    fc.assert(
      fc.property(pace, fc.nat(), chance, fc.nat(3_600_000), (before, now, luck, wait) => {
        const after = afterFailure(paceRules, before, now, luck, {
          retryAfter: durationMs(wait),
          halve: true,
        });
        expect(after.notBefore).toBeGreaterThanOrEqual(now + wait);
        expect(after.size).toBe(Math.max(1, Math.floor(before.size / 2)));
      }),
    );
  });

  it('keeps its size within one entry and the most that the server takes', () => {
    const moves = fc.array(fc.tuple(fc.boolean(), fc.boolean(), chance));
    fc.assert(
      fc.property(moves, (all) => {
        let now = startPace(paceRules, 0, 0.5);
        for (const [worked, halve, luck] of all) {
          now = worked
            ? afterSuccess(paceRules, now, now.notBefore, luck)
            : afterFailure(paceRules, now, now.notBefore, luck, { halve });
          expect(now.size).toBeGreaterThanOrEqual(1);
          expect(now.size).toBeLessThanOrEqual(paceRules.mostSize);
          expect(sizeNow(paceRules, now)).toBe(isBroken(paceRules, now) ? 1 : now.size);
        }
      }),
    );
  });

  it('lets the others go first when the server is there again', () => {
    const broken: Pace = { size: 10, failures: 5, notBefore: 0 };
    expect(sizeNow(paceRules, broken)).toBe(1);
    expect(afterSuccess(paceRules, broken, 1_000, 0.5)).toMatchObject({
      size: 15,
      failures: 0,
      notBefore: 16_000,
    });
    expect(afterSuccess(paceRules, { ...broken, failures: 1 }, 1_000, 0.5).notBefore).toBe(1_000);
  });
});

const candidates: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      lane: fc.integer({ min: 0, max: 5 }).map((lane) => lane as Lane),
      sessionId: fc.constantFrom('a', 'b', null),
      size: fc.integer({ min: 1, max: 400_000 }),
      delayed: fc.boolean(),
    }),
  )
  .map((all) => all.map((one, itemNo) => ({ ...one, itemNo })));

describe('what goes into a bundle', () => {
  it('is never more than fits, never twice, and never what waits for its time', () => {
    fc.assert(
      fc.property(candidates, fc.nat(100), fc.integer({ min: 1, max: 20 }), (all, bundleNo, size) => {
        const chosen = chooseBundle(all, laneOrder(bundleNo), size);
        expect(chosen.length).toBeLessThanOrEqual(size);
        expect(new Set(chosen.map(({ itemNo }) => itemNo)).size).toBe(chosen.length);
        expect(chosen.some(({ delayed }) => delayed)).toBe(false);
        const bytes = chosen.reduce((sum, one) => sum + one.size, 0);
        expect(chosen.length === 1 || bytes <= 1_000_000).toBe(true);
      }),
    );
  });

  it('keeps doses and vitals of a session in their order', () => {
    fc.assert(
      fc.property(candidates, fc.nat(100), fc.integer({ min: 1, max: 20 }), (all, bundleNo, size) => {
        for (const one of chooseBundle(all, laneOrder(bundleNo), size)) {
          if (one.lane !== 2 && one.lane !== 3) continue;
          const before = all.filter(
            (other) =>
              other.lane === one.lane && other.sessionId === one.sessionId && other.itemNo < one.itemNo,
          );
          expect(before.some(({ delayed }) => delayed)).toBe(false);
        }
      }),
    );
  });

  it('takes something whenever something can go, and the bulk has its turn', () => {
    fc.assert(
      fc.property(candidates, fc.nat(100), (all, bundleNo) => {
        const free = all.filter(({ delayed, lane }) => !delayed && lane !== 2 && lane !== 3);
        if (free.length > 0) expect(chooseBundle(all, laneOrder(bundleNo), 5)).not.toEqual([]);
      }),
    );
    const orders = Array.from({ length: 10 }, (_, at) => laneOrder(at)[0]);
    expect(orders).toEqual([0, 0, 0, 0, 4, 0, 0, 0, 0, 5]);
  });
});

describe('an entry', () => {
  const identity = { by: 'identifier', system: 'https://c.example/id/obs', value: 'a b|c' } as const;
  const resource = { resourceType: 'Observation', subject: { reference: localReference('patient', 'p') } };
  const item = { write: 'create', identity, resource, place: null, ownId: 'x1' } as const;
  const setting = { profile: 'portable', mayCreatePatients: true } as const;

  it('is made only once by its identifier, whatever stands in it', () => {
    expect(searchOf(identity)).toBe(
      'identifier=https%3A%2F%2Fc.example%2Fid%2Fobs%7Ca%20b%7Cc'.replace('b%7Cc', 'b%7Cc'),
    );
    expect(entryFor(item, setting).request).toEqual({
      ...{ method: 'POST', url: 'Observation', ifNoneExist: searchOf(identity) },
    });
    expect(entryFor({ ...item, write: 'update' }, setting).request).toEqual({
      ...{ method: 'PUT', url: `Observation?${searchOf(identity)}` },
    });
    expect(entryFor(item, { ...setting, profile: 'hapi' }).request).toEqual({
      method: 'PUT',
      url: 'Observation/x1',
    });
    const place = { type: 'Observation', id: '7', version: '3' };
    expect(entryFor({ ...item, write: 'update', place }, setting)).toMatchObject({
      request: { method: 'PUT', url: 'Observation/7', ifMatch: 'W/"3"' },
      resource: { id: '7' },
    });
    expect(
      entryFor({ ...item, write: 'look-up' }, { ...setting, mayCreatePatients: false }).request.method,
    ).toBe('GET');
  });

  it('names nothing that is not there, and a version where one is meant', () => {
    expect(resolved(resource, () => null)).toBeNull();
    const place = { type: 'Patient', id: '9', version: '2' };
    expect(resolved(resource, () => place)).toEqual({ ...resource, subject: { reference: 'Patient/9' } });
    const ofVersion = {
      resourceType: 'Provenance',
      what: { reference: `${localReference('order', 'o')}#version` },
    };
    expect(resolved(ofVersion, () => place)).toMatchObject({ what: { reference: 'Patient/9/_history/2' } });
    expect(localReferences(resource)).toHaveLength(1);
  });
});

it('the clock of the server is told by the median of five answers, so that a slow one says nothing', () => {
  const at = epochMs(Date.UTC(2030, 0, 7, 9, 0, 0));
  const date = (ms: number) => ({ date: new Date(at + ms).toUTCString() });
  let samples: readonly number[] = [];
  for (const off of [2_000, 2_000, 600_000, 2_000, 2_000])
    samples = withDate(samples, date(off), at, epochMs(at + 100));
  expect(skewOfSamples(samples)).toBe(2_450);
  expect(skewOfSamples(withDate([], {}, at, at))).toBeNull();
});
