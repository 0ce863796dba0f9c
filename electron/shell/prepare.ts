import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';
import { confineAllPages } from './lockdown';
import { registerScheme } from './scheme';

export type Shell =
  | { readonly kind: 'ready'; readonly dataDir: string }
  /** This start must end: the running console has been brought to the front instead. */
  | { readonly kind: 'already-running' };

/** The value of `--name value` or `--name=value`. */
export function optionValue(name: string, argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const found = argv[at];
  if (found === undefined) return undefined;
  return found === name ? argv[at + 1] : found.slice(name.length + 1);
}

/** Patient records live here: the folder belongs to its owner alone, also when it was there before. */
function claimDataFolder(): string {
  const asked = optionValue('--data-dir', process.argv) ?? process.env.APP_DATA_DIR;
  if (asked) app.setPath('userData', path.resolve(asked));
  const folder = app.getPath('userData');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

function showRunningWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Everything that has to be settled before Electron is ready. */
export function prepareShell(): Shell {
  registerScheme();
  // enableSandbox() overrides --no-sandbox, and as root no child process would then start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  Menu.setApplicationMenu(null);
  confineAllPages();
  const dataDir = claimDataFolder();
  // The lock is per data folder: two consoles must never drive one record.
  if (!app.requestSingleInstanceLock()) return { kind: 'already-running' };
  app.on('second-instance', showRunningWindow);
  return { kind: 'ready', dataDir };
}
