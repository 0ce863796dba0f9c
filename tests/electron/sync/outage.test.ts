import { describe, expect, it } from 'vitest';
import { fhirServer } from '../../fhir-server/server';
import { seededLogs } from '../../shared/fhir/kit';
import { chanceOf } from './chance';
import { loggedStory } from './logged-story';
import { handed, type Station, station, type World, wrongOn } from './station';
import { storyOf } from './story';

const HOURS = 3_600_000;
const MOST_STEPS = 20_000;

async function runUntil(here: Station, world: World, done: () => boolean): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !done(); step += 1) {
    const next = await here.step();
    if (next === null) return;
    world.mono = Math.max(world.mono, next);
  }
}

const waiting = (here: Station): number =>
  here.db.laneStandings().reduce((sum, lane) => sum + lane.waiting, 0);

describe('after an outage', () => {
  it('of eight hours with three sessions everything is there, once and equal', async () => {
    const server = await fhirServer({ validation: 'off', socket: false });
    const world: World = { mono: 0, wallOffset: 0 };
    const story = loggedStory(seededLogs(3, 0.5, 7));
    const reached = handed(server, world);
    const offline = () => world.mono < 8 * HOURS;
    const here = station({
      ...{ story, world, chance: chanceOf(8) },
      transport: async (request) =>
        offline() ? { kind: 'none', sent: false, detail: 'no network' } : reached(request),
    });
    const everyMs = (8 * HOURS) / story.entries;
    for (let written = 0; story.goOn(); written += 1)
      await runUntil(here, world, () => world.mono >= written * everyMs);
    await runUntil(here, world, () => !offline());
    const left = waiting(here);
    expect(left).toBeGreaterThan(story.expected().size / 2);
    const from = world.mono;
    await runUntil(here, world, () => waiting(here) === 0);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [], link: { kind: 'online' } });
    expect(wrongOn(server, story.expected())).toEqual([]);
    const { requests, bytesIn } = server.traffic;
    console.info(
      `8 h offline: ${left} records waited; all there ${Math.round((world.mono - from) / 1_000)} s after the network (simulated), ${requests} requests, ${Math.round(bytesIn / 1_024)} kB`,
    );
  }, 300_000);

  it('what a session comes to is taken by a server that validates, though connections are lost', async () => {
    const server = await fhirServer({ socket: false });
    const world: World = { mono: 0, wallOffset: 0 };
    const story = loggedStory(seededLogs(1, 0.1, 3));
    const here = station({ story, world, chance: chanceOf(9), transport: handed(server, world) });
    for (const on of [2, 5, 9]) server.faults.add({ on, fault: { kind: 'cut', when: 'after' } });
    while (story.goOn()) {
      // All of it is written before anything is sent.
    }
    await runUntil(here, world, () => waiting(here) === 0 && here.db.cursor() !== null);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
    expect(wrongOn(server, story.expected())).toEqual([]);
    expect(server.faults.struck.length).toBeGreaterThan(0);
  }, 300_000);

  it('a hundred workstations come back at once, to a server that can not take them all: no record twice, nobody starves', async () => {
    const server = await fhirServer({ validation: 'off', socket: false });
    const A_SECOND = 8;
    const perSecond = new Map<number, number>();
    const stations = Array.from({ length: 100 }, (_, no) => {
      const world: World = { mono: 0, wallOffset: 0 };
      const chance = chanceOf(1_000 + no);
      const story = storyOf(chance, { prefix: `w${no}-` });
      while (story.goOn()) {
        // All of it was written while there was no network.
      }
      const reached = handed(server, world);
      const here = station({
        ...{ story, world, chance },
        transport: async (request) => {
          const second = Math.floor(world.mono / 1_000);
          const already = perSecond.get(second) ?? 0;
          perSecond.set(second, already + 1);
          if (already < A_SECOND) return reached(request);
          world.mono += 50;
          return { kind: 'answer', status: 429, headers: { 'retry-after': '5' }, body: '' };
        },
      });
      return { world, story, here, at: 0, doneAt: null as number | null };
    });
    // The one whose time is next goes on; all of them tell the same time.
    for (let step = 0; step < 100_000; step += 1) {
      const next = stations.filter(({ doneAt }) => doneAt === null).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      next.world.mono = Math.max(next.world.mono, next.at);
      const wish = await next.here.step();
      next.at = Math.max(next.world.mono, wish ?? next.world.mono);
      if (waiting(next.here) === 0 && next.here.db.cursor() !== null) next.doneAt = next.world.mono;
    }
    const expected = new Map(stations.flatMap(({ story }) => [...story.expected()]));
    expect(wrongOn(server, expected)).toEqual([]);
    const done = stations.map(({ doneAt }) => doneAt ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    const [first, median, last] = [done[0] ?? 0, done[50] ?? 0, done[99] ?? Number.POSITIVE_INFINITY];
    // Nobody waits for ever while others are done.
    expect(last).toBeLessThan(30 * 60_000);
    const told = [first, median, last].map((ms) => `${Math.round(ms / 1_000)} s`).join(' / ');
    console.info(
      `100 workstations, ${expected.size} records, ${server.traffic.requests} requests taken; done first / median / last (simulated): ${told}`,
    );
  }, 300_000);
});
