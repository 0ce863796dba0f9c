import { describe, expect, it } from 'vitest';
import { carriedOver } from '../../../electron/answers/prediction';
import { fillFacts } from '../../../electron/session/facts-filling';
import { clinicPolicy } from '../../clinic';
import { ManualClock, settle } from '../../clock';
import { infuse, milligrams } from '../store/infused';
import { instant, opened, sessionClosed, sessionOpened, temporaryFolder } from '../store/samples';

const HOUR_MS = 3_600_000;

/** A record with one session of yesterday that nobody has gathered, and one that is open now. */
function record() {
  const folder = temporaryFolder();
  const before = opened({ folder });
  infuse(before, 's-yesterday', -24 * HOUR_MS, 6);
  before.close();
  const store = opened({ folder });
  store.append('s-yesterday', 'run-2', instant(-23 * HOUR_MS), [sessionClosed('completed', 1, 1)]);
  store.append('s-now', 'run-2', instant(0), [sessionOpened()]);
  expect(store.sessionsWithoutFacts()).toEqual(['s-yesterday']);
  return store;
}

describe('facts of sessions that have none', () => {
  it('are gathered of their own accord while no session is open, part by part', async () => {
    const store = record();
    const clock = new ManualClock();
    let open = true;
    const filling = fillFacts({ store, clock, sessionOpen: () => open });
    await clock.advance(60_000);
    expect(store.sessionsWithoutFacts()).toEqual(['s-yesterday']);
    open = false;
    await clock.advance(60_000);
    expect(store.sessionsWithoutFacts()).toEqual([]);
    filling.stop();
    expect(clock.pending).toBe(0);
  });

  it('are gathered at once for somebody who waits, session or not', async () => {
    const store = record();
    const clock = new ManualClock();
    const filling = fillFacts({ store, clock, sessionOpen: () => true });
    const asked = carriedOver({ store, filling, policy: clinicPolicy.prediction }, 's-now');
    await clock.advance(1_000);
    const found = await asked;
    expect(found.unread).toBe(0);
    expect(milligrams(found.dose)).toBeGreaterThan(2);
    filling.stop();
  });

  it('that can not be read are counted, and stand in nobody’s way', async () => {
    const store = record();
    const broken = {
      ...store,
      // biome-ignore lint/correctness/useYield: it fails before its first part
      *fillFacts(): Generator<void, void, void> {
        throw new Error('entry 3 can not be read');
      },
    };
    const clock = new ManualClock();
    const filling = fillFacts({ store: broken, clock, sessionOpen: () => false });
    const found = await carriedOver({ store, filling, policy: clinicPolicy.prediction }, 's-now');
    expect(found).toEqual({ dose: [], unread: 1 });
    await clock.advance(60_000);
    await settle();
    expect(store.sessionsWithoutFacts()).toEqual(['s-yesterday']);
    filling.stop();
  });

  it('count only so far back as the clinic says, and never the session itself', async () => {
    const store = record();
    const filling = fillFacts({ store, clock: new ManualClock(), sessionOpen: () => true });
    const short = { ...clinicPolicy.prediction, carryOverHours: 12 };
    expect(await carriedOver({ store, filling, policy: short }, 's-now')).toEqual({ dose: [], unread: 0 });
    expect(await carriedOver({ store, filling, policy: short }, 's-nobody')).toEqual({ dose: [], unread: 0 });
    filling.stop();
  });
});
