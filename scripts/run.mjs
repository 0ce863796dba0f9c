// node scripts/run.mjs NAME [arguments]: one of the command-line programs (simulate, inspect, demo, clinic, bench).
// Standard output belongs to the program alone. What setup and build have to say goes to standard error.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { withDisplay } from './display.mjs';
import { root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';

const OPENS_A_WINDOW = new Set(['demo', 'clinic', 'bench']);

const log = console.error;
const [name = '', ...args] = process.argv.slice(2);
const { env } = await setupOrStop({ log });
await build({ log });

const program = path.join(root, 'out', `${name}.cjs`);
if (!existsSync(program)) {
  console.error(`there is no program called "${name}"`);
  process.exit(1);
}
const start = (environment) => run(process.execPath, [program, ...args], { env: environment });
process.exitCode = OPENS_A_WINDOW.has(name) ? await withDisplay(env, { log }, start) : await start(env);
