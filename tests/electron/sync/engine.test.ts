import { describe, expect, it } from 'vitest';
import { connectPlain } from '../../../electron/store/connection';
import { startExpander } from '../../../electron/sync/expander';
import { syncDbOn } from '../../../electron/sync/sync-db';
import { fhirServer } from '../../fhir-server/server';
import { runOf } from './campaign';
import { chanceOf } from './chance';
import { handed, station, type World, wrongOn } from './station';
import { storyOf } from './story';

const quiet = () => fhirServer({ validation: 'off', socket: false });

const MOST_STEPS = 1_000;

type Here = ReturnType<typeof station>;

/** Runs a console, the time going on as it asks for, until it wants nothing more or `done`. */
async function runUntil(here: Here, world: World, done = () => false): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !done(); step += 1) {
    const next = await here.step();
    if (next === null) return;
    world.mono = Math.max(world.mono, next);
  }
}

async function begun(seed = 1) {
  const server = await quiet();
  const world: World = { mono: 0, wallOffset: 0 };
  const chance = chanceOf(seed);
  const story = storyOf(chance);
  return { server, world, chance, story, transport: handed(server, world) };
}

/** A console whose whole story is written, run until nothing is left, or for a day. */
async function settled(parts: Awaited<ReturnType<typeof begun>>): Promise<Here> {
  while (parts.story.goOn()) {
    // All of it is written before anything is sent.
  }
  const here = station(parts);
  await runUntil(here, parts.world, () => parts.world.mono > 86_400_000);
  return here;
}

describe('sending', () => {
  it('brings everything to the server in a few bundles, once, parents first, and says so', async () => {
    const parts = await begun();
    const here = await settled(parts);
    expect(wrongOn(parts.server, parts.story.expected())).toEqual([]);
    expect(here.engine().status()).toMatchObject({ link: { kind: 'online' }, waiting: 0, parked: [] });
    const writes = parts.server.traffic.log.filter(({ method }) => method !== 'GET');
    expect(writes.length).toBeLessThan(20);
  });

  it('goes one by one where the server takes no bundle at all, and brings everything', async () => {
    const parts = await begun();
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'not-supported' }],
    };
    let bundles = 0;
    const here = await settled({
      ...parts,
      transport: async (request) => {
        if (request.path !== '') return parts.transport(request);
        bundles += 1;
        parts.world.mono += 50;
        return { kind: 'answer', status: 400, headers: {}, body: JSON.stringify(outcome) };
      },
    });
    expect(bundles).toBeGreaterThan(0);
    expect(wrongOn(parts.server, parts.story.expected())).toEqual([]);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });

  it('sends again what the server has lost, and says so', async () => {
    const parts = await begun();
    while (parts.story.goOn()) {
      // All of it is written before anything is sent.
    }
    const here = station(parts);
    await runUntil(here, parts.world, () => parts.server.records.count() === parts.story.expected().size);
    parts.server.clear();
    await runUntil(here, parts.world);
    expect(wrongOn(parts.server, parts.story.expected())).toEqual([]);
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
  });

  it.each([
    ['is created where there is none', true],
    ['is only looked up', false],
  ])(
    'sends nothing into the record of another person with the same number, where a patient %s',
    async (_, mayCreatePatients) => {
      const parts = await begun();
      while (parts.story.goOn()) {
        // All of it is written before anything is sent.
      }
      const items = [...parts.story.expected().values()];
      const ours = items.flatMap(({ kind, identity: { system, value } }) =>
        kind === 'patient' ? [{ system, value }] : [],
      );
      expect(ours.length).toBeGreaterThan(0);
      for (const [at, number] of ours.entries())
        await parts.server.records.save({
          ...{ resourceType: 'Patient', id: `there-${at}`, birthDate: '1947-11-30', identifier: [number] },
        } as never);
      const here = station({
        ...parts,
        broken: (given) => ({ ...given, setting: { profile: 'portable', mayCreatePatients } }),
      });
      await runUntil(here, parts.world, () => here.db.parked().length === ours.length);
      const parked = here.db.parked();
      expect(parked.map(({ kind }) => kind)).toEqual(ours.map(() => 'patient'));
      for (const { reason } of parked)
        expect(reason).toMatch(/born 1947-11-30 on the server, and one born 1980-03-05 here/);
      const held = JSON.stringify(parts.server.records.everything());
      expect(held).not.toMatch(/"reference":"Patient/);
    },
  );

  it('puts aside what the server will not take, goes on with the rest, and sends it when a person tries again', async () => {
    const parts = await begun();
    parts.server.faults.poison = (resource) =>
      JSON.stringify(resource).includes('"s1-hr1"') ? 'A heart rate is not taken here' : undefined;
    const here = await settled(parts);
    const status = here.engine().status();
    expect(status).toMatchObject({
      waiting: 1,
      parked: [
        { kind: 'obs', key: 's1-hr1', reason: expect.stringContaining('A heart rate is not taken here') },
      ],
    });
    const without = parts.story.expected();
    without.delete('obs/s1-hr1');
    expect(wrongOn(parts.server, without)).toEqual([]);
    parts.server.faults.poison = undefined;
    here.engine().control({ kind: 'retry', of: 'obs', key: 's1-hr1' });
    await runUntil(here, parts.world, () => here.db.parked().length > 0);
    expect(wrongOn(parts.server, parts.story.expected())).toEqual([]);
  });

  it('leaves out what a person decided not to send, and keeps the reason', async () => {
    const parts = await begun();
    parts.server.faults.poison = (resource) =>
      JSON.stringify(resource).includes('"s1-hr1"') ? 'no' : undefined;
    const here = await settled(parts);
    here.engine().control({ kind: 'dismiss', of: 'obs', key: 's1-hr1', reason: 'A test value' });
    expect(here.engine().status()).toMatchObject({ waiting: 0, parked: [] });
    expect(here.db.history()[0]?.words).toContain('A test value');
  });

  it('begins anew at another server, and not at the same one', async () => {
    const parts = await begun();
    const { db } = await settled(parts);
    expect(db.ofServer('one')).toBe(false);
    expect(db.ofServer('one')).toBe(false);
    expect(db.placeOf('session', 's1')).not.toBeNull();
    expect(db.ofServer('other')).toBe(true);
    expect(db.placeOf('session', 's1')).toBeNull();
    expect(db.cursor()).toBeNull();
    expect(db.ofServer('other')).toBe(false);
  });

  it('makes what could not be read ready at the next start, and says it once until then', async () => {
    const parts = await begun();
    const db = syncDbOn(connectPlain(':memory:'));
    const { record, expansion } = parts.story;
    let folded = 0;
    const begin = (isBroken: boolean) =>
      startExpander({
        ...{ db, record, now: () => 0 as never },
        expansion: {
          ...expansion,
          session: (sessionId) => {
            const fold = expansion.session(sessionId);
            folded += 1;
            const take: typeof fold.take = (...asked) => {
              if (isBroken) throw new Error('not for this version');
              return fold.take(...asked);
            };
            return { take };
          },
        },
      });
    const run = (expander: ReturnType<typeof begin>) => {
      while (parts.story.goOn()) for (let step = 0; step < MOST_STEPS && expander.step(); step += 1);
      for (let step = 0; step < MOST_STEPS && expander.step(); step += 1);
    };
    run(begin(true));
    const sessions = new Set(
      [...parts.story.expected().values()].flatMap(({ sessionId }) => sessionId ?? []),
    );
    expect(db.history()).toHaveLength(sessions.size);
    expect(folded).toBe(sessions.size);
    run(begin(false));
    const waiting = db.laneStandings().reduce((sum, lane) => sum + lane.waiting, 0);
    expect(waiting).toBe(parts.story.expected().size);
    expect(db.toMakeAgain()).toEqual([]);
  });

  it('begins anew when the record is another one', async () => {
    const parts = await begun();
    const here = await settled(parts);
    here.db.keepItems([], { kind: 'row', outboxNo: 1 }, 0 as never, {
      cursor: { outboxNo: 2, row: 'what never stood there', workstationSeq: 0 },
    });
    const { db } = here;
    expect(db.placeOf('session', 's1')).not.toBeNull();
    startExpander({
      db,
      record: parts.story.record,
      expansion: parts.story.expansion,
      now: () => 0 as never,
    });
    expect(db.placeOf('session', 's1')).toBeNull();
    expect(db.cursor()).toBeNull();
  });
});

/** Engines with a fault of their own; the campaign has to find each. */
const mutations: readonly [string, Parameters<typeof runOf>[0]['broken']][] = [
  [
    'that does not ask what became of a lost answer, and takes it for sent',
    (parts) => ({
      ...parts,
      db: {
        ...parts.db,
        settle: (settled, at) =>
          parts.db.settle(
            settled.map((one) =>
              one.kind === 'in-doubt'
                ? {
                    itemNo: one.itemNo,
                    kind: 'acked',
                    place: { type: 'Basic', id: 'x', version: null },
                    hash: '',
                  }
                : one,
            ),
            at,
          ),
      },
    }),
  ],
  [
    'that sends again at once, while the server may still be at work',
    (parts) => ({ ...parts, rules: { ...parts.rules, verifyAfterMs: 0 } }),
  ],
  [
    'that takes for sent what it is about to send',
    (parts) => ({
      ...parts,
      db: {
        ...parts.db,
        markSent: (itemNos) =>
          parts.db.settle(
            itemNos.map((itemNo) => ({
              ...{ itemNo, kind: 'acked', place: { type: 'Basic', id: 'x', version: null }, hash: '' },
            })),
            parts.now().at,
          ),
      },
    }),
  ],
  [
    'that creates without a condition',
    (parts) => ({
      ...parts,
      transport: ({ headers: { 'if-none-exist': _, ...headers }, ...rest }) =>
        parts.transport({
          ...rest,
          headers,
          ...(rest.body === undefined
            ? {}
            : { body: rest.body.replaceAll(/"ifNoneExist":"[^"]*"/g, '"x":""') }),
        }),
    }),
  ],
];

describe('the campaign catches an engine', () => {
  it.each(mutations)(
    '%s',
    async (_, broken) => {
      const server = await quiet();
      let wrong = 0;
      for (let seed = 1; seed <= 60 && wrong === 0; seed += 1)
        wrong += (await runOf({ seed, server, ...(broken === undefined ? {} : { broken }) })).wrong.length;
      expect(wrong).toBeGreaterThan(0);
    },
    300_000,
  );
});
