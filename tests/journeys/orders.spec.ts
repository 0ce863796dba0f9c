// A physician writes orders: from a template, in another unit, for a weight that is far from the last; and two
// physicians change a template.
import type { Page } from '@playwright/test';
import { signIn } from './nurse';
import { expect, test } from './room';

test.setTimeout(240_000);

async function orderFor(page: Page, mrn: string): Promise<void> {
  await page.getByTestId('go-setup').click();
  await page.getByTestId(`patient-${mrn}`).click();
  await expect(page.getByTestId('order-form')).toBeVisible();
}

async function weigh(page: Page, weight: string, height: string, session: string): Promise<void> {
  await page.getByTestId('order-measured').fill(weight);
  await page.getByTestId('order-height').fill(height);
  await page.getByTestId('order-session').fill(session);
  await page.getByTestId('order-time').fill('23:30');
}

/** The training PIN of the person who is signed in stands on the sign-in screen; it was read there. */
async function signInWithPin(page: Page, personId: string): Promise<string> {
  await page.getByTestId(`person-${personId}`).click({ timeout: 60_000 });
  const pin = await page.getByTestId('training-pin').locator('b').innerText();
  await page.getByTestId(`person-${personId}`).click();
  await signIn(page, personId);
  return pin;
}

test('from the ramp and from the mood template: derived, converted, confirmed, signed (SR-005, SR-007, SR-008, SR-047)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  const pin = await signInWithPin(page, 'p-sample');
  const planned = page.locator('[data-testid^="planned-"]');
  await expect(planned).not.toHaveCount(0);
  const before = await planned.count();

  await orderFor(page, 'TEST-0417');
  await weigh(page, '77.9', '170', '1');
  await page.getByTestId('template-crps-4h-ramp').click();
  await expect(page.getByTestId('order-weight')).toContainText('68 kg');
  await expect(page.getByTestId('order-weight')).toContainText('Devine, female, 170 cm');
  await page.getByTestId('order-next').click();
  // Day 1 of the series: half of 0.2, 0.3 and 0.35.
  await expect(page.getByTestId('order-step-2-rate')).toHaveValue('0.175');
  await expect(page.getByTestId('order-derived')).toContainText('50 % of 0.35 mg/kg/h');

  // Another unit clears the numbers; the template fills them again in that unit.
  await page.getByTestId('order-unit-mg/h').click();
  await expect(page.getByTestId('order-maxRate')).toHaveValue('');
  await page.getByTestId('order-refill').click();
  await expect(page.getByTestId('order-step-2-rate')).toHaveValue('11.9');
  await page.getByTestId('order-next').click();
  await page.getByTestId('order-next').click();
  const review = page.getByTestId('order-review');
  for (const words of [
    'TEST, Alder',
    'ketamine 2 mg/mL',
    '68 kg dosing, adjusted',
    'from 60 min 11.9 mg/h = 5.95 mL/h',
    '44.2 mg',
    'off: the console alarms, a person pauses',
  ])
    await expect(review).toContainText(words);
  await expect(page.getByTestId('order-sign')).toBeDisabled();
  await expect(page.getByTestId('order-conversions')).toContainText('0.175');
  await page.getByTestId('conversion-confirm').click();
  await page.getByTestId('order-pin').fill(pin);
  await page.getByTestId('order-sign').click();
  await expect(planned).toHaveCount(before + 1);

  // The mood template, for a weight read in pounds and far from the last one.
  await orderFor(page, 'TEST-0611');
  await page.getByTestId('order-measured-unit-lb').click();
  await weigh(page, '155', '176', '2');
  await page.getByTestId('template-mood-40min').click();
  await expect(page.getByTestId('order-weight')).toContainText('155 lb is 70.3 kg');
  await expect(page.getByTestId('weight-doubt')).toContainText('13.8 % more than the last weight, 61.8 kg');
  await page.getByTestId('order-page-review').click();
  await expect(page.getByTestId('refusals')).toContainText('differs by 13.8 %');
  await page.getByTestId('order-page-template').click();
  await page.getByTestId('weight-confirm').click();
  await page.getByTestId('order-page-review').click();
  await expect(review).toContainText('0.75 mg/kg/h = 52.725 mL/h');
  await page.getByTestId('conversion-confirm').click();
  await expect(page.getByTestId('order-sign')).toBeDisabled();
  await page.getByTestId('soft-rate-absolute').getByRole('button').first().click();
  await page.getByTestId('order-pin').fill(pin);
  await page.getByTestId('order-sign').click();
  await expect(planned).toHaveCount(before + 2);
});
