import path from 'node:path';
import { app, session } from 'electron';
import { appVersion } from '../shared/version';
import { runConsole } from './console';
import { protocols } from './devices/protocols';
import { type Options, OptionsRefused, readOptions } from './options';
import { lockDown } from './shell/lockdown';
import { prepareShell } from './shell/prepare';
import { refuseToStart } from './shell/refuse-to-start';
import { resourcePath } from './shell/resources';
import { serveApp } from './shell/scheme';
import { openStore } from './store/database';
import { loadLimitProfiles } from './store/limit-profiles';
import { loadPolicy } from './store/policy';
import { readFixedSetting } from './sync/fixed-setting';

/** Put in by the bundler: when this program was made, ms since the epoch. */
declare const __BUILT_AT__: number;

async function start(dataDir: string, options: Options): Promise<void> {
  await app.whenReady();
  lockDown(session.defaultSession);
  serveApp(path.join(__dirname, 'renderer'));

  const folder = path.join(dataDir, options.simulation ? 'simulation' : 'record');
  const opened = openStore({ folder, drawnBy: `${appVersion} of ${__BUILT_AT__}` });
  if (opened.kind === 'refused') {
    refuseToStart('The record can not be opened', opened.words);
    return;
  }
  const limits = loadLimitProfiles(resourcePath('limits'));
  if (limits.kind === 'refused') console.error(`The drug library can not be used: ${limits.words}`);
  const policy = loadPolicy(resourcePath('policy/clinic.json'));
  if (policy.kind === 'refused') {
    refuseToStart("The clinic's rules can not be read", policy.words);
    return;
  }
  const fixed = options.syncConfig === null ? null : await readFixedSetting(options.syncConfig);
  if (fixed?.kind === 'refused') {
    refuseToStart('The server of this simulation can not be used', fixed.words);
    return;
  }
  runConsole(options, folder, opened.store, limits, policy.policy, fixed?.ready ?? null);
}

// A fault of the program must not end polling, alarms and PAUSE, nor hold them up behind a dialog.
process.on('uncaughtException', (error) => console.error('A fault of the program:', error));
process.on('unhandledRejection', (error) => console.error('A fault of the program:', error));
app.on('window-all-closed', () => {});
try {
  const options = readOptions(process.argv.slice(1), protocols);
  const shell = prepareShell();
  if (shell.kind === 'ready') {
    start(shell.dataDir, options).catch((error: unknown) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      refuseToStart('The console can not start', `Nothing was changed. ${detail}`);
    });
  } else app.quit();
} catch (error) {
  if (!(error instanceof OptionsRefused)) throw error;
  console.error(error.message);
  app.exit(2);
}
