import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const repo = path.resolve(import.meta.dirname, '../../..');

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: path.join(repo, '.cache/vite-harness'),
  publicDir: false,
  plugins: [react()],
  define: { __APP_VERSION__: '"0.0.0"' },
  server: { fs: { allow: [repo] } },
});
