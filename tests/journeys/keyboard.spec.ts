// A whole session with the keyboard alone, from the sign-in to the door. The mouse does not exist here.
import type { Locator, Page } from '@playwright/test';
import { alder, alderLabel, alderReading, expectState, linesOf, PHYSICIAN, pinOf } from './nurse';
import { eventsOf, expect, expectTruth, test } from './room';

const TABS = 160;
/** Longer than a scanner's gap, so that keys are a person's. */
const KEY_GAP_MS = 90;

/** Walks with Tab until the focus is on `target`. Fails where the keyboard does not get to. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible({ timeout: 30_000 });
  for (let step = 0; step < TABS; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      // What has the focus shows it.
      expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${target}`);
}

const id = (page: Page, testid: string): Locator => page.getByTestId(testid);

async function press(page: Page, target: Locator | string): Promise<void> {
  await reach(page, typeof target === 'string' ? id(page, target) : target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, testid: string, text: string): Promise<void> {
  await reach(page, id(page, testid));
  await page.keyboard.type(text, { delay: KEY_GAP_MS });
}

/** Holds Enter on a button until `done`. */
async function holdEnter(page: Page, testid: string, done: () => Promise<void>): Promise<void> {
  await expect(id(page, testid)).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
  await reach(page, id(page, testid));
  await page.keyboard.down('Enter');
  try {
    await done();
  } finally {
    await page.keyboard.up('Enter');
  }
}

async function openCheck(page: Page, check: string): Promise<void> {
  const line = id(page, `check-${check}`);
  if ((await line.getAttribute('aria-expanded')) !== 'true') await press(page, line);
}

async function baseline(page: Page): Promise<void> {
  await openCheck(page, 'baseline');
  if ((await id(page, 'baseline-systolicMmHg').count()) === 0) await press(page, 'baseline-type');
  const values = {
    systolicMmHg: '124',
    diastolicMmHg: '78',
    heartRatePerMin: '68',
    respirationPerMin: '14',
    spo2Percent: '98',
  };
  for (const [sign, value] of Object.entries(values)) await type(page, `baseline-${sign}`, value);
  await press(page, 'baseline-take');
}

async function alarmTest(page: Page): Promise<void> {
  await press(page, 'make-alarm-test');
  for (const priority of ['high', 'medium', 'low']) {
    await press(page, `alarm-test-play-${priority}`);
    await expect(id(page, `alarm-test-${priority}`)).toHaveAttribute('data-tried', 'sounded', {
      timeout: 30_000,
    });
    await press(page, `alarm-test-seen-yes-${priority}`);
    await press(page, `alarm-test-heard-yes-${priority}`);
  }
  await press(page, 'alarm-test-record');
  await press(page, 'go-home');
  await openCheck(page, 'alarm-test');
  await press(page, 'confirm-alarm-test');
}

async function check(page: Page, name: string): Promise<void> {
  await openCheck(page, name);
  switch (name) {
    case 'patient-identity':
      await type(page, 'identity-mrn', alder.mrn);
      await type(page, 'identity-birth-date', alder.birthDate);
      await press(page, 'identity-confirm');
      break;
    case 'contraindications': {
      const answers = page.locator('[data-testid^="screen-"][data-testid$="-no"]');
      for (let at = 0; at < (await answers.count()); at += 1) await press(page, answers.nth(at));
      await press(page, 'answer-contraindications');
      break;
    }
    case 'fasting':
      await type(page, 'fasting-food', '8');
      await type(page, 'fasting-fluid', '3');
      await press(page, 'answer-fasting');
      break;
    case 'pregnancy':
      await press(page, 'pregnancy-negative');
      break;
    case 'alarm-test':
      await alarmTest(page);
      break;
    case 'baseline':
      await baseline(page);
      await expect(id(page, 'check-baseline')).toContainText('set 1 taken');
      await baseline(page);
      break;
    default:
      await press(page, id(page, `confirm-${name}`).first());
  }
  await expect(id(page, `check-${name}`)).toHaveAttribute('data-done', 'true', { timeout: 20_000 });
}

async function secondPerson(page: Page, testid: string, personId: string): Promise<void> {
  await press(page, `${testid}-${personId}`);
  await type(page, `${testid}-pin`, await pinOf(page, personId));
}

test('sign in, prepare, start, change, observe, pause, resume, lock, end, discharge: all by keyboard (SR-210)', async ({
  openRoom,
}) => {
  test.setTimeout(600_000);
  const room = await openRoom({ newRecord: true });
  const page = room.page();
  const { pump } = room.cast;
  await press(page, 'person-p-example');
  await type(page, 'password-entry', await id(page, 'training-password').locator('b').innerText());
  await press(page, 'sign-in');

  await press(page, page.locator('[data-testid^="planned-o-alder"]'));
  await press(page, 'prepare-session');
  await expect(id(page, 'prestart')).toBeVisible({ timeout: 20_000 });
  for (const name of await linesOf(page)) await check(page, name);
  const syringe = id(page, 'syringe').locator('.check-line').first();
  if ((await syringe.getAttribute('aria-expanded')) !== 'true') await press(page, syringe);
  for (const item of ['drug', 'concentration', 'volume'] as const)
    await type(page, `syringe-${item}`, alderLabel[item]);
  await press(page, 'syringe-confirm');
  await press(page, 'second-check-begin');
  for (const item of ['drug', 'concentration', 'weight', 'rate'] as const)
    await type(page, `second-${item}`, alderReading[item]);
  await secondPerson(page, 'second-person', 'p-specimen');
  await press(page, 'second-check-compare');
  await expect(id(page, 'second-check')).toHaveAttribute('data-standing', 'agreed');
  await holdEnter(page, 'start-hold', () => expectState(page, 'infusing', 30_000));

  // A new rate, typed on the number row of the keyboard.
  await page.keyboard.press('r');
  await expect(id(page, 'sheet-change-rate')).toBeVisible();
  await page.keyboard.type('0.3', { delay: 250 });
  await expect(id(page, 'rate-entry')).toContainText('0.3');
  const softReasons = page.locator('.soft-reason');
  for (let at = 0; at < (await softReasons.count()); at += 1)
    await press(page, softReasons.nth(at).locator('[data-testid^="reason-"]').first());
  await holdEnter(page, 'set-rate-hold', () =>
    expect(id(page, 'sheet-change-rate')).toBeHidden({ timeout: 30_000 }),
  );
  await expect(id(page, 'rate-big')).toContainText('0.3', { timeout: 30_000 });
  await expectTruth(pump, { rateMlPerHour: 10.2 });

  await page.keyboard.press('o');
  await press(page, 'observation-take-over');
  await press(page, 'sedation-0');
  await press(page, 'pain-4');
  await press(page, 'observation-save');
  await expect(id(page, 'sheet-observation')).toBeHidden({ timeout: 20_000 });

  // PAUSE by Space held, by Pause/Break out of a text field, and while it is locked.
  await page.keyboard.down('Space');
  await expectState(page, 'paused');
  await page.keyboard.up('Space');
  await expectTruth(pump, { infusing: false });
  await holdEnter(page, 'resume-hold', () => expectState(page, 'infusing', 30_000));
  await page.keyboard.press('n');
  await type(page, 'note-text', 'asks for water');
  await page.keyboard.press('Pause');
  await expectState(page, 'paused');
  await press(page, 'note-save');
  await holdEnter(page, 'resume-hold', () => expectState(page, 'infusing', 30_000));
  await page.keyboard.press('l');
  await expect(id(page, 'locked')).toBeVisible();
  await page.keyboard.press('Pause');
  await expectState(page, 'paused');
  await press(page, 'type-pin');
  await press(page, 'person-p-example');
  await expect(id(page, 'pin-entry')).toBeVisible();
  const pin = await id(page, 'training-pin').locator('b').innerText();
  for (const digit of pin) {
    await press(page, `keypad-${digit}`);
    await page.waitForTimeout(KEY_GAP_MS);
  }
  await press(page, 'sign-in');
  await expect(id(page, 'resume-hold')).toBeVisible({ timeout: 20_000 });

  await press(page, 'more');
  await press(page, 'end-infusion');
  await holdEnter(page, 'end-hold', () => expectState(page, 'complete'));

  await press(page, 'go-recovery');
  await press(page, 'go-override');
  const gates = page.locator('.override-gates [data-testid^="override-"]');
  for (let at = 0; at < (await gates.count()); at += 1) await press(page, gates.nth(at));
  await type(page, 'override-reason', 'goes back to the ward, handed over');
  await secondPerson(page, 'override-by', PHYSICIAN);
  await press(page, 'override-save');
  await expect(id(page, 'override-save')).toBeHidden({ timeout: 20_000 });
  await press(page, 'gate-sign-off');
  await secondPerson(page, 'sign-by', PHYSICIAN);
  await press(page, 'sign-discharge');
  await expect(id(page, 'gate-sign-off')).toHaveAttribute('data-standing', 'met', { timeout: 20_000 });
  await holdEnter(page, 'recovery-close-hold', () =>
    expect(id(page, 'worklist')).toBeVisible({ timeout: 30_000 }),
  );

  const log = await room.log();
  const pauses = eventsOf(log, 'command.requested').filter(({ body }) => body.purpose === 'pause');
  expect(pauses.map(({ body }) => body.signedIn)).toEqual([true, true, false]);
  expect(eventsOf(log, 'session.closed')).toHaveLength(1);
});
