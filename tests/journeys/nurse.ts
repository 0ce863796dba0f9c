// What a person does with hands on the screen, in the words of the clinic. Every step ends when the screen shows it.
import { expect, type Locator, type Page } from '@playwright/test';

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
  for (const priority of ['high', 'medium', 'low']) {
    await page.getByTestId(`alarm-test-play-${priority}`).click();
    const row = page.getByTestId(`alarm-test-${priority}`);
    await expect(row).toHaveAttribute('data-tried', 'sounded', { timeout: PATIENCE_MS });
    await page.getByTestId(`alarm-test-seen-yes-${priority}`).click();
    await page.getByTestId(`alarm-test-heard-yes-${priority}`).click();
  }
  await page.getByTestId('alarm-test-record').click();
  await expect(page.getByTestId('alarm-test-last')).toContainText('Last passed');
  await page.getByTestId('go-home').click();
}

export type Label = { readonly drug: string; readonly concentration: string; readonly volume: string };

/** Opens a planned session from the worklist; the simulation's orders carry the day in their id. */
export async function openSession(page: Page, order: string): Promise<void> {
  await page.locator(`[data-testid^="planned-${order}"]`).click();
  await page.getByTestId('prepare-session').click();
  await expect(page.getByTestId('prestart')).toBeVisible({ timeout: PATIENCE_MS });
}

/** Confirms the patient by two identifiers, everything on the list, and the syringe by its label. */
export async function confirmAll(
  page: Page,
  patient: { readonly mrn: string; readonly birthDate: string },
  label: Label,
): Promise<void> {
  await page.getByTestId('identity-mrn').fill(patient.mrn);
  await page.getByTestId('identity-birth-date').fill(patient.birthDate);
  await page.getByTestId('identity-confirm').click();
  await expect(page.getByTestId('check-patient-identity')).toHaveAttribute('data-done', 'true');
  for (const check of ['order', 'allergies', 'consent', 'escort', 'iv-site', 'rescue-equipment']) {
    const line = page.getByTestId(`check-${check}`);
    if ((await line.count()) === 0) continue;
    await line.click();
    await expect(line).toHaveAttribute('data-done', 'true');
  }
  await page.getByTestId('syringe-drug').fill(label.drug);
  await page.getByTestId('syringe-concentration').fill(label.concentration);
  await page.getByTestId('syringe-volume').fill(label.volume);
  await page.getByTestId('syringe-confirm').click();
  await expect(page.getByTestId('check-syringe')).toBeVisible();
}

export const alder = { mrn: 'TEST-0417', birthDate: '1979-03-14' };
export const alderLabel: Label = { drug: 'ketamine', concentration: '2', volume: '50' };

/** From the sign-in screen to the bedside with the order's first rate held and confirmed by the pump. */
export async function startInfusion(page: Page): Promise<void> {
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
}

/** Types a rate in the change-rate sheet and holds it; ends when the big number shows it. */
export async function changeRate(page: Page, rate: string, shown = rate): Promise<void> {
  await page.getByTestId('change-rate').click();
  for (const key of rate) {
    await page.getByTestId(key === '.' ? 'keypad-point' : `keypad-${key}`).click();
    await page.waitForTimeout(250);
  }
  await hold(page.getByTestId('set-rate-hold'), () =>
    expect(page.getByTestId('sheet-change-rate')).toBeHidden({ timeout: PATIENCE_MS }),
  );
  await expect(page.getByTestId('rate-big')).toContainText(shown, { timeout: PATIENCE_MS });
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

/** Closes a session that is in recovery. */
export async function closeSession(page: Page): Promise<void> {
  await hold(page.getByTestId('close-hold'), () =>
    expect(page.getByTestId('worklist')).toBeVisible({ timeout: PATIENCE_MS }),
  );
}
