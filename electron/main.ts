import path from 'node:path';
import { app, session } from 'electron';
import { lockDown } from './shell/lockdown';
import { prepareShell } from './shell/prepare';
import { serveApp } from './shell/scheme';
import { openWindow } from './shell/window';

async function start(): Promise<void> {
  await app.whenReady();
  lockDown(session.defaultSession);
  serveApp(path.join(__dirname, 'renderer'));
  await openWindow({ preload: path.join(__dirname, 'preload.cjs') });
}

app.on('window-all-closed', () => app.quit());
if (prepareShell().kind === 'ready') void start();
else app.quit();
