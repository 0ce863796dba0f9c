import { describe, expect, it } from 'vitest';
import { recordFound, runSelfTest } from '../../../electron/session/self-test';
import type { EventDraft } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import type { BedsideState } from '../../../shared/session/state';
import type { SelfTestFacts } from '../../../shared/workstation/self-test';
import { clinicPolicy } from '../../clinic';
import { ManualClock } from '../../clock';
import { soundFacts } from '../../self-test';
import { infusingRoom } from '../../shared/session-kit';

const report = { sealed: 3, before: 0, after: 0, broken: null, anchor: '' };

function workstation(begin: BedsideState = initialState()) {
  const clock = new ManualClock();
  const found = {
    facts: { ...soundFacts, sound: null } as Omit<SelfTestFacts, 'sound'> & {
      sound: SelfTestFacts['sound'] | null;
    },
    told: [] as EventDraft[],
    clock,
  };
  let state = begin;
  runSelfTest({
    clock,
    policy: clinicPolicy,
    state: () => state,
    facts: () => found.facts,
    note(draft) {
      found.told.push(draft);
      const stamp = { seq: state.seq + 1, sessionId: 'workstation', runId: 'r', version: 1, ...clock.now() };
      state = evolve(state, { ...draft, ...stamp });
    },
  });
  return found;
}
const failedItems = (draft: EventDraft | undefined) =>
  draft?.type === 'self-test.done'
    ? draft.body.lines.filter(({ standing }) => standing === 'failed').map(({ item }) => item)
    : null;

describe('a start’s self-test (SR-208)', () => {
  it('waits for the window’s word on its sound, and tells once', async () => {
    const one = workstation();
    await one.clock.advance(12_000);
    expect(one.told).toEqual([]);
    one.facts.sound = { working: true, reason: '' };
    await one.clock.advance(60_000);
    expect(one.told.map(failedItems)).toEqual([[]]);
  });

  it('takes a window that does not say for one without a sound', async () => {
    const one = workstation();
    await one.clock.advance(36_000);
    expect(one.told.map(failedItems)).toEqual([['sound']]);
  });

  it('tells again when something fails later and when it is mended', async () => {
    const one = workstation();
    one.facts.sound = { working: true, reason: '' };
    await one.clock.advance(6_000);
    one.facts = { ...one.facts, freeBytes: 1 };
    await one.clock.advance(6_000);
    one.facts = { ...one.facts, freeBytes: 50e9 };
    await one.clock.advance(6_000);
    expect(one.told.map(failedItems)).toEqual([[], ['space'], []]);
  });

  it('rests while a session is open', async () => {
    const one = workstation(infusingRoom().state);
    one.facts.sound = { working: true, reason: '' };
    await one.clock.advance(60_000);
    expect(one.told).toEqual([]);
  });

  it('finds seals that do not hold, and takes a page that can not be read for a finding', () => {
    expect(recordFound(() => report)).toEqual({ kind: 'holds' });
    expect(recordFound(() => ({ ...report, broken: { fromSeq: 2, toSeq: 3 } }))).toEqual({
      kind: 'broken',
      fromSeq: 2,
      toSeq: 3,
    });
    const unreadable = recordFound(() => {
      throw new Error('database disk image is malformed');
    });
    expect(unreadable).toMatchObject({ kind: 'not-readable', reason: expect.stringContaining('malformed') });
  });
});
