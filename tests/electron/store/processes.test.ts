import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../electron/store/database';
import { bundled, ended, launch, line } from './program';
import { instant, note, opened, sessionOpened, temporaryFolder } from './samples';

let program = { file: '', remove: () => {} };
beforeAll(async () => {
  program = await bundled('tests/electron/store/writer-program.ts');
});
afterAll(() => program.remove());

describe('two processes at one record', () => {
  it('only one may write; a second one is refused until the first has ended, even by a kill (SR-161)', async () => {
    const folder = temporaryFolder();
    const holder = launch(program.file, ['hold', folder]);
    onTestFinished(() => void holder.kill('SIGKILL'));
    await line(holder, 'opened');

    const second = openStore({ folder });
    expect(second).toMatchObject({ kind: 'refused', reason: 'locked' });
    const third = await ended(launch(program.file, ['hold', folder]));
    expect(third.code).toBe(2);
    expect(third.out).toContain('"locked"');
    const reader = openStore({ folder, readOnly: true });
    expect(reader.kind).toBe('open');
    if (reader.kind === 'open') reader.store.close();

    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    opened({ folder });
  });

  it('a second writer within one process is refused too', () => {
    const folder = temporaryFolder();
    const first = opened({ folder });
    expect(openStore({ folder })).toMatchObject({ kind: 'refused', reason: 'locked' });
    first.append('s-1', 'run-1', instant(), [note('still mine')]);
    first.close();
    opened({ folder });
  });
});

describe('a writer that is killed in the middle of appending', () => {
  it('has every entry on disk that it was told is kept, whole steps only, seven times over (SR-159, SR-160)', async () => {
    const folder = temporaryFolder();
    let kept = 0;
    for (let round = 1; round <= 7; round += 1) {
      const writer = launch(program.file, ['write', folder]);
      let said = '';
      writer.stdout?.on('data', (chunk) => {
        said += chunk;
        const lines = said.split('\n').length;
        if (lines > 20 * round) writer.kill('SIGKILL');
      });
      await once(writer, 'close');
      const acknowledged = [...said.matchAll(/^seq (\d+)\n/gm)].map(([, seq]) => Number(seq));
      expect(acknowledged.length).toBeGreaterThan(10);

      const store = opened({ folder });
      const entries = [...store.events('s-1')].map(({ seq }) => seq);
      expect(store.lastSeq()).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? Number.NaN);
      expect(store.lastSeq()).toBeGreaterThan(kept);
      expect(entries).toEqual(Array.from({ length: store.lastSeq() }, (_, at) => at + 1));
      expect(entries.length % 2).toBe(0);
      kept = store.lastSeq();
      store.close();
    }
  });
});

describe('a folder that may not be written', () => {
  const attempt = (mode: string, folder: string) =>
    ended(launch(program.file, [mode, folder, temporaryFolder()]));

  it('refuses a writer, and lets a reader read a record that was closed', async () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.append('s-1', 'run-1', instant(), [sessionOpened()]);
    store.close();
    expect(await attempt('try-to-write', folder)).toMatchObject({
      code: 2,
      out: expect.stringContaining('"read-only"'),
      err: '',
    });
    expect(await attempt('try-to-read', folder)).toMatchObject({ code: 0, out: 'opened 1\n', err: '' });
  });

  it('refuses to make a record there', async () => {
    const folder = temporaryFolder();
    expect(await attempt('try-to-write', folder)).toMatchObject({
      code: 2,
      out: expect.stringContaining('"read-only"'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
