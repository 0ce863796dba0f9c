// Who is at the workstation: the lock, the lock-out, the hand-over, emergency access, and the first start.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectState, pause, signIn, startInfusion } from './nurse';
import { eventsOf, expect, fault, readLog, test } from './room';
import { expectSound, listening } from './sound';

test.setTimeout(240_000);

const TRIES = 5;

/** Types a wrong password until nothing more is tried. */
async function lockOut(page: Page, personId: string): Promise<void> {
  await page.getByTestId(`person-${personId}`).click();
  for (let time = 0; time < TRIES; time += 1) {
    await page.getByTestId('password-entry').fill(`wrong password ${time}`);
    await page.getByTestId('sign-in').click();
    await expect(page.getByTestId('refusals')).toContainText(time === TRIES - 1 ? 'Locked out' : 'not match');
  }
}

test('locked: values and an alarm in sight and heard, locked out, PAUSE works, resume waits for a sign-in (SR-181, SR-186)', async ({
  openRoom,
}) => {
  const room = await openRoom({ env: listening });
  const page = room.page();
  await startInfusion(page);
  await page.keyboard.press('l');
  await expect(page.getByTestId('locked')).toContainText('Locked');
  await expect(page.getByTestId('footer-user')).toContainText('locked, session of R. Example');
  await expect(page.getByTestId('vital-SpO2')).toHaveAttribute('data-look', 'live');
  await expectState(page, 'infusing');
  await expect(page.getByTestId('change-rate')).toHaveCount(0);

  await fault(room.cast.monitor, 'spo2-dip', { to: 84, seconds: 120 });
  await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high', { timeout: 40_000 });
  await expectSound(page);

  await page.getByTestId('type-pin').click();
  await lockOut(page, 'p-specimen');
  await expect(page.getByTestId('person-p-specimen')).toContainText('locked out');
  // The sheet is open, the person is locked out, nobody is signed in: PAUSE waits for none of it.
  await page.getByTestId('pause').click();
  await expectState(page, 'paused');
  await expect(page.getByTestId('resume-hold')).toHaveCount(0);
  await page.getByTestId('sound-block').click();
  await expect(page.getByTestId('sound-block')).toHaveAttribute('data-sound', 'paused');

  // The password was given today: the PIN is enough.
  await page.getByTestId('person-p-example').click();
  await expect(page.getByTestId('pin-entry')).toBeVisible();
  await signIn(page, 'p-example');
  await expect(page.getByTestId('resume-hold')).toBeVisible();

  const log = await room.log();
  const asked = eventsOf(log, 'command.requested').at(-1);
  expect(asked?.body).toMatchObject({ purpose: 'pause', by: null, signedIn: false });
  const refused = eventsOf(log, 'operator.refused');
  expect(refused).toHaveLength(TRIES);
  expect(refused.at(-1)?.body.lockedOutMs).toBeGreaterThan(0);
  expect(JSON.stringify(log)).not.toContain('wrong password');
});

test('a shift hands over: who had it, who has it, and what was shown', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('more').click();
  await page.getByTestId('hand-over').click();
  await expect(page.getByTestId('sheet-hand-over')).toContainText('Hand over from R. Example');
  await signIn(page, 'p-specimen');
  await expect(page.getByTestId('hand-over-facts')).toContainText('infusing, pump says');
  await expect(page.getByTestId('hand-over-facts')).toContainText('TEST, Alder');
  await expect(page.getByTestId('pause')).toBeVisible();
  await page.getByTestId('take-over').click();
  await expect(page.getByTestId('said')).toContainText('yours now');
  await expect(page.getByTestId('footer-user')).toContainText('T. Specimen, nurse signed in');
  await pause(page, null);

  const log = await room.log();
  const [handed] = eventsOf(log, 'operator.handed-over');
  expect(handed?.body).toMatchObject({
    from: { personId: 'p-example' },
    to: { personId: 'p-specimen' },
    seen: { phase: 'infusing' },
  });
  expect(handed?.body.seen.rateMlPerHour).toBeGreaterThan(0);
  expect(eventsOf(log, 'command.requested').at(-1)?.body.by).toMatchObject({ personId: 'p-specimen' });
});

/** Every file below a folder. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

test('emergency access charts, gives no drug, is read by an administrator; nothing outside the record names the patient (SR-182, SR-184, SR-189)', async ({
  openRoom,
  dataDir,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.keyboard.press('l');
  await page.getByTestId('type-pin').click();
  await page.getByTestId('emergency').click();
  await page.getByTestId('emergency-name').fill('N. Night');
  await page.getByTestId('emergency-reason').fill('PIN forgotten, patient vomits');
  await page.getByTestId('emergency-open').click();
  await expect(page.getByTestId('emergency-slot')).toContainText('N. Night');
  await expect(page.getByTestId('footer-user')).toContainText('EMERGENCY ACCESS');
  await expect(page.getByTestId('change-rate')).toHaveCount(0);
  await page.getByTestId('note').click();
  await page.getByTestId('note-text').fill('vomited, awake');
  await page.getByTestId('note-save').click();
  await pause(page, null);
  await expect(page.getByTestId('resume-hold')).toHaveCount(0);
  await page.getByTestId('emergency-end').click();
  await expect(page.getByTestId('locked')).toBeVisible();

  await page.getByTestId('type-pin').click();
  await signIn(page, 'p-pattern');
  await page.getByTestId('more').click();
  await page.getByTestId('go-home').click();
  await expect(page.getByTestId('go-people')).toContainText('1 emergency access to read');
  await expect(page.getByTestId('worklist')).toContainText('Not for the role of administrator');
  await page.getByTestId('go-people').click();
  const glass = page.getByTestId('glass-entry').first();
  await expect(glass).toContainText('PIN forgotten, patient vomits');
  await glass.getByTestId('glass-seen').click();
  await expect(glass.getByTestId('glass-seen')).toHaveCount(0);
  await page.getByTestId('go-home').click();
  await expect(page.getByTestId('go-review')).toHaveCount(0);
  await page.getByTestId('lock').click();

  await page.getByTestId('type-pin').click();
  await signIn(page, 'p-sample');
  await page.getByTestId('more').click();
  await page.getByTestId('go-home').click();
  await page.getByTestId('go-review').click();
  await page.getByTestId('review-row').first().click();
  await expect(page.getByTestId('review-graph').locator('canvas').first()).toBeVisible({ timeout: 30_000 });

  // The window crashes and is replaced; nothing that is written down of it may name a patient.
  const { app, stderr, stdout } = room.console();
  const titles = [await page.title()];
  const replaced = app.waitForEvent('window', { timeout: 60_000 }).catch(() => null);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await Promise.race([replaced, expect.poll(() => stderr() + stdout(), { timeout: 15_000 }).not.toBe('')]);
  titles.push(
    ...(await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.getTitle()),
    )),
  );
  const names = /Alder|TEST-0417|1979-03-14/;
  for (const text of [...titles, stderr(), stdout()]) expect(text).not.toMatch(names);
  const naming = files(dataDir).filter((file) => names.test(readFileSync(file, 'latin1')));
  expect(naming).toEqual([]);

  const log = await room.log();
  const [broke] = eventsOf(log, 'operator.broke-glass');
  expect(broke?.body.by).toMatchObject({ role: 'emergency' });
  expect(eventsOf(log, 'glass.seen')[0]?.body).toMatchObject({
    by: { personId: 'p-pattern' },
    glassSeq: broke?.seq,
  });
  expect(eventsOf(log, 'record.viewed')[0]?.body.by).toMatchObject({ personId: 'p-sample' });
});

test('first start: an administrator, who adds a nurse, who chooses a secret of her own (SR-180)', async ({
  launch,
  dataDir,
}) => {
  const { page } = await launch();
  await expect(page.getByTestId('first-run')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('first-run-done')).toBeDisabled();
  const own = async (password: string, pin: string) => {
    await page.getByTestId('own-password').fill(password);
    await page.getByTestId('own-password-again').fill(password);
    await page.getByTestId('own-pin').fill(pin);
    await page.getByTestId('own-pin-again').fill(pin);
  };
  const person = (name: string) => page.getByTestId('people').getByRole('button', { name });
  const enter = async (name: string, password: string) => {
    await person(name).click();
    await page.getByTestId('password-entry').fill(password);
    await page.getByTestId('sign-in').click();
  };
  await page.getByTestId('first-name').fill('A. Keeper');
  await own('a long first phrase', '4826');
  await page.getByTestId('first-run-done').click();
  await enter('A. Keeper', 'a long first phrase');
  await page.getByTestId('go-people').click();
  await page.getByTestId('person-name').fill('N. Newcomer');
  await page.getByTestId('person-role-nurse').click();
  await page.getByTestId('person-add').click();
  const oneTime = await page.getByTestId('one-time').locator('b').innerText();
  expect(oneTime).toMatch(/^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  await page.getByTestId('go-home').click();
  await page.getByTestId('lock').click();

  await enter('N. Newcomer', oneTime);
  await expect(page.getByTestId('choose-own')).toBeVisible();
  await own('quite another phrase', '9173');
  await page.getByTestId('choose-own-done').click();
  await expect(page.getByTestId('worklist')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('footer-user')).toContainText('N. Newcomer, nurse');

  // A badge of her own unlocks from now on; a reader types it faster than any hand.
  await page.getByTestId('go-people').click();
  // Where the machine is too busy the keys come as slowly as a hand's: read again, as a person would.
  const read = async (done: () => Promise<void>) => {
    await expect(async () => {
      await page.keyboard.type('0012345678');
      await page.keyboard.press('Enter');
      await done();
    }).toPass({ timeout: 60_000 });
  };
  await read(() => expect(page.getByTestId('scanned-badge')).toContainText('Badge read', { timeout: 5_000 }));
  await page.getByTestId('present-password').fill('quite another phrase');
  await page.getByTestId('keep-badge').click();
  await expect(page.getByTestId('own-said')).toContainText('badge unlocks');
  await page.getByTestId('go-home').click();
  await page.keyboard.press('l');
  await expect(page.getByTestId('sign-in-screen')).toBeVisible();
  await read(() => expect(page.getByTestId('worklist')).toBeVisible({ timeout: 10_000 }));
  const log = await readLog(dataDir, 'record');
  expect(eventsOf(log, 'person.changed').map(({ body }) => `${body.person.role} ${body.what}`)).toEqual([
    'administrator added',
    'nurse added',
    'nurse password',
    'nurse pin',
    'nurse badge',
  ]);
  expect(JSON.stringify(log)).not.toMatch(/phrase|0012345678|(?<![\d.])4826(?!\d)/);
});
