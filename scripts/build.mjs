// Bundles every part of the application into out/, and does nothing when no source has changed since the last time.
// usage: node scripts/build.mjs [--force]
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { alone } from './lock.mjs';
import { root } from './paths.mjs';

const external = [
  'electron',
  'better-sqlite3',
  'serialport',
  /^(@playwright|playwright)/,
  // The server of the tests reads the published definitions from the package's own folder.
  /^(@medplum\/(core|definitions|fhir-router)|fhir)$/,
  ...builtinModules,
  /^node:/,
];

/** Parts that run outside the page: output name → entry. An entry that is not there is left out. */
const nodeParts = {
  main: 'electron/main.ts',
  preload: 'electron/preload.ts',
  'device-host': 'electron/devices/host.ts',
  'record-copier': 'electron/store/copier.ts',
  'session-exporter': 'electron/export/exporter.ts',
  'connection-tester': 'electron/sync/connection-test/tester.ts',
  'sync-process': 'electron/sync/sync-process.ts',
  simulate: 'tests/simulator/cli.ts',
  inspect: 'electron/inspect/cli.ts',
  demo: 'scripts/demo/cli.ts',
  seed: 'scripts/seed/cli.ts',
  clinic: 'tests/clinic-in-a-box/cli.ts',
  bench: 'scripts/bench/cli.ts',
  'bench-clinic-server': 'scripts/bench/clinic-server.ts',
};

const sources = [
  'shared',
  'electron',
  'renderer',
  'tests/simulator',
  'tests/seed',
  'tests/shared',
  'tests/journeys',
  'tests/fhir-server',
  'tests/clinic-in-a-box',
  'tests/renderer/review-harness',
  'scripts',
  'resources',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** One file per part: main and preload must not share a chunk, because a sandboxed preload can load no second file. */
function bundleForNode(vite, name, entry, outDir, { version, builtAt }) {
  return vite.build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    cacheDir: path.join(root, '.cache/vite'),
    define: { __APP_VERSION__: JSON.stringify(version), __BUILT_AT__: String(builtAt) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: path.join(root, entry),
        external,
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  });
}

async function bundleAll(outDir, log) {
  const started = Date.now();
  const vite = await import('vite');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  await vite.build({
    configFile: path.join(root, 'renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: path.join(outDir, 'renderer') },
  });
  const parts = Object.entries(nodeParts).filter(([, entry]) => existsSync(path.join(root, entry)));
  for (const [name, entry] of parts)
    await bundleForNode(vite, name, entry, outDir, { version, builtAt: started });
  log(`build: page, ${parts.map(([name]) => name).join(', ')} in ${Date.now() - started} ms`);
}

/** Built beside out/ and exchanged for it at the end: a console that is running never finds half a build. */
export function build({ force = false, log = () => {} } = {}) {
  return alone('build', async () => {
    const out = path.join(root, 'out');
    const now = fingerprint(root, sources);
    const stamp = path.join(out, '.stamp');
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;

    const next = path.join(root, 'out.next');
    rmSync(next, { recursive: true, force: true });
    await bundleAll(next, log);
    writeFileSync(path.join(next, '.stamp'), now);
    rmSync(out, { recursive: true, force: true });
    renameSync(next, out);
    return true;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = await build({ force: process.argv.includes('--force'), log: console.error });
  if (!built) console.error('build: nothing has changed');
}
