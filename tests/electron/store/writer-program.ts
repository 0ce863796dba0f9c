import { chmodSync, chownSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../../electron/store/database';
import { epochMs, monoMs } from '../../../shared/time/clock';

// A second process for the tests: `hold` keeps the record open, `write` appends until it is killed and says each
// number after its commit, `try-to-write` and `try-to-read` open as a user who may not write in the folder.
const [mode = '', folder = '', spareFolder = ''] = process.argv.slice(2);
const actor = { personId: 'p', name: 'N. Writer', role: 'nurse' } as const;
const NOBODY = 65_534;

/** Loads the addon while its file can still be read, then gives up the right to write. */
function becomeNobody(): void {
  const warmUp = openStore({ folder: spareFolder });
  if (warmUp.kind === 'open') warmUp.store.close();
  const isRoot = process.getuid?.() === 0;
  const paths = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))];
  if (isRoot) for (const each of paths) chownSync(each, NOBODY, NOBODY);
  chmodSync(folder, 0o555);
  if (isRoot) process.setuid?.(NOBODY);
}

const unprivileged = mode.startsWith('try-to-');
if (unprivileged) becomeNobody();
const result = openStore({ folder, readOnly: mode === 'try-to-read' });
if (result.kind === 'refused') {
  console.log(`refused ${JSON.stringify(result)}`);
  process.exit(2);
}
const { store } = result;
console.log(`opened ${store.lastSeq()}`);

if (mode === 'hold') process.stdin.resume();
while (mode === 'write') {
  const at = { at: epochMs(Date.now()), mono: monoMs(performance.now()) };
  const text = `written by ${process.pid}`;
  const events = store.append('s-1', 'run', at, [
    { type: 'note.recorded', body: { by: actor, text } },
    { type: 'note.recorded', body: { by: actor, text } },
  ]);
  console.log(`seq ${events.at(-1)?.seq}`);
}
