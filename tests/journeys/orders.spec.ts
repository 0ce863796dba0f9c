// A physician writes orders: from a template, in another unit, for a weight that is far from the last; and two
// physicians change a template.
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';
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

/** Signs in and says the training PIN that the simulation shows of this person. */
async function signInWithPin(page: Page, personId: string): Promise<string> {
  await signIn(page, personId);
  await expect(page.getByTestId('worklist')).toBeVisible({ timeout: 30_000 });
  const pins = await page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Bridge };
    return (await bridge.ask('facts', {})).trainingPins;
  });
  const pin = pins?.[personId];
  if (pin === undefined) throw new Error(`no training PIN of ${personId}`);
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

  // Taken back: it stays on the list as withdrawn, and nothing is prepared on it.
  const last = planned.filter({ hasText: 'TEST-0611' }).last();
  await last.click();
  await page.getByTestId('withdraw-open').click();
  await page.getByTestId('withdraw-reason').fill('weight was read in the wrong unit');
  await expect(page.getByTestId('withdraw')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('withdraw-pin').fill(pin);
  await expect(page.getByTestId('withdraw')).toContainText('TEST, Damson, 23:30');
  await page.getByTestId('withdraw').click();
  await expect(last).toContainText('Withdrawn');
  await expect(last).toContainText('weight was read in the wrong unit · by S. Sample');
  await expect(page.getByTestId('prepare-session')).toContainText('the order was withdrawn');
  await expect(page.getByTestId('withdraw-open')).toHaveCount(0);
});

test('a template is changed by one physician and used once another has approved it (SR-031)', async ({
  launch,
}) => {
  const { page } = await launch({ args: ['--simulation'] });
  const pin = await signInWithPin(page, 'p-sample');
  await page.getByTestId('go-templates').click();
  await page.getByTestId('template-mood-40min-1').click();
  await expect(page.getByTestId('template-standing')).toContainText('in use, approved by D. Proof');
  await page.getByTestId('template-edit').click();
  await page.getByTestId('template-number-dose').fill('0.4');
  await page.getByTestId('template-number-totalMgPerKg').fill('0,4');
  await expect(page.getByTestId('template-keep')).toContainText('comma');
  await page.getByTestId('template-number-totalMgPerKg').fill('0.4');
  await page.getByTestId('template-note').fill('Less for the first course.');
  await page.getByTestId('template-keep-pin').fill(pin);
  await page.getByTestId('template-keep').click();
  await page.getByTestId('template-mood-40min-2').click();
  await expect(page.getByTestId('template-changes')).toContainText('Dose, mg/kg: 0.5 → 0.4');
  await expect(page.getByTestId('template-approve')).toContainText('who wrote it can not approve it');
  await expect(page.getByTestId('template-approve')).toBeDisabled();

  // Until then orders are written from the version before.
  await page.getByTestId('go-home').click();
  await orderFor(page, 'TEST-0611');
  await weigh(page, '61.8', '176', '2');
  await expect(page.getByTestId('template-mood-40min')).toContainText('version 1');
  await page.getByTestId('go-home').click();

  await page.getByTestId('lock').click();
  const other = await signInWithPin(page, 'p-proof');
  await page.getByTestId('go-templates').click();
  await page.getByTestId('template-mood-40min-2').click();
  await page.getByTestId('template-approve-pin').fill(other);
  await page.getByTestId('template-approve').click();
  await expect(page.getByTestId('template-standing')).toContainText('in use, approved by D. Proof');
  await page.getByTestId('go-home').click();
  await orderFor(page, 'TEST-0611');
  await weigh(page, '61.8', '176', '2');
  await page.getByTestId('template-mood-40min').click();
  await page.getByTestId('order-next').click();
  await expect(page.getByTestId('order-step-0-rate')).toHaveValue('0.6');
});
