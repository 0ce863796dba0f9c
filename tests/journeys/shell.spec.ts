// The window around the page: what it must refuse, asked of the built app.
// page.evaluate() is itself exempt from the content security policy, so where the policy is in question the page's own
// machinery (a script element, a timer, an image) has to try.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { WebContents } from 'electron';
import { installedElectron } from '../../scripts/electron-runtime.mjs';
import { isRoot, root } from '../../scripts/paths.mjs';
import { type Console, expect, launchConsole, test } from './launch';

const shared = test.extend<object, { readonly started: Console }>({
  started: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use, info) => {
      const dataDir = path.join(info.project.outputDir, `shell-data-${info.workerIndex}`);
      const started = await launchConsole({ dataDir });
      await use(started);
      await started.app.close().catch(() => undefined);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

shared('the page is sandboxed and knows nothing of Node (SR-204)', async ({ started: { app, page } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return (contents as WebContents & { getLastWebPreferences(): object }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  const visible = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
  );
  expect(visible).toEqual([]);
});

shared(
  'the policy travels with every answer and allows neither inline code nor eval',
  async ({ started: { page } }) => {
    const policy = await page.evaluate(async () => {
      const answers = await Promise.all([fetch('/'), fetch('/no-such-file')]);
      return answers.map((answer) => answer.headers.get('content-security-policy') ?? '');
    });
    for (const text of policy) {
      expect(text).toContain("default-src 'none'");
      expect(text).not.toContain('unsafe');
    }
  },
);

shared(
  'inline scripts, strings as code, inline styles and foreign images are blocked',
  async ({ started: { page } }) => {
    const seen = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
      const script = document.createElement('script');
      script.textContent = 'window.__intruder = true';
      setTimeout('window.__intruder = true' as unknown as () => void, 0);
      const style = document.createElement('style');
      style.textContent = 'body { outline: 1px solid red }';
      document.body.append(script, style);
      new Image().src = 'https://example.com/pixel.png';
      await new Promise((resolve) => setTimeout(resolve, 500));
      script.remove();
      style.remove();
      return { violations, intruder: '__intruder' in window };
    });
    expect(seen.intruder).toBe(false);
    expect(seen.violations).toEqual(
      expect.arrayContaining([
        'script-src-elem inline',
        'script-src eval',
        'style-src-elem inline',
        'img-src https://example.com/pixel.png',
      ]),
    );
  },
);

shared('styles set from code, as React and the charts do, still work', async ({ started: { page } }) => {
  const width = await page.evaluate(() => {
    const box = document.createElement('div');
    box.style.width = '123px';
    document.body.append(box);
    const { offsetWidth } = box;
    box.remove();
    return offsetWidth;
  });
  expect(width).toBe(123);
});

shared('the page cannot leave, open a window or hold a foreign frame', async ({ started: { app, page } }) => {
  const home = page.url();
  expect(home).toMatch(/^app:\/\/console\//);
  for (const target of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,away']) {
    await page.evaluate((url) => {
      location.href = url;
    }, target);
    await page.waitForTimeout(200);
    expect(page.url()).toBe(home);
    expect(await page.evaluate((url) => window.open(url) === null, target)).toBe(true);
  }
  const blockedFrame = await page.evaluate(async () => {
    const violation = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      });
    });
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    const directive = await violation;
    frame.remove();
    return directive;
  });
  expect(blockedFrame).toBe('frame-src');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

shared('the page has no network (SR-187, SR-204)', async ({ started: { app, page } }) => {
  const outcomes = await page.evaluate(() =>
    Promise.all(
      ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd'].map((url) =>
        fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    ),
  );
  expect(outcomes).toEqual(['refused', 'refused', 'refused']);
  // Past the policy of the page: the session itself lets nothing out.
  const fromSession = await app.evaluate(({ session }) =>
    session.defaultSession.fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      (error: Error) => error.message,
    ),
  );
  expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT');
});

shared('only files of the page are served', async ({ started: { page } }) => {
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/../../package.json',
      '/%2e%2e%2f%2e%2e%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/%00',
      '/%ff',
      '//etc/passwd',
      '/assets/',
    ];
    return Promise.all(paths.map(async (name) => (await fetch(`app://console${name}`)).status));
  });
  expect(new Set(statuses)).toEqual(new Set([404]));
});

shared('every permission is denied', async ({ started: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const answers = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    return (await Promise.all(answers)).map((answer) => answer.state);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  // NotAllowedError, or NotFoundError on a machine that has no microphone to refuse.
  const microphone = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  );
  expect(['NotAllowedError', 'NotFoundError']).toContain(microphone);
});

shared(
  'a covered window keeps working, and an alarm needs no click to be heard (SR-121, SR-202)',
  async ({ started: { app, page } }) => {
    const throttled = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getBackgroundThrottling(),
    );
    expect(throttled).toBe(false);
    const state = await page.evaluate(async () => {
      const audio = new AudioContext();
      await audio.resume();
      const reached = audio.state;
      await audio.close();
      return reached;
    });
    expect(state).toBe('running');
  },
);

shared('there is no menu', async ({ started: { app } }) => {
  expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
});

test('the data folder belongs to its owner alone, and holds one console', async ({ dataDir, launch }) => {
  const folder = path.join(dataDir, 'records');
  await launch({ dataDir: folder });
  expect(statSync(folder).mode & 0o777).toBe(0o700);

  const runtime = installedElectron();
  if (!runtime) throw new Error('no Electron runtime');
  const second = spawn(runtime.exe, [...(isRoot ? ['--no-sandbox'] : []), root, '--data-dir', folder], {
    stdio: 'ignore',
  });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
});
