import { describe, expect, it } from 'vitest';
import { fhirServer } from '../../fhir-server/server';
import { chanceOf } from './chance';
import { handed, station, type World, wrongOn } from './station';
import { BEGIN, type Draft, type Story, scripted, storyOf } from './story';

const SESSION = 's1';

/** Ten minutes of one quantity; `value` says which revision of it this is. */
const block = (value: number): Draft => ({
  ...{ kind: 'trend-block', key: `${SESSION}/0000`, lane: 4, write: value === 70 ? 'create' : 'update' },
  resource: {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'trend' },
    effectivePeriod: {
      start: new Date(BEGIN).toISOString(),
      end: new Date(BEGIN + 600_000).toISOString(),
    },
    component: [
      {
        code: { text: 'HR' },
        valueSampledData: {
          ...{ origin: { value: 0 }, period: 1_000, dimensions: 1 },
          data: Array.from({ length: 600 }, (_, at) => value + (at % 7)).join(' '),
        },
      },
    ],
  },
});

const blocks = (...values: number[]): Story =>
  scripted(values.map((value) => ({ sessionId: SESSION, drafts: [block(value)] })));

async function room(story: Story) {
  const server = await fhirServer({ validation: 'off', socket: false });
  const world: World = { mono: 0, wallOffset: 0 };
  const console = () => station({ story, world, chance: chanceOf(3), transport: handed(server, world) });
  const here = console();
  const run = async (of = here, done = () => false): Promise<void> => {
    for (let step = 0; step < 1_000 && !done(); step += 1) {
      const next = await of.step();
      if (next === null || world.mono > 86_400_000) return;
      world.mono = Math.max(world.mono, next);
    }
  };
  const keys = (): string[] =>
    (server.records.everything() as { identifier?: { value: string }[] }[])
      .map(({ identifier }) => identifier?.[0]?.value ?? '')
      .sort();
  return { server, here, console, run, keys, wrong: () => wrongOn(server, story.expected()) };
}

describe('a server that takes only small requests', () => {
  it('has everything once in the end: blocks of values and parts of the record in pieces', async () => {
    const story = storyOf(chanceOf(1), { sessions: 2 });
    while (story.goOn()) {
      // All of it is written before anything is sent.
    }
    const { server, here, run, keys, wrong } = await room(story);
    server.faults.limits = { bytes: 1_800 };
    await run();
    expect(wrong()).toEqual([]);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
    expect(keys()).toContain('s1/0000/s300');
    expect(server.records.count()).toBeGreaterThan(story.expected().size + 4);
    expect(here.db.history().map(({ words }) => words)).toContain(
      'Too large for the server, and sent in pieces: Part of the record.',
    );
  });

  it('gets a correction over the same pieces, also when it takes more by then', async () => {
    const story = blocks(70, 80);
    const { server, here, run, keys, wrong } = await room(story);
    story.goOn();
    server.faults.limits = { bytes: 1_500 };
    await run();
    expect(wrong()).toEqual([]);
    const pieces = keys();
    expect(pieces.length).toBeGreaterThan(1);
    story.goOn();
    server.faults.limits = {};
    await run();
    expect(wrong()).toEqual([]);
    expect(keys()).toEqual(pieces);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });

  it('is left with no value twice when it had taken the whole of a block before', async () => {
    const story = blocks(70, 80);
    const { server, here, run, keys, wrong } = await room(story);
    story.goOn();
    await run();
    expect(keys()).toEqual(['s1/0000']);
    story.goOn();
    server.faults.limits = { bytes: 1_500 };
    await run();
    expect(wrong()).toEqual([]);
    expect(keys()).toEqual(['s1/0000', 's1/0000/s300']);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });

  it('misses nothing and has nothing twice when what is known of it is lost between two pieces', async () => {
    const story = blocks(70);
    const { server, here, console, run, keys, wrong } = await room(story);
    story.goOn();
    server.faults.limits = { bytes: 1_500 };
    await run(here, () => server.records.count() === 1);
    // The later piece goes first: the key of the block is there only when all of it is.
    expect(keys()).toEqual(['s1/0000/s300']);
    await run(console());
    expect(wrong()).toEqual([]);
    expect(keys()).toEqual(['s1/0000', 's1/0000/s300']);
    server.faults.limits = {};
    await run(console());
    expect(wrong()).toEqual([]);
  });

  it('does not get a piece that a person decided not to send, and gets the others', async () => {
    const story = blocks(70);
    const { server, here, run, keys } = await room(story);
    story.goOn();
    server.faults.limits = { bytes: 1_500 };
    server.faults.poison = (resource) =>
      JSON.stringify(resource).includes('/s300"') ? 'Not this one' : undefined;
    await run();
    expect(keys()).toEqual([]);
    expect(here.engine().status().kind === 'on' && here.db.parked()).toMatchObject([
      { key: 's1/0000/s300', holdsUp: 1 },
    ]);
    here.engine().control({ kind: 'dismiss', of: 'trend-block', key: 's1/0000/s300', reason: 'A test' });
    await run();
    expect(keys()).toEqual(['s1/0000']);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });

  it('has what can not be cut put aside, with words that say what to do', async () => {
    const story = scripted([
      {
        sessionId: SESSION,
        drafts: [
          {
            ...{ kind: 'document', key: `${SESSION}/report`, lane: 2, write: 'update' },
            resource: {
              resourceType: 'DocumentReference',
              status: 'current',
              description: 'x'.repeat(2_000),
            },
          },
        ],
      },
    ]);
    const { server, here, run } = await room(story);
    story.goOn();
    server.faults.limits = { bytes: 1_500 };
    await run();
    expect(here.db.parked()).toMatchObject([
      {
        key: 's1/report',
        reason: expect.stringContaining('Ask who runs the server to let it take larger requests'),
      },
    ]);
    server.faults.limits = {};
    here.engine().control({ kind: 'retry', of: 'document', key: 's1/report' });
    await run();
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });
});
