// A physician reads a whole course of treatment, holds two sessions against each other, and is offered for the next
// order what the last ones tolerated.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/paths.mjs';
import { environment } from './launch';
import { Walk } from './look';
import { PHYSICIAN, signIn } from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(300_000);

/** More than the page has room for: it scrolls, and whoever has no mouse must be able to as well. */
const SESSIONS = 8;

/** A record of one patient's earlier sessions, the last two with a reading for every second. */
async function invent(dataDir: string): Promise<void> {
  const program = path.join(root, 'out/seed.cjs');
  const wish = ['--sessions', String(SESSIONS), '--detail', '2', '--db', path.join(dataDir, 'simulation')];
  await promisify(execFile)(process.execPath, [program, ...wish], { env: environment() });
}

test('a course on one page, two sessions over each other, and the tolerated rate offered beside the next order', async ({
  openRoom,
  dataDir,
}) => {
  await invent(dataDir);
  const room = await openRoom();
  const page = room.page();
  const walk = new Walk(() => room.console());
  await signIn(page, PHYSICIAN);

  // From the review of the newest session to the whole course of its patient.
  await page.getByTestId('go-review').click();
  await page.getByTestId('review-row').first().click();
  await page.getByTestId('review-course').click();
  const rows = page.getByTestId('course-row');
  await expect(rows).toHaveCount(SESSIONS);
  await expect(page.getByTestId('course-mini')).toHaveCount(SESSIONS);
  await expect(page.getByTestId('course-table')).toContainText('ng/mL');
  await walk.look('course-of-eight');

  // What the page says of the newest session is what its log says.
  const last = await rows.last().getAttribute('data-session');
  const written = await room.log();
  const closed = eventsOf(written, 'session.closed').at(-1);
  const { patient, order } = eventsOf(written, 'session.opened').at(-1)?.body ?? {};
  expect(closed?.sessionId).toBe(last);
  const givenMg = (closed?.body.volumeMl.low ?? 0) * (order?.concentrationMgPerMl ?? 0);
  const said = Number.parseFloat(await rows.last().getByTestId('course-given').innerText());
  expect(Math.abs(said - givenMg)).toBeLessThan(0.06);

  // Two sessions over each other: the first and the last.
  const first = await rows.first().getAttribute('data-session');
  await page.getByTestId(`course-pick-${first}`).click();
  await page.getByTestId(`course-pick-${last}`).click();
  await page.getByTestId('course-part-compare').click();
  for (const lane of ['rate', 'given', 'predicted'])
    for (const which of ['first', 'second'])
      await expect(page.getByTestId(`overlay-${lane}-${which}`)).toHaveAttribute('d', /M.*[HL]/);
  await expect(page.getByTestId('course-choose-first')).toHaveValue(first ?? '');
  await expect(page.getByTestId('course-choose-second')).toHaveValue(last ?? '');
  await expect(page.getByTestId('difference-given')).toContainText('mg');
  await page.getByTestId('overlay-lane-rate').hover();
  await expect(page.getByTestId('overlay-read-given')).toContainText(/\d/);
  await walk.look('course-compare');

  // One click to the review of a session, and back.
  await page.getByTestId('course-part-course').click();
  await page.getByTestId(`course-open-${last}`).click();
  await expect(page.getByTestId('review-header')).toBeVisible();
  await page.getByTestId('review-leave').click();

  // The next order: the offer stands beside the rates, and fills nothing in.
  await page.getByTestId('go-setup').click();
  await page.getByTestId(`patient-${patient?.mrn}`).click();
  await page.getByTestId('order-measured').fill('70');
  await page.getByTestId('order-height').fill('170');
  await page.getByTestId('order-session').fill('1');
  await page.getByTestId('template-pain-steps').click();
  await page.getByTestId('order-page-numbers').click();
  const filled = await page.getByTestId('order-step-0-rate').inputValue();
  const offer = page.getByTestId('tolerated-offer');
  await expect(offer).toHaveAttribute('data-kind', 'offered');
  await expect(page.getByTestId('tolerated-rate')).toContainText('mg/kg/h');
  await page.getByTestId('tolerated-reasons').locator('summary').click();
  await expect(page.getByTestId('tolerated-reasons')).toContainText('without a break in session');
  await expect(page.getByTestId('order-step-0-rate')).toHaveValue(filled);
  await walk.look('order-offer');

  const log = await room.log();
  const [shown] = eventsOf(log, 'tolerated-rate.shown');
  expect(shown?.body).toMatchObject({ by: { personId: PHYSICIAN }, patientId: patient?.patientId });
  const rate = Number.parseFloat(await page.getByTestId('tolerated-rate').innerText());
  expect(shown?.body.offered?.mgPerKgPerHour).toBeCloseTo(rate, 2);
  const viewed = eventsOf(log, 'record.viewed').filter(({ body }) => body.course === true);
  expect(viewed.map(({ body }) => body.sessionId)).toEqual([last]);
  expect(walk.found).toEqual([]);
});
