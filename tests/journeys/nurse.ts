// What a person does with hands on the screen, in the words of the clinic. Every step ends when the screen shows it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';

const PATIENCE_MS = 20_000;

/** Presses, keeps the finger down until `done` is true on the screen, and lets go. */
export async function hold(button: Locator, done: () => Promise<void>): Promise<void> {
  const page = button.page();
  await expect(button).toHaveAttribute('aria-disabled', 'false', { timeout: PATIENCE_MS });
  const box = await button.boundingBox();
  if (box === null) throw new Error('there is nothing to hold');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  try {
    await done();
  } finally {
    await page.mouse.up();
  }
}

/** The run state as the dose panel has it: infusing, paused, unknown, complete, not-started. */
export async function expectState(page: Page, state: string, timeout = PATIENCE_MS): Promise<void> {
  await expect(page.getByTestId('state-word')).toHaveAttribute('data-state', state, { timeout });
}

/** Types what is asked of one of the simulation's invented people: the password first, the PIN for the rest of the day. */
export async function signIn(page: Page, personId: string): Promise<void> {
  await page.getByTestId(`person-${personId}`).click({ timeout: 60_000 });
  await expect(page.getByTestId('training-password').or(page.getByTestId('training-pin'))).toBeVisible();
  if (await page.getByTestId('training-password').isVisible()) {
    const password = await page.getByTestId('training-password').locator('b').innerText();
    await page.getByTestId('password-entry').fill(password);
    await page.getByTestId('sign-in').click();
  } else await typePin(page);
  // The password's hash is slow on purpose.
  await expect(page.getByTestId('sign-in')).toBeHidden({ timeout: PATIENCE_MS });
}

async function typePin(page: Page): Promise<void> {
  const pin = await page.getByTestId('training-pin').locator('b').innerText();
  for (const digit of pin) {
    await page.getByTestId(`keypad-${digit}`).click();
    // Two equal digits faster than a finger are taken for one bouncing key.
    await page.waitForTimeout(80);
  }
  await page.getByTestId('sign-in').click();
}

/** From home: shows and sounds all three priorities, says that they were seen and heard, and comes back home. */
export async function testAlarms(page: Page): Promise<void> {
  await page.getByTestId('go-alarm-test').click({ timeout: PATIENCE_MS });
  await playAlarms(page);
  await page.getByTestId('go-home').click();
}

/** On the screen of the alarm test: all three played, seen and heard. */
async function playAlarms(page: Page): Promise<void> {
  for (const priority of ['high', 'medium', 'low']) {
    const row = page.getByTestId(`alarm-test-${priority}`);
    // Where a real alarm sounds the test says so and is made again when it is over.
    await expect(async () => {
      await page.getByTestId(`alarm-test-play-${priority}`).click();
      await expect(row).toHaveAttribute('data-tried', /sounded|an alarm sounds/, { timeout: PATIENCE_MS });
      await expect(row).toHaveAttribute('data-tried', 'sounded', { timeout: 1_000 });
    }).toPass({ timeout: 3 * PATIENCE_MS });
    await page.getByTestId(`alarm-test-seen-yes-${priority}`).click();
    await page.getByTestId(`alarm-test-heard-yes-${priority}`).click();
  }
  await page.getByTestId('alarm-test-record').click();
  await expect(page.getByTestId('alarm-test-last')).toContainText('Last passed');
}

/** Whether this workstation has passed a test of its alarms. */
function alarmsWereTested(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const { bridge } = window as unknown as { readonly bridge: Bridge };
    return (await bridge.ask('resume', {})).state.alarmTest !== null;
  });
}

/** Opens a planned session from the worklist; the simulation's orders carry the day in their id. */
export async function openSession(page: Page, order: string): Promise<void> {
  await page.locator(`[data-testid^="planned-${order}"]`).click();
  await page.getByTestId('prepare-session').click();
  await expect(page.getByTestId('prestart')).toBeVisible({ timeout: PATIENCE_MS });
}

/** PIN of one of the simulation's invented people, as a person reads it off their own card. */
export async function pinOf(page: Page, personId: string): Promise<string> {
  const pins = await page.evaluate(async () => {
    const { bridge } = window as unknown as { readonly bridge: Bridge };
    return (await bridge.ask('facts', {})).trainingPins;
  });
  const pin = pins?.[personId];
  if (pin === undefined) throw new Error(`${personId} has no training PIN`);
  return pin;
}

/** A second person stands at the screen: chooses their name and types their own PIN. */
export async function chooseSecondPerson(page: Page, testid: string, personId: string): Promise<void> {
  await page.getByTestId(`${testid}-${personId}`).click();
  await page.getByTestId(`${testid}-pin`).fill(await pinOf(page, personId));
}

export type Wristband = { readonly mrn: string; readonly birthDate: string };
export type Label = { readonly drug: string; readonly concentration: string; readonly volume: string };
/** What the second person reads: the label, the scale record, the order. */
export type Reading = {
  readonly drug: string;
  readonly concentration: string;
  readonly weight: string;
  readonly rate: string;
};

const calm = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRatePerMin: 68,
  respirationPerMin: 14,
  spo2Percent: 98,
};

/** Opens one line of the list. */
export async function openLine(page: Page, check: string): Promise<void> {
  const line = page.getByTestId(`check-${check}`);
  if ((await line.getAttribute('aria-expanded')) !== 'true') await line.click();
}

/** One set of vital signs, typed. */
export async function typeBaseline(
  page: Page,
  values: Readonly<Record<string, number>> = calm,
): Promise<void> {
  await openLine(page, 'baseline');
  if ((await page.getByTestId('baseline-systolicMmHg').count()) === 0)
    await page.getByTestId('baseline-type').click();
  for (const [sign, value] of Object.entries(values))
    await page.getByTestId(`baseline-${sign}`).fill(String(value));
  await page.getByTestId('baseline-take').click();
}

/** Does what one line of the clinic's list asks for. */
export async function doCheck(page: Page, check: string, patient: Wristband): Promise<void> {
  const line = page.getByTestId(`check-${check}`);
  await openLine(page, check);
  switch (check) {
    case 'patient-identity':
      await page.getByTestId('identity-mrn').fill(patient.mrn);
      await page.getByTestId('identity-birth-date').fill(patient.birthDate);
      await page.getByTestId('identity-confirm').click();
      break;
    case 'contraindications': {
      for (const no of await page.locator('[data-testid^="screen-"][data-testid$="-no"]').all())
        await no.click();
      await page.getByTestId('answer-contraindications').click();
      break;
    }
    case 'fasting':
      await page.getByTestId('fasting-food').fill('8');
      await page.getByTestId('fasting-fluid').fill('3');
      await page.getByTestId('answer-fasting').click();
      break;
    case 'pregnancy':
      await page.getByTestId('pregnancy-negative').click();
      break;
    case 'alarm-test':
      if (!(await alarmsWereTested(page))) {
        await page.getByTestId('make-alarm-test').click();
        await playAlarms(page);
        await page.getByTestId('go-home').click();
        await openLine(page, check);
      }
      await page.getByTestId('confirm-alarm-test').click();
      break;
    case 'baseline':
      await typeBaseline(page);
      await expect(line).toContainText('set 1 taken');
      await typeBaseline(page);
      break;
    default:
      await page.getByTestId(`confirm-${check}`).first().click();
  }
  await expect(line).toHaveAttribute('data-done', 'true');
}

/** The lines of the list that this session has, in its order. */
export async function linesOf(page: Page): Promise<string[]> {
  const ids = await page
    .locator('[data-testid="checks"] .check-item [data-testid^="check-"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''));
  return ids.map((id) => id.replace('check-', ''));
}

/** Types what the syringe's label says. */
export async function loadSyringe(page: Page, label: Label): Promise<void> {
  const open = page.getByTestId('syringe').locator('.check-line').first();
  if ((await open.getAttribute('aria-expanded')) !== 'true') await open.click();
  await page.getByTestId('syringe-drug').fill(label.drug);
  await page.getByTestId('syringe-concentration').fill(label.concentration);
  await page.getByTestId('syringe-volume').fill(label.volume);
  await page.getByTestId('syringe-confirm').click();
  await expect(page.getByTestId('check-syringe')).toBeVisible();
}

/** The second person types what they read and proves who they are. */
export async function secondCheck(page: Page, reading: Reading, personId = 'p-specimen'): Promise<void> {
  await page.getByTestId('second-check-begin').click();
  for (const item of ['drug', 'concentration', 'weight', 'rate'] as const)
    await page.getByTestId(`second-${item}`).fill(reading[item]);
  await chooseSecondPerson(page, 'second-person', personId);
  await page.getByTestId('second-check-compare').click();
  await expect(page.getByTestId('second-check')).toHaveAttribute('data-standing', 'agreed');
}

/** Everything on the list, the syringe by its label, and the second check by another person. */
export async function confirmAll(
  page: Page,
  patient: Wristband,
  label: Label,
  reading: Reading = alderReading,
): Promise<void> {
  for (const check of await linesOf(page)) await doCheck(page, check, patient);
  await loadSyringe(page, label);
  await secondCheck(page, reading);
}

export const alder = { mrn: 'TEST-0417', birthDate: '1979-03-14' };
export const alderLabel: Label = { drug: 'ketamine', concentration: '2', volume: '50' };
export const alderReading: Reading = { drug: 'ketamine', concentration: '2', weight: '68', rate: '0.2' };

/** From the sign-in screen to the bedside with the order's first rate held and confirmed by the pump. */
export async function startInfusion(page: Page): Promise<void> {
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
}

/** Opens the change-rate sheet and types a rate with the reasons that it asks for, up to the hold. */
export async function typeRate(page: Page, rate: string): Promise<void> {
  await page.getByTestId('change-rate').click();
  for (const key of rate) {
    await page.getByTestId(key === '.' ? 'keypad-point' : `keypad-${key}`).click();
    await page.waitForTimeout(250);
  }
  // Every soft limit that the number passes asks for its reason; the first of the library's list will do here.
  for (const asked of await page.locator('.soft-reason').all()) {
    await asked.locator('[data-testid^="reason-"]').first().click();
  }
}

/** Types a rate in the change-rate sheet and holds it; ends when the big number shows it. */
export async function changeRate(page: Page, rate: string, shown = rate): Promise<void> {
  await typeRate(page, rate);
  await hold(page.getByTestId('set-rate-hold'), () =>
    expect(page.getByTestId('sheet-change-rate')).toBeHidden({ timeout: PATIENCE_MS }),
  );
  await expect(page.getByTestId('rate-big')).toContainText(shown, { timeout: PATIENCE_MS });
}

/** Charts an observation set when one is due or nearly: the monitor's values with one touch, and the sedation level. */
export async function observeWhenDue(page: Page): Promise<void> {
  const due = await page.getByTestId('observation').getAttribute('data-due');
  if (due === 'neutral') return;
  await page.getByTestId('observation').click();
  await page.getByTestId('observation-take-over').click();
  await page.getByTestId('sedation-−1').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden({ timeout: PATIENCE_MS });
}

/** PAUSE, then why. */
export async function pause(page: Page, reason: string | null): Promise<void> {
  await page.getByTestId('pause').click();
  await expectState(page, 'paused');
  if (reason === null) return;
  await page.getByTestId(`pause-reason-${reason}`).click();
}

export async function resume(page: Page): Promise<void> {
  await hold(page.getByTestId('resume-hold'), () => expectState(page, 'infusing', 30_000));
}

/** Ends the infusion for good. */
export async function endInfusion(page: Page): Promise<void> {
  await page.getByTestId('more').click();
  await page.getByTestId('end-infusion').click();
  await hold(page.getByTestId('end-hold'), () => expectState(page, 'complete'));
}

/** The physician of the simulation who signs. */
export const PHYSICIAN = 'p-sample';

/** A physician lets every gate go that is open, with a reason. */
export async function letGo(page: Page, reason = 'goes back to the ward, handed over'): Promise<void> {
  await page.getByTestId('go-override').click();
  for (const button of await page.locator('.override-gates [data-testid^="override-"]').all()) {
    await button.click();
  }
  await page.getByTestId('override-reason').fill(reason);
  await chooseSecondPerson(page, 'override-by', PHYSICIAN);
  await page.getByTestId('override-save').click();
  await expect(page.getByTestId('override-save')).toBeHidden({ timeout: PATIENCE_MS });
}

/** The physician signs the discharge. */
export async function signDischarge(page: Page): Promise<void> {
  await page.getByTestId('gate-sign-off').click();
  await chooseSecondPerson(page, 'sign-by', PHYSICIAN);
  await page.getByTestId('sign-discharge').click();
  await expect(page.getByTestId('gate-sign-off')).toHaveAttribute('data-standing', 'met', {
    timeout: PATIENCE_MS,
  });
}

/** Closes a session that is in recovery: the physician lets the patient go to the ward, signs, and it is closed. */
export async function closeSession(page: Page): Promise<void> {
  await page.getByTestId('go-recovery').click();
  await letGo(page);
  await signDischarge(page);
  await hold(page.getByTestId('recovery-close-hold'), () =>
    expect(page.getByTestId('worklist')).toBeVisible({ timeout: PATIENCE_MS }),
  );
}
