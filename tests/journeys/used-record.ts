// The record of a workstation that is in use: its people are known, the nurse has signed in with the password today,
// and the alarms were tested. Made once for all journeys, by hands on the screen, because hashing secrets is slow on
// purpose and hearing three alarms takes long. What a new workstation does is shown by journeys that ask for one.
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { launchConsole } from './launch';
import { signIn, testAlarms } from './nurse';

/** What the console keeps in its folder for simulations. */
const RECORD = 'simulation';

const used = path.join(root, '.cache/journeys/used-record');

/** Gives a console that starts on `dataDir` that record, unless a test has put one there. */
export function takeUsedRecord(dataDir: string): void {
  const place = path.join(dataDir, RECORD);
  if (!existsSync(place)) cpSync(used, place, { recursive: true });
}

/** Before the first journey. `npm test` runs two times over them, and makes it once. */
// biome-ignore lint/style/noDefaultExport: Playwright takes what runs before all tests by its default export.
export default async function makeUsedRecord(): Promise<void> {
  if (process.env.JOURNEYS_GO_ON === '1' && existsSync(used)) return;
  rmSync(used, { recursive: true, force: true });
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'infusion-used-'));
  const { app, page } = await launchConsole({ dataDir, args: ['--simulation'] });
  try {
    await signIn(page, 'p-example');
    await testAlarms(page);
    await page.getByTestId('lock').click();
  } finally {
    await app.close();
  }
  cpSync(path.join(dataDir, RECORD), `${used}.new`, { recursive: true });
  renameSync(`${used}.new`, used);
  rmSync(dataDir, { recursive: true, force: true });
}
