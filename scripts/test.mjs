// npm test [-- --unit | --journeys] [filter]
// Lint, types, what proves which requirement, unit tests, then the journeys through the built app in a real window.
// Everything runs even when something failed before it, and the last line counts it all: lint, types and requirements
// as one check each, then every test.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';
import { playwrightCounts, sum, vitestCounts } from './test-results.mjs';

const args = process.argv.slice(2);
const filters = args.filter((argument) => !['--unit', '--journeys'].includes(argument));
const everything = !args.includes('--unit') && !args.includes('--journeys');
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

/** One run of the window's tests on a display of its own: a second window on it would take the focus from a hold. */
async function journeyRun(env, name, options) {
  const report = path.join(results, `playwright-${name}.json`);
  const own = [
    `--output=${path.join(root, '.cache/journeys', name)}`,
    '--pass-with-no-tests',
    '--reporter=list,json',
  ];
  return withDisplay({ ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, { log }, async (displayEnv) => {
    const exitCode = await run(tool('playwright'), ['test', ...own, ...options, ...filters], {
      cwd: root,
      env: displayEnv,
    });
    return playwrightCounts(report, exitCode);
  });
}

/** Journeys mostly wait, so two run beside each other; those that measure sound, frames or timers run alone. */
async function journeys(env) {
  console.log('\n== journeys');
  try {
    await build({ log });
  } catch (error) {
    console.error(error);
    return [{ passed: 0, failed: 1 }];
  }
  // A real display is one display.
  const parts = hasDisplay(env) ? 1 : 2;
  const beside = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      journeyRun(env, `part-${part + 1}`, ['--project=journeys', `--shard=${part + 1}/${parts}`]),
    ),
  );
  return [...beside, await journeyRun(env, 'measured', ['--project=measured'])];
}

const { env } = await setupOrStop({ log });
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = [];
if (everything) {
  counts.push(await check('lint', tool('biome'), ['check', '.'], env));
  counts.push(await check('types', tool('tsc'), ['-b'], env));
  const traceability = [path.join(root, 'scripts/traceability.mjs'), '--check'];
  counts.push(await check('traceability', process.execPath, traceability, env));
}
if (everything || args.includes('--unit')) counts.push(await unitTests(env));
if (everything || args.includes('--journeys')) counts.push(...(await journeys(env)));

const { passed, failed } = sum(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
