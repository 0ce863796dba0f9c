import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

export const ORIGIN = 'app://console';

/**
 * What the page may load and run: its own files, nothing else. No inline script, no inline style, no eval, no host.
 * React and uPlot style elements through the CSSOM, which needs no exception here.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};

/** Must happen before Electron is ready: from then on the list of schemes is closed. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** The file behind a URL, or nothing if the URL points anywhere but into `folder`. */
export function fileFor(url: string, folder: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (host !== 'console') return undefined;
  let name: string;
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return undefined;
  }
  const file = path.resolve(folder, `.${path.sep}${name}`);
  return file.startsWith(folder + path.sep) && !file.includes('\0') ? file : undefined;
}

/** Serves the page's files as app://console/…, each under the content security policy. */
export function serveApp(folder: string): void {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  protocol.handle('app', async ({ url }) => {
    const file = fileFor(url, folder);
    const content = file && (await readFile(file).catch(() => undefined));
    if (!file || !content) return new Response('not found', { status: 404, headers });
    const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(content), { headers: { ...headers, 'content-type': type } });
  });
}
