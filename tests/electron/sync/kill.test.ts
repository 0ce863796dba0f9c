import { afterAll, beforeAll, expect, it } from 'vitest';
import { fhirServer } from '../../fhir-server/server';
import { bundled, ended, launch } from '../store/program';
import { temporaryFolder } from '../store/samples';
import { chanceOf } from './chance';
import { wrongOn } from './station';
import { storyOf } from './story';

let program: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  program = await bundled('tests/electron/sync/kill-program.ts');
}, 120_000);
afterAll(() => program.remove());

it('a console that is killed with each of its requests under way leaves everything on the server once', async () => {
  const folder = temporaryFolder();
  const server = await fhirServer({ validation: 'off' });
  let kill: () => void = () => {};
  let writes = 0;
  // The server goes on with what it was asked; nobody hears its answer.
  server.faults.add({
    match: ({ method }) => {
      if (method === 'GET') return false;
      writes += 1;
      kill();
      return false;
    },
    fault: { kind: 'cut', when: 'before' },
  });
  let kills = 0;
  let said = '';
  for (let life = 0; life < 40 && said === ''; life += 1) {
    const child = launch(program.file, [folder, server.url]);
    const lives = life % 3;
    const from = writes;
    kill = () => {
      if (kills < 10 && writes - from > lives) child.kill('SIGKILL');
    };
    const { code, out } = await ended(child);
    if (code === null) kills += 1;
    else said = out.trim();
  }
  const story = storyOf(chanceOf(5));
  while (story.goOn()) {
    // As the program wrote it.
  }
  expect(said).toBe('done, 0 put aside');
  expect(kills).toBeGreaterThan(3);
  expect(wrongOn(server, story.expected())).toEqual([]);
  await server.close();
}, 300_000);
