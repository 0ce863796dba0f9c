// npm test [-- --checks --unit --journeys] [filter]: all three parts, or those that are named.
// Lint, types, what proves which requirement, unit tests, then the journeys through the built app in a real window.
// Everything runs even when something failed before it, and the last line counts it all: lint, types and requirements
// as one check each, then every test.
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { hasDisplay, withVirtualDisplays } from './display.mjs';
import { root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';
import { playwrightCounts, sum, vitestCounts } from './test-results.mjs';

const args = process.argv.slice(2);
const parts = ['--checks', '--unit', '--journeys'];
const filters = args.filter((argument) => !parts.includes(argument));
const everything = !parts.some((part) => args.includes(part));
const wants = (part) => everything || args.includes(part);
const results = path.join(root, '.cache/results');
const log = console.error;

const tool = (name) => path.join(root, 'node_modules/.bin', name);

async function check(name, program, programArgs, env) {
  console.log(`\n== ${name}`);
  const exitCode = await run(program, programArgs, { cwd: root, env });
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function unitTests(env) {
  console.log('\n== unit tests');
  const report = path.join(results, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await run(tool('vitest'), ['run', '--passWithNoTests', ...reporters, ...filters], {
    cwd: root,
    env,
  });
  return vitestCounts(report, exitCode);
}

/** One run of the window's tests. */
async function journeyRun(env, name) {
  const report = path.join(results, `playwright-${name}.json`);
  const args = [
    'test',
    `--project=${name}`,
    `--output=${path.join(root, '.cache/journeys', name)}`,
    '--pass-with-no-tests',
    '--reporter=list,json',
    ...filters,
  ];
  const exitCode = await run(tool('playwright'), args, {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return playwrightCounts(report, exitCode);
}

/** One for each core: with more, pages stood still for seconds and holds were missed. */
const beside = () => availableParallelism();

/** Those that measure sound, frames or timers run alone after the others. */
async function journeys(env) {
  console.log('\n== journeys');
  try {
    await build({ log });
  } catch (error) {
    console.error(error);
    return [{ passed: 0, failed: 1 }];
  }
  const both = async (displays) => [
    await journeyRun({ ...env, ...displays }, 'journeys'),
    await journeyRun({ ...env, DISPLAY: displays.DISPLAY ?? env.DISPLAY, JOURNEYS_GO_ON: '1' }, 'measured'),
  ];
  // A real display is one display, and a second window on it would take the focus from a hold.
  if (hasDisplay(env)) return both({});
  return withVirtualDisplays(beside(), { log }, (names) =>
    both({ DISPLAY: names[0], JOURNEY_DISPLAYS: names.join(' ') }),
  );
}

const { env } = await setupOrStop({ log });
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = [];
if (wants('--checks')) {
  counts.push(await check('lint', tool('biome'), ['check', '.'], env));
  counts.push(await check('types', tool('tsc'), ['-b'], env));
  const traceability = [path.join(root, 'scripts/traceability.mjs'), '--check'];
  counts.push(await check('traceability', process.execPath, traceability, env));
}
if (wants('--unit')) counts.push(await unitTests(env));
if (wants('--journeys')) counts.push(...(await journeys(env)));

const { passed, failed } = sum(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
