import type { SendParts } from '../../../electron/sync/send-parts';
import type { FhirRequest } from '../../../shared/sync/transport';
import type { Fault } from '../../fhir-server/faults';
import type { FhirServer } from '../../fhir-server/server';
import { type Chance, chanceOf } from './chance';
import { judgedNow } from './racing';
import { handed, station, type World, wrongOn } from './station';
import { storyOf } from './story';

/** One fault of a run. What is refused for ever is set apart by `poison`. */
function faultOf(chance: Chance): Fault {
  const status = (statuses: readonly number[]) => chance.of(statuses);
  const faults: readonly (() => Fault)[] = [
    () => ({ kind: 'cut', when: 'before' }),
    () => ({ kind: 'cut', when: 'after' }),
    () => ({ kind: 'cut', when: 'during', afterResources: chance.whole(0, 8) }),
    () => ({ kind: 'late', afterRequests: chance.whole(0, 3) }),
    () => ({ kind: 'duplicate' }),
    () => ({ kind: 'truncate', keepBytes: chance.whole(0, 2_000), torn: chance.yes(0.5) }),
    () => ({ kind: 'answer', status: status([500, 502, 503, 504, 408, 425]), committed: chance.yes(0.5) }),
    () => ({ kind: 'answer', status: status([429, 503]), retryAfterSeconds: chance.whole(1, 120) }),
    () => ({ kind: 'answer', status: status([401, 413, 403]) }),
    () => ({ kind: 'expire', fromEntry: chance.whole(0, 8) }),
    () => {
      const from = chance.whole(0, 10);
      const answer = status([409, 429, 503, 401, 408, 413]);
      // One alone that is too large is too large for ever: never said to the last one of a divided bundle.
      return {
        kind: 'entries',
        judge: (_, index) =>
          index >= from && index < from + 3 && answer !== 413 ? { status: answer } : undefined,
      };
    },
    () => ({ kind: 'restart', when: chance.of(['before', 'after']) }),
  ];
  return chance.of(faults)();
}

export type Run = {
  readonly wrong: readonly string[];
  readonly parked: readonly string[];
  readonly steps: number;
  readonly kills: number;
  readonly struck: number;
  /** Simulated. */
  readonly minutes: number;
};

export type RunSetting = {
  readonly seed: number;
  readonly server: FhirServer;
  readonly broken?: (parts: SendParts) => SendParts;
};

const SERVER_LIMIT_MS = 85_000;
const MOST_STEPS = 4_000;

/** Brings one small session to a server while everything goes wrong, and says what came of it. Nothing is by chance. */
export async function runOf({ seed, server, broken }: RunSetting): Promise<Run> {
  server.clear();
  const chance = chanceOf(seed);
  const world: World = { mono: 0, wallOffset: 0 };
  const story = storyOf(chance);
  // Meanwhile nothing else goes wrong: what is done twice without its condition is there twice, whoever asks.
  let isRacing = false;
  const faults = chance.whole(2, 9);
  for (let fault = 0; fault < faults; fault += 1)
    server.faults.add({
      on: chance.whole(1, 14),
      times: chance.yes(0.25) ? chance.whole(2, 7) : 1,
      match: () => !isRacing,
      fault: faultOf(chance),
    });
  if (chance.yes(0.3))
    // Below the size of a block of values and of a part of the record: these go in pieces.
    server.faults.limits = chance.yes(0.5)
      ? { entries: chance.whole(2, 8) }
      : { bytes: chance.whole(1_800, 5_000) };
  const poisoned = chance.yes(0.25) ? 's1-hr1' : null;
  if (poisoned !== null)
    server.faults.poison = (resource) =>
      JSON.stringify(resource).includes(`"${poisoned}"`) ? 'This value is not taken here' : undefined;

  // What a server still does after the connection was lost is done within its own limit.
  let owedAt: number | null = null;
  let racing: { readonly request: FhirRequest; readonly dueAt: number }[] = [];
  const raceTo = async (mono: number): Promise<void> => {
    const due = racing.filter(({ dueAt }) => dueAt <= mono);
    racing = racing.filter(({ dueAt }) => dueAt > mono);
    isRacing = true;
    for (const { request } of due) await inner(request);
    isRacing = false;
  };
  const inner = handed(server, world);
  const transport = async (request: FhirRequest) => {
    if (owedAt !== null && world.mono - owedAt >= SERVER_LIMIT_MS) {
      await server.settle();
      owedAt = null;
    }
    await raceTo(world.mono);
    if (request.body !== undefined && chance.yes(0.06)) {
      const dueAt = world.mono + chance.whole(100, SERVER_LIMIT_MS);
      racing.push({ request: judgedNow(server, request), dueAt });
      return { kind: 'none', sent: true, detail: 'timed out' } as const;
    }
    const before = server.faults.struck.length;
    const answer = await inner(request);
    if (server.faults.struck.slice(before).some(({ kind }) => kind === 'late')) owedAt ??= world.mono;
    if (chance.yes(0.1)) world.mono += chance.whole(1_000, 55_000);
    return answer;
  };
  const killEvery = chance.of([null, null, 6, 25, 80]);
  const here = station({
    ...{ story, world, transport, chance, profile: seed % 4 === 3 ? 'hapi' : 'portable' },
    killAfter: (kills) => (killEvery === null || kills >= 40 ? null : chance.whole(1, killEvery * 2)),
    ...(broken === undefined ? {} : { broken }),
  });
  let steps = 0;
  let writing = true;
  for (; steps < MOST_STEPS; steps += 1) {
    if (writing && chance.yes(0.4)) writing = story.goOn();
    if (chance.yes(0.02)) world.wallOffset += chance.of([-600_000, 600_000]);
    const next = await here.step();
    const waiting = here.db.laneStandings().reduce((sum, one) => sum + one.waiting, 0);
    const parked = here.db.parked().length;
    if (!writing && waiting === parked && next !== world.mono) break;
    if (next === null || next > world.mono) {
      if (writing) {
        writing = story.goOn();
        world.mono = Math.min(next ?? Number.POSITIVE_INFINITY, world.mono + 5_000);
      } else if (next === null) break;
      else world.mono = next;
    }
  }
  await server.settle();
  await raceTo(Number.POSITIVE_INFINITY);
  const expected = story.expected();
  if (poisoned !== null) expected.delete(`obs/${poisoned}`);
  return {
    wrong: steps >= MOST_STEPS ? ['it did not come to an end'] : wrongOn(server, expected),
    parked: here.db
      .parked()
      .filter(({ kind, key }) => `${kind}/${key}` !== `obs/${poisoned}`)
      .map(({ kind, key, reason }) => `${kind}/${key}: ${reason}`),
    steps,
    kills: here.kills(),
    struck: server.faults.struck.length,
    minutes: world.mono / 60_000,
  };
}
