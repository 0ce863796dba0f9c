import { describe, expect, it } from 'vitest';
import { watchNetwork } from '../../../electron/sync/watch-network';
import { paceRules } from '../../../shared/sync/pace';
import { fhirServer } from '../../fhir-server/server';
import { chanceOf } from './chance';
import { handed, type Station, station, type World, wrongOn } from './station';
import { type Story, storyOf } from './story';

const HOUR = 3_600_000;
const { spreadMs, backEveryMs, capMs } = paceRules;

type Room = {
  readonly here: Station;
  readonly world: World;
  readonly story: Story;
  readonly tries: number[];
};

/** A console with a whole session to send, and a network that is there from `backAt` on. */
async function room(seed: number, backAt: number) {
  const server = await fhirServer({ validation: 'off', socket: false });
  const world: World = { mono: 0, wallOffset: 0 };
  const story = storyOf(chanceOf(1), { prefix: `w${seed}-` });
  while (story.goOn()) {
    // All of it is written before there is a network.
  }
  const tries: number[] = [];
  const reached = handed(server, world);
  const here = station({
    ...{ story, world, chance: chanceOf(seed) },
    transport: async (request) => {
      tries.push(world.mono);
      return world.mono < backAt ? { kind: 'none', sent: false, detail: 'no network' } : reached(request);
    },
  });
  return { server, here, world, story, tries };
}

/** Goes on until that moment, and no further. */
async function until({ here, world }: Room, mono: number): Promise<void> {
  for (let step = 0; step < 10_000; step += 1) {
    const next = await here.step();
    if (next === null || next >= mono) break;
    world.mono = Math.max(world.mono, next);
  }
  world.mono = Math.max(world.mono, mono);
}

const firstAfter = ({ tries }: Room, mono: number): number =>
  (tries.find((at) => at >= mono) ?? Number.POSITIVE_INFINITY) - mono;

describe('when the network is there again', () => {
  it('the next try comes within half a minute, spread over it, and everything is sent; unasked it may be minutes', async () => {
    const waits: number[] = [];
    const unasked: number[] = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      const told = await room(seed, HOUR);
      await until(told, HOUR);
      told.here.engine().wire.networkBack();
      await until(told, HOUR + 10 * 60_000);
      waits.push(firstAfter(told, HOUR));
      expect(wrongOn(told.server, told.story.expected())).toEqual([]);
      const left = await room(seed, HOUR);
      await until(left, HOUR);
      await until(left, HOUR + 2 * capMs);
      unasked.push(firstAfter(left, HOUR));
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(spreadMs);
    // Not all at once: in each third of the time there is one.
    for (const third of [0, 1, 2])
      expect(waits.some((wait) => Math.floor(wait / (spreadMs / 3)) === third)).toBe(true);
    expect(Math.max(...unasked)).toBeGreaterThan(2 * spreadMs);
  }, 60_000);

  it('and goes again every second, the server is not asked more than twice as often as by the back-off alone', async () => {
    const quiet = await room(5, 2 * HOUR);
    await until(quiet, HOUR);
    const from = quiet.tries.length;
    for (let second = 0; second < 600; second += 1) {
      quiet.here.engine().wire.networkBack();
      await until(quiet, HOUR + second * 1_000);
    }
    // Ten minutes: one try for each time that a return counts, and those of the back-off itself.
    expect(quiet.tries.length - from).toBeLessThanOrEqual(2 * ((10 * 60_000) / backEveryMs));
    expect(quiet.tries.length - from).toBeGreaterThan(3);
  });

  it('a time that the server named is kept', async () => {
    const server = await fhirServer({ validation: 'off', socket: false });
    const world: World = { mono: 0, wallOffset: 0 };
    const story = storyOf(chanceOf(1));
    while (story.goOn()) {
      // All of it is written before anything is sent.
    }
    server.faults.add({ on: 1, fault: { kind: 'answer', status: 503, retryAfterSeconds: 240 } });
    const tries: number[] = [];
    const reached = handed(server, world);
    const here = station({
      ...{ story, world, chance: chanceOf(2) },
      transport: (request) => {
        tries.push(world.mono);
        return reached(request);
      },
    });
    const parts = { here, world, story, tries };
    await until(parts, 100_000);
    expect(tries).toHaveLength(1);
    here.engine().wire.networkBack();
    await until(parts, 600_000);
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(240_000);
    expect(wrongOn(server, story.expected())).toEqual([]);
  });
});

describe('the system', () => {
  it('is asked for the network now and then: a return is told once, a loss is not; waking is told as well', () => {
    let online = true;
    let told = 0;
    const looks: (() => void)[] = [];
    const wakes: (() => void)[] = [];
    watchNetwork(
      {
        isOnline: () => online,
        onResume: (run) => void wakes.push(run),
        every: (_, run) => void looks.push(run),
      },
      () => {
        told += 1;
      },
    );
    const look = (now: boolean): number => {
      online = now;
      for (const run of looks) run();
      return told;
    };
    expect([true, false, false, true, true, false, true].map(look)).toEqual([0, 0, 0, 1, 1, 1, 2]);
    for (const run of wakes) run();
    expect(told).toBe(3);
  });
});
