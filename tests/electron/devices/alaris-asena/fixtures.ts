import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../fixtures/bytes/alaris-asena');

export type Fixture = {
  readonly file: string;
  readonly text: string;
  readonly direction: string;
  readonly bytes: Uint8Array;
};

/** Every recorded or published frame of this family; `#` lines hold its text, direction and origin. */
export const fixtures: readonly Fixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.hex'))
  .sort()
  .map((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const note = (name: string): string =>
      lines.find((line) => line.startsWith(`# ${name}: `))?.slice(name.length + 4) ?? '';
    const hex = lines
      .filter((line) => !line.startsWith('#'))
      .join(' ')
      .trim();
    const bytes = Uint8Array.from(hex.split(/\s+/), (pair) => Number.parseInt(pair, 16));
    return { file, text: note('text'), direction: note('direction'), bytes };
  });

/** The fixtures that a receiver must accept. */
export const goodFrames = fixtures.filter((fixture) => !fixture.file.startsWith('negative-'));

/** One fixture by the start of its file name. */
export function fixture(start: string): Fixture {
  const found = fixtures.find((candidate) => candidate.file.startsWith(start));
  if (found === undefined) throw new Error(`no fixture ${start}`);
  return found;
}
