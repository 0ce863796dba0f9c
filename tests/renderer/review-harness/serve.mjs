// Serves the review with an invented session, for pictures and for the test of its pixels.
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const here = import.meta.dirname;
const repo = path.resolve(here, '../../..');

/** The address of the page, and how to end serving it. */
export async function serveHarness() {
  const server = await createServer({
    configFile: false,
    root: here,
    cacheDir: path.join(repo, '.cache/vite-review-harness'),
    plugins: [react()],
    define: { __APP_VERSION__: '"harness"' },
    server: { port: 0, host: '127.0.0.1', fs: { allow: [repo] } },
    // Known before the first page: one found later would reload the page in the middle of a picture.
    optimizeDeps: {
      include: [
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-dev-runtime',
        'uplot',
        'zod',
        'zustand',
        'zustand/vanilla',
      ],
    },
    logLevel: 'warn',
  });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}
