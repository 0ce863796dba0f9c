import { rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/** Bundles the simulator's command line for a test, into the folder for caches; gives the program and a way to remove it. */
export async function bundleSimulator(): Promise<{ readonly program: string; remove(): Promise<void> }> {
  const root = join(import.meta.dirname, '../..');
  // One level below the root, as in out/: the recordings are looked for next to the folder of the program.
  const outDir = join(root, '.cache');
  const name = `simulate-${process.pid}.cjs`;
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    cacheDir: join(root, '.cache/vite'),
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rollupOptions: {
        input: join(root, 'tests/simulator/cli.ts'),
        external: [...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: name, codeSplitting: false },
      },
    },
  });
  const program = join(outDir, name);
  return { program, remove: () => rm(program, { force: true }) };
}
