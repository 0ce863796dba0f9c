// One session as a nurse lives it, from the PIN to the closed record, and what the log says of it afterwards.
import type { Page } from '@playwright/test';
import {
  alder,
  alderLabel,
  changeRate,
  closeSession,
  confirmAll,
  endInfusion,
  hold,
  openSession,
  pause,
  resume,
  signIn,
  startInfusion,
} from './nurse';
import { eventsOf, expect, expectTruth, test, truth } from './room';

test.setTimeout(240_000);

/** The given volume as the dose panel shows it, mL. */
async function shownMl(page: Page): Promise<number> {
  return Number.parseFloat(await page.getByTestId('delivered-ml').innerText());
}

async function chart(page: Page): Promise<void> {
  await page.getByTestId('observation').click();
  await page.getByTestId('sedation-−1').click();
  await page.getByTestId('pain-4').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden();
  await page.getByTestId('symptom').click();
  await page.getByTestId('symptom-nausea').click();
  await page.getByTestId('severity-mild').click();
  await expect(page.getByTestId('sheet-symptom')).toBeHidden();
  await page.getByTestId('note').click();
  await page.getByTestId('note-text').fill('Feels light, likes the music');
  await page.getByTestId('note-save').click();
  await expect(page.getByTestId('sheet-note')).toBeHidden();
}

test('a whole session: start, pause, resume, another rate, charting, end, close', async ({ openRoom }) => {
  const room = await openRoom({ newRecord: true });
  const page = room.page();
  const { pump } = room.cast;
  await startInfusion(page);
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8 });
  await expect(page.getByTestId('rate-big')).toContainText('0.2');
  await expect(page.getByTestId('vital-HR')).toHaveAttribute('data-look', 'live');
  await expect(page.getByTestId('vital-SpO2')).toHaveAttribute('data-look', 'live');

  await pause(page, 'nausea');
  await expect(page.getByTestId('pause-reason-nausea')).toHaveAttribute('aria-pressed', 'true');
  await expectTruth(pump, { infusing: false });
  await resume(page);
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8 });
  await changeRate(page, '0.3');
  await expectTruth(pump, { infusing: true, rateMlPerHour: 10.2 });
  await chart(page);

  await endInfusion(page);
  await expectTruth(pump, { infusing: false });
  const given = Number((await truth(pump)).totalDeliveredMl);
  expect(given).toBeGreaterThan(0.02);
  await expect.poll(async () => Math.abs((await shownMl(page)) - given)).toBeLessThan(0.01);
  await closeSession(page);
  await expectTruth(pump, { remoteControl: false });

  const log = await room.log();
  const asked = eventsOf(log, 'command.requested');
  expect(asked.map(({ body }) => body.purpose)).toEqual(['start', 'pause', 'resume', 'change-rate', 'end']);
  const confirmed = eventsOf(log, 'command.confirmed').map(({ body }) => body.commandId);
  expect(confirmed).toEqual(asked.map(({ body }) => body.commandId));
  expect(eventsOf(log, 'pause.reason').map(({ body }) => body.reason)).toEqual(['nausea']);
  expect(eventsOf(log, 'observation.recorded')[0]?.body.observation).toMatchObject({
    sedation: { scale: 'RASS', level: -1 },
    painNrs: 4,
  });
  expect(eventsOf(log, 'symptom.recorded')[0]?.body).toMatchObject({ symptom: 'nausea', severity: 'mild' });
  expect(eventsOf(log, 'note.recorded')[0]?.body.text).toContain('music');
  const [closed] = eventsOf(log, 'session.closed');
  expect(closed?.body.outcome).toBe('completed');
  expect(Math.abs((closed?.body.volumeMl.high ?? 0) - given)).toBeLessThan(0.01);
});

test('letting go of START too early starts nothing (SR-006)', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  const button = page.getByTestId('start-hold');
  // Let go as soon as the hold is seen to have begun.
  await hold(button, () =>
    expect
      .poll(
        () => button.locator('.hold-track i').evaluate((bar) => Number.parseFloat(bar.style.width) || 0),
        {
          intervals: [20],
        },
      )
      .toBeGreaterThan(5),
  );
  await expect(button).toContainText('Let go too early');
  await expectTruth(room.cast.pump, { infusing: false, totalDeliveredMl: 0 });
  expect(eventsOf(await room.log(), 'command.requested')).toEqual([]);
});
