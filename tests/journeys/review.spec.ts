// A physician reads the stored session: what it says equals the log, and nothing asks the network for anything.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { pagesOf } from '../electron/report/pdf-text';
import { changeRate, closeSession, endInfusion, pause, pinOf, resume, signIn, startInfusion } from './nurse';
import { eventsOf, expect, type Room, test } from './room';

test.setTimeout(240_000);

async function startListening(room: Room, file: string): Promise<void> {
  await room
    .console()
    .app.evaluate(({ session }, at) => session.defaultSession.netLog.startLogging(at), file);
}

/** Every address that left since, except the page's own files; what the lock-down stops never gets here (shell.spec). */
async function requestsUntilNow(room: Room, file: string): Promise<string[]> {
  await room.console().app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging());
  return readFileSync(file, 'utf8').match(/"url":"(?!app:|devtools:|data:|blob:)[^"]+"/g) ?? [];
}

const noted = 'sees clouds, not afraid';

/** The physician signs with the own PIN of the day. */
async function signReview(page: Page, signatures: number): Promise<void> {
  await page.getByTestId('sign-secret').fill(await pinOf(page, 'p-sample'));
  await page.getByTestId('sign-review').click();
  await expect(page.getByTestId('review-signature')).toHaveCount(signatures);
}

/** Signs, puts the note right, sees both signatures break with what broke them, and signs again. */
async function signsOff(page: Page): Promise<void> {
  const standing = page.getByTestId('review-standing');
  await expect(standing).toHaveText('Waits for sign-off');
  await page.getByTestId('tab-sign-off').click();
  await expect(page.getByTestId('record-check')).toContainText(/\d+ entries, seals hold/);
  await page.getByTestId('comment-text').fill('Tolerated well.');
  await page.getByTestId('comment-save').click();
  await expect(page.getByTestId('review-comment')).toContainText('Tolerated well.');
  await page.getByTestId('sign-secret').fill('0000');
  await page.getByTestId('sign-review').click();
  await expect(page.getByTestId('sign-form')).toContainText('The PIN does not match');
  await signReview(page, 1);
  await expect(page.getByTestId('review-signature')).toHaveAttribute('data-holds', 'true');
  await expect(page.getByTestId('discharge-signature')).toHaveAttribute('data-holds', 'true');
  await expect(standing).toHaveText('Review signed');

  await page.getByTestId('tab-session').click();
  await page.locator('[data-testid=review-events] [data-type="note.recorded"]').click();
  await page.getByTestId('put-right').click();
  await expect(page.getByTestId('amend-was')).toHaveText(noted);
  await page.getByTestId('amend-now').fill('sees crowds, not afraid');
  await page.getByTestId('amend-reason').fill('misheard');
  await page.getByTestId('amend-save').click();
  await expect(page.getByTestId('corrected')).toBeVisible();
  await expect(page.getByTestId('entry-history')).toContainText(noted);
  await expect(standing).toHaveText('Signature BROKEN');
  await page.getByTestId('tab-sign-off').click();
  for (const signature of ['review-signature', 'discharge-signature']) {
    await expect(page.getByTestId(signature)).toHaveAttribute('data-holds', 'false');
    await expect(page.getByTestId(signature)).toContainText(`Note ${noted} to sees crowds, not afraid`);
  }
  await signReview(page, 2);
  await expect(page.getByTestId('review-signature').nth(0)).toHaveAttribute('data-holds', 'false');
  await expect(page.getByTestId('review-signature').nth(1)).toHaveAttribute('data-holds', 'true');
  await expect(standing).toHaveText('Review signed');
}

test('the stored session: list, totals, graph, cursor, zoom, sign-off; and no network (SR-156, SR-163)', async ({
  openRoom,
  dataDir,
}) => {
  const room = await openRoom();
  const page = room.page();
  const netLog = path.join(dataDir, 'net-log.json');
  await startListening(room, netLog);
  await startInfusion(page);
  await changeRate(page, '0.3');
  await page.getByTestId('note').click();
  await page.getByTestId('note-text').fill(noted);
  await page.getByTestId('note-save').click();
  await pause(page, 'toilet');
  await resume(page);
  await endInfusion(page);
  await closeSession(page);
  const [closed] = eventsOf(await room.log(), 'session.closed');
  const givenMg = (closed?.body.volumeMl.high ?? 0) * 2;

  await page.getByTestId('lock').click();
  await signIn(page, 'p-sample');
  await page.getByTestId('go-review').click();
  await page.getByTestId('review-row').first().click();
  await expect(page.getByTestId('review-header')).toContainText('TEST, Alder');
  const shown = Number.parseFloat(await page.getByTestId('review-total-mg').innerText());
  expect(Math.abs(shown - givenMg)).toBeLessThan(0.06);
  await expect(page.getByTestId('review-sign-off')).toHaveAttribute('data-holds', 'true');
  const table = page.getByTestId('review-events');
  await expect(table).toContainText(/paus/i);

  const graph = page.getByTestId('review-pointer');
  await expect(graph).toBeVisible();
  const cursor = page.getByTestId('review-cursor');
  await expect(cursor).not.toHaveAttribute('data-at', /./);
  await graph.click();
  await expect(cursor).toHaveAttribute('data-at', /\d/);
  await expect(cursor).toContainText(/HR/);
  const fit = page.getByTestId('review-fit');
  await expect(fit).toBeDisabled();
  await page.getByText('Zoom in', { exact: true }).click();
  await expect(fit).toBeEnabled();
  await fit.click();
  await expect(fit).toBeDisabled();

  await page.getByTestId('export-pdf').click();
  const said = page.getByTestId('export-said');
  await expect(said).toHaveAttribute('data-kind', 'done', { timeout: 60_000 });
  const report = await said.locator('b').innerText();
  const pages = await pagesOf(readFileSync(report));
  pages.forEach((words, index) => {
    expect(words).toContain('TEST, Alder');
    expect(words).toContain(`page ${index + 1} of ${pages.length}`);
  });
  expect(pages[0]).toContain(`${shown} mg`);
  await page.getByTestId('export-open').click();
  await page.getByTestId('export-jsonl').click();
  await expect(said).toContainText('.jsonl');
  const [head, ...lines] = readFileSync(await said.locator('b').innerText(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(JSON.parse(head ?? '{}').entries).toBe(lines.length);
  await page.getByTestId('export-close').click();

  await signsOff(page);
  const log = await room.log();
  expect(eventsOf(log, 'note.recorded').map(({ body }) => body.text)).toEqual([noted]);
  expect(eventsOf(log, 'review.amended').map(({ body }) => [body.was, body.by.personId])).toEqual([
    [noted, 'p-sample'],
  ]);
  expect(await requestsUntilNow(room, netLog)).toEqual([]);
});
