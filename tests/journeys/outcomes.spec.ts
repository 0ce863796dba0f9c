// What patients answer: entered by the nurse, answered on a screen that leads nowhere else, and a suicide risk that waits for a physician.
import type { Page } from '@playwright/test';
import { Walk } from './look';
import { chooseSecondPerson, PHYSICIAN, signIn } from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(240_000);

const NURSE = 'p-example';
async function typePin(page: Page): Promise<void> {
  const pin = await page.locator('.turned .training b').innerText();
  for (const digit of pin) await page.getByTestId(`keypad-${digit}`).click();
}

test('a nurse enters a PHQ-9 with item 9 above zero, and it stays open until a physician acts; the patient answers alone (SR-089, SR-210)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  const walk = new Walk(() => room.console());
  await signIn(page, NURSE);
  await page.getByTestId('go-outcomes').click();
  await page.getByTestId('outcomes-of-TEST-0417').click();
  await page.getByTestId('form-NRS').click();
  await page.getByTestId('answer-1-8').click();
  await page.getByTestId('answered-on').fill('2026-01-05');
  await walk.look('outcomes-nrs');
  await page.getByTestId('questionnaire-save').click();
  await expect(page.getByTestId('outcome-said')).toContainText('Pain NRS 8');
  await page.getByTestId('form-PHQ-9').click();
  for (let item = 1; item <= 9; item += 1)
    await page.getByTestId(`answer-${item}-${item === 9 ? 1 : 2}`).click();
  await walk.look('outcomes-phq');
  await page.getByTestId('questionnaire-save').click();

  // The workflow is what comes next, and the worklist goes on saying so.
  await expect(page.getByTestId('risk-reasons')).toContainText('PHQ-9 item 9 answered 1, several days');
  await walk.look('outcomes-risk');
  await page.getByTestId('go-home').click();
  await expect(page.getByTestId('open-risk-TEST-0417')).toContainText('SUICIDE RISK OPEN');
  await walk.look('outcomes-home');

  // The patient's screen: the questions and no way from them. It is there again after a power cut.
  await page.getByTestId('go-outcomes').click();
  await page.getByTestId('outcomes-of-TEST-0417').click();
  await page.getByTestId('pane-give').click();
  await page.getByTestId('give-NRS').click();
  await page.getByTestId('give-PHQ-9').click();
  await walk.look('outcomes-give');
  await page.getByTestId('give-screen').click();
  await expect(page.getByTestId('turned-screen')).toBeVisible();
  await walk.look('turned-nrs');
  await page.getByTestId('turned-answer-3').click();
  await expect(page.getByTestId('turned-answer-3')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('body')).not.toContainText(/Alder|TEST-0417|Specimen/);
  await room.kill();
  const again = await room.relaunch();
  await expect(again.getByTestId('turned-question')).toHaveAttribute('data-question', 'PHQ-9-1', {
    timeout: 60_000,
  });
  for (const key of ['Escape', 'l', 'F5']) await again.keyboard.press(key);
  await expect(again.getByTestId('turned-screen')).toBeVisible();
  await walk.look('turned-phq');
  for (let item = 1; item <= 9; item += 1) {
    await expect(again.getByTestId('turned-question')).toHaveAttribute('data-question', `PHQ-9-${item}`);
    if (item === 8) await walk.look('turned-long');
    if (item !== 4) {
      await again.getByTestId('turned-answer-0').click();
      await expect(again.getByTestId('turned-answer-0')).toHaveAttribute('aria-pressed', 'true');
    }
    await again.getByTestId('turned-next').click();
  }
  await expect(again.getByTestId('turned-end')).toContainText('1 of 10 are open');
  await walk.look('turned-end');
  await again.getByTestId('turned-questions').click();
  await again.getByTestId('turned-answer-0').click();
  await expect(again.getByTestId('turned-answer-0')).toHaveAttribute('aria-pressed', 'true');
  await again.getByTestId('turned-back').click();
  await again.getByTestId('turned-break').click();
  await expect(again.getByTestId('turned-pause')).toBeVisible();
  await again.getByTestId('turned-staff').click();
  await again.getByTestId('keypad-0').click();
  await expect(again.getByTestId('take-back')).toHaveAttribute('aria-disabled', 'true');
  await again.getByTestId('keypad-delete').click();
  await walk.look('turned-staff');
  await typePin(again);
  await again.getByTestId('take-back').click();
  await expect(again.getByTestId('turned-screen')).toBeHidden({ timeout: 20_000 });

  // The password of the day, and then what the patient said stands with the rest.
  await signIn(again, PHYSICIAN);
  await again.getByTestId('open-risk-act-TEST-0417').click();
  for (const field of ['assessment', 'action', 'told', 'plan']) {
    await expect(again.getByTestId('risk-save')).toHaveAttribute('aria-disabled', 'true');
    await again.getByTestId(`risk-${field}`).fill(`${field} in words`);
  }
  await chooseSecondPerson(again, 'risk-by', PHYSICIAN);
  await again.getByTestId('risk-save').click();
  await expect(again.getByTestId('risk-report')).toBeVisible();
  await again.getByTestId('pane-trends').click();
  await again.getByTestId('trend-of-PHQ-9').click();
  await expect(again.getByTestId('trend-point-PHQ-9')).toHaveCount(2);
  await expect(again.getByTestId('trend-words')).toContainText('PHQ-9 0, minimal');
  await walk.look('outcomes-trend');
  await again.getByTestId('pane-entries').click();
  await expect(again.getByTestId('outcome-PHQ-9').first()).toContainText('answered by the patient');
  await again.getByTestId('outcome-correct').first().click();
  await walk.look('outcomes-entries');
  await again.getByTestId('go-home').click();
  await expect(again.getByTestId('open-risk-TEST-0417')).toHaveCount(0);

  expect(walk.found).toEqual([]);
  const log = await room.log();
  expect(
    eventsOf(log, 'outcome.recorded').map(({ body }) => [body.instrument, body.score, body.filledBy]),
  ).toEqual([
    ['NRS', 8, 'staff'],
    ['PHQ-9', 17, 'staff'],
    ['NRS', 3, 'patient'],
    ['PHQ-9', 0, 'patient'],
  ]);
  expect(eventsOf(log, 'risk.assessed')[0]?.body).toMatchObject({ by: { personId: PHYSICIAN } });
});
