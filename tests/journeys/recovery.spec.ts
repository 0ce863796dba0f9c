// From the stop to the door: what is missing has a name, a physician answers for what is let go, and a suicide risk is not skipped.
import type { Page } from '@playwright/test';
import { chooseSecondPerson, endInfusion, hold, PHYSICIAN, signDischarge, startInfusion } from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(300_000);

async function toRecovery(page: Page): Promise<void> {
  await endInfusion(page);
  await page.getByTestId('go-recovery').click();
}

const standing = (page: Page, gate: string, wanted: string) =>
  expect(page.getByTestId(`gate-${gate}`)).toHaveAttribute('data-standing', wanted, { timeout: 60_000 });

/** Evidence by the ready sentence where there is one, typed where there is none. */
async function see(page: Page, gate: string, typed: string | null = null): Promise<void> {
  await page.getByTestId(`gate-${gate}`).click();
  if (typed === null) await page.getByTestId('seen-ready').click();
  else {
    await page.getByTestId('seen-evidence').fill(typed);
    await page.getByTestId('seen-met').click();
  }
  await standing(page, gate, 'met');
}

test('the discharge gate names what is missing, and lets go when all is met or let go by a physician (SR-088)', async ({
  openRoom,
}) => {
  const room = await openRoom({ speed: 60 });
  const page = room.page();
  await startInfusion(page);
  await toRecovery(page);
  await expect(page.getByTestId('recovery-close-hold')).toContainText('10 open');
  await expect(page.getByTestId('pause')).toBeVisible();
  await expect(page.getByTestId('gate-score')).toContainText('Aldrete not scored');

  await page.getByTestId('gate-score').click();
  for (const row of [0, 1, 2, 3, 4]) await page.getByTestId(`score-${row}-${row === 3 ? 1 : 2}`).click();
  await page.getByTestId('score-save').click();
  await standing(page, 'score', 'met');
  for (const gate of ['alert-oriented', 'dissociation', 'iv-removed', 'advice']) await see(page, gate);
  await see(page, 'escort', 'sister, M. Alder');
  await standing(page, 'minimum-stay', 'met');

  // Nobody but a physician, and not with a wrong PIN.
  await page.getByTestId('go-override').click();
  await page.getByTestId('override-stable-vitals').click();
  await page.getByTestId('override-nausea').click();
  await page.getByTestId('override-reason').fill('monitored on the ward');
  await expect(page.getByTestId('override-by-p-specimen')).toHaveCount(0);
  await page.getByTestId(`override-by-${PHYSICIAN}`).click();
  await page.getByTestId('override-by-pin').fill('0');
  await page.getByTestId('override-save').click();
  await expect(page.getByTestId('refusals')).toBeVisible();
  await chooseSecondPerson(page, 'override-by', PHYSICIAN);
  await page.getByTestId('override-save').click();
  await standing(page, 'nausea', 'overridden');
  await expect(page.getByTestId('recovery-close-hold')).toContainText('1 open');

  await signDischarge(page);
  await expect(page.getByTestId('signature')).toContainText('meaning: approved');
  // A later entry breaks the signature, and closing is blocked again.
  await see(page, 'advice', 'again, to the sister');
  await standing(page, 'sign-off', 'missing');
  await expect(page.getByTestId('gate-sign-off')).toContainText('broken');
  await signDischarge(page);
  await hold(page.getByTestId('recovery-close-hold'), () =>
    expect(page.getByTestId('worklist')).toBeVisible({ timeout: 20_000 }),
  );

  const log = await room.log();
  const [letGo] = eventsOf(log, 'recovery.overridden');
  expect(letGo?.body).toMatchObject({ by: { personId: PHYSICIAN }, reason: 'monitored on the ward' });
  expect(eventsOf(log, 'discharge.signed')).toHaveLength(2);
  expect(eventsOf(log, 'session.closed')[0]?.body.outcome).toBe('completed');
});

test('PHQ-9 item 9 above zero opens a workflow that only a physician’s record closes (SR-089)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('more').click();
  await page.getByTestId('more-questionnaires').click();
  for (let item = 1; item <= 9; item += 1)
    await page.getByTestId(`answer-${item}-${item === 9 ? 1 : 0}`).click();
  await page.getByTestId('questionnaire-save').click();
  const card = page.getByTestId('risk-card');
  await expect(card).toContainText('PHQ-9 item 9 answered 1');
  await page.getByTestId('go-bedside').click();
  await expect(card).toBeVisible();
  await expect(page.getByTestId('pause')).toBeVisible();

  await toRecovery(page);
  await expect(page.getByTestId('recovery-close-hold')).toContainText('Suicide risk is open');
  await standing(page, 'suicide-risk', 'missing');
  await page.getByTestId('risk-open').click();
  for (const field of ['assessment', 'action', 'told', 'plan']) {
    await expect(page.getByTestId('risk-save')).toHaveAttribute('aria-disabled', 'true');
    await page.getByTestId(`risk-${field}`).fill(`${field} in words`);
  }
  await chooseSecondPerson(page, 'risk-by', PHYSICIAN);
  await page.getByTestId('risk-save').click();
  await expect(card).toBeHidden();
  const [assessed] = eventsOf(await room.log(), 'risk.assessed');
  expect(assessed?.body).toMatchObject({ by: { personId: PHYSICIAN }, told: 'told in words' });
});
