import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { builtBinding } from './scripts/sqlite-binding.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** So that `npx vitest` on its own finds the addon too. */
const binding = process.env.APP_SQLITE_BINDING ?? builtBinding();

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  cacheDir: '.cache/vite',
  test: {
    env: binding ? { APP_SQLITE_BINDING: binding } : {},
    include: ['tests/**/*.test.{ts,tsx,mjs}'],
    // Each test file in its own process: the SQLite and serial addons are native, and a crash must name its file.
    pool: 'forks',
    // Left to itself it would keep one core free, and half of a small machine idle.
    maxWorkers: '100%',
    // A guard against a test that hangs, no measure of speed: the machines are slow at times.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
