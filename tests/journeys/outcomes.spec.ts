// What patients answer: entered by the nurse, answered on a screen that leads nowhere else, and a suicide risk that waits for a physician.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { chooseSecondPerson, PHYSICIAN, signIn } from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(240_000);

const NURSE = 'p-example';
const shots = process.env.LOOK_SHOTS;
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;

/** Photographs the screen at both sizes, where somebody asked to look. */
async function look(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
    await page.screenshot({ path: path.join(shots, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function typePin(page: Page): Promise<void> {
  const pin = await page.locator('.turned .training b').innerText();
  for (const digit of pin) await page.getByTestId(`keypad-${digit}`).click();
}

test('a nurse enters a PHQ-9 with item 9 above zero, and it stays open until a physician acts; the patient answers alone (SR-089)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, NURSE);
  await page.getByTestId('go-outcomes').click();
  await page.getByTestId('outcomes-of-TEST-0417').click();
  await page.getByTestId('form-NRS').click();
  await page.getByTestId('answer-1-8').click();
  await page.getByTestId('answered-on').fill('2026-01-05');
  await look(page, 'outcomes-nrs');
  await page.getByTestId('questionnaire-save').click();
  await expect(page.getByTestId('outcome-said')).toContainText('Pain NRS 8');
  await page.getByTestId('form-PHQ-9').click();
  for (let item = 1; item <= 9; item += 1)
    await page.getByTestId(`answer-${item}-${item === 9 ? 1 : 2}`).click();
  await look(page, 'outcomes-phq');
  await page.getByTestId('questionnaire-save').click();

  // The workflow is what comes next, and the worklist goes on saying so.
  await expect(page.getByTestId('risk-reasons')).toContainText('PHQ-9 item 9 answered 1, several days');
  await look(page, 'outcomes-risk');
  await page.getByTestId('go-home').click();
  await expect(page.getByTestId('open-risk-TEST-0417')).toContainText('SUICIDE RISK OPEN');
  await look(page, 'outcomes-home');

  // The patient's screen: the questions and no way from them. It is there again after a power cut.
  await page.getByTestId('go-outcomes').click();
  await page.getByTestId('outcomes-of-TEST-0417').click();
  await page.getByTestId('pane-give').click();
  await page.getByTestId('give-NRS').click();
  await page.getByTestId('give-PHQ-9').click();
  await look(page, 'outcomes-give');
  await page.getByTestId('give-screen').click();
  await expect(page.getByTestId('turned-screen')).toBeVisible();
  await look(page, 'turned-nrs');
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
  await look(again, 'turned-phq');
  for (let item = 1; item <= 9; item += 1) {
    await expect(again.getByTestId('turned-question')).toHaveAttribute('data-question', `PHQ-9-${item}`);
    if (item === 8) await look(again, 'turned-long');
    if (item !== 4) {
      await again.getByTestId('turned-answer-0').click();
      await expect(again.getByTestId('turned-answer-0')).toHaveAttribute('aria-pressed', 'true');
    }
    await again.getByTestId('turned-next').click();
  }
  await expect(again.getByTestId('turned-end')).toContainText('1 of 10 are open');
  await look(again, 'turned-end');
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
  await look(again, 'turned-staff');
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
  await look(again, 'outcomes-trend');
  await again.getByTestId('pane-entries').click();
  await expect(again.getByTestId('outcome-PHQ-9').first()).toContainText('answered by the patient');
  await again.getByTestId('outcome-correct').first().click();
  await look(again, 'outcomes-entries');
  await again.getByTestId('go-home').click();
  await expect(again.getByTestId('open-risk-TEST-0417')).toHaveCount(0);

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
