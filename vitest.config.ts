import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  cacheDir: '.cache/vite',
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    // Each test file in its own process: the SQLite and serial addons are native, and a crash must name its file.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
