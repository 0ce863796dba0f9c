import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const repo = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(repo, 'package.json'), 'utf8')) as { version: string };

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  cacheDir: path.join(repo, '.cache/vite'),
  publicDir: false,
  plugins: [react()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    outDir: path.join(repo, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: { polyfill: false },
    // Inlined files would be data: URLs, and the content security policy has no room for those in scripts or fonts.
    assetsInlineLimit: 0,
    // One local file, read once at start: splitting it would cost requests and save nothing.
    chunkSizeWarningLimit: 2_000,
  },
});
