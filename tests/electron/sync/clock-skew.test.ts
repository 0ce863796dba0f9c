import { expect, it } from 'vitest';
import { withClockSkew } from '../../../shared/fhir/clock-skew';
import { fhirServer } from '../../fhir-server/server';
import { context } from '../../shared/fhir/kit';
import { chanceOf } from './chance';
import { handed, station, type World } from './station';
import { storyOf } from './story';

it('a visit says on the server how far its clock was ahead when it was sent, and once only', async () => {
  const server = await fhirServer({ validation: 'off', socket: false });
  const world: World = { mono: 0, wallOffset: -40_000 };
  const story = storyOf(chanceOf(1));
  while (story.goOn()) {
    // All of it is written before anything is sent.
  }
  const reached = handed(server, world);
  const here = station({
    ...{ story, world, chance: chanceOf(2) },
    transport: async (request) => {
      const answer = await reached(request);
      if (answer.kind !== 'answer') return answer;
      // Of a clock that is right, where ours is 40 s behind; in whole seconds.
      const date = new Date(Date.UTC(2030, 0, 7, 9) + Math.floor(world.mono / 1_000) * 1_000).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    },
    broken: (parts) => ({
      ...parts,
      withSkew: (resource, skew) => withClockSkew(context, resource, skew),
    }),
  });
  for (let step = 0; step < 500; step += 1) {
    const next = await here.step();
    if (next === null) break;
    world.mono = Math.max(world.mono, next);
  }
  const visits = (server.records.everything() as { resourceType: string; extension?: unknown }[]).filter(
    ({ resourceType }) => resourceType === 'Encounter',
  );
  expect(visits.map(({ extension }) => extension)).toMatchObject([
    [
      {
        url: expect.stringMatching(/extension\/clock-skew$/),
        extension: [
          { url: 'server-ahead', valueQuantity: { unit: 'ms' } },
          { url: 'measured', valueDateTime: expect.stringMatching(/^2030-01-07T/) },
        ],
      },
    ],
  ]);
  const [told] = (visits[0]?.extension ?? []) as {
    extension: { valueQuantity?: { value: number } }[];
  }[];
  const ahead = told?.extension[0]?.valueQuantity?.value ?? 0;
  expect(Math.abs(ahead - 40_000)).toBeLessThanOrEqual(1_100);
});
