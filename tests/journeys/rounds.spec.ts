// Observation rounds as a nurse lives them: due, missed, done; a level that stops; what can hardly be right; a second drug.
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/contract';
import { expectState, startInfusion } from './nurse';
import { eventsOf, expect, expectTruth, test } from './room';

test.setTimeout(300_000);

/** Types a number on the keys of the sheet. */
async function typeNumber(page: Page, digits: string): Promise<void> {
  for (const digit of digits) {
    await page.getByTestId(`keypad-${digit}`).click();
    // Two equal digits faster than a finger are taken for one bouncing key.
    await page.waitForTimeout(250);
  }
}

async function takeOver(page: Page): Promise<void> {
  await page.getByTestId('observation-take-over').click();
  await expect(page.getByTestId('set-spo2Percent')).toHaveAttribute('data-taken', 'device');
}

test('a round becomes due, is missed with a rising alarm, and is done with the monitor’s values (SR-080, SR-081, SR-083)', async ({
  openRoom,
}) => {
  const room = await openRoom({ speed: 60 });
  const page = room.page();
  await startInfusion(page);
  const button = page.getByTestId('observation');
  await expect(button).toContainText('close after the start');
  await expect(button).toHaveAttribute('data-due', 'soon', { timeout: 30_000 });
  await expect(button).toHaveAttribute('data-due', 'overdue', { timeout: 30_000 });
  await expect
    .poll(
      async () =>
        eventsOf(await room.log(), 'alarm.raised').filter(
          ({ body }) => body.alarm.condition === 'observation-due',
        ).length,
      { timeout: 30_000 },
    )
    .toBe(1);
  await expect
    .poll(async () => eventsOf(await room.log(), 'alarm.escalated').map(({ body }) => body.words), {
      timeout: 60_000,
    })
    .toContain('Observation set over 5 min late');

  await button.click();
  await takeOver(page);
  await page.getByTestId('sedation-−1').click();
  await page.getByTestId('pain-4').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden();
  await expect(page.getByTestId('vital-sedation')).toContainText('−1');
  await expect(button).not.toHaveAttribute('data-due', 'overdue');

  const log = await room.log();
  const [recorded] = eventsOf(log, 'observation.recorded');
  const { spo2Percent } = recorded?.body.observation.vitals ?? {};
  expect(spo2Percent).toMatchObject({ unit: '%', insisted: false, source: { kind: 'device', code: 'SpO2' } });
  expect(spo2Percent?.source).toMatchObject({ device: expect.stringContaining(room.cast.monitor.serial) });
  const taken = spo2Percent?.measuredAt ?? Number.NaN;
  expect(taken).toBeLessThanOrEqual(recorded?.at ?? 0);
  const ids = eventsOf(log, 'alarm.raised')
    .filter(({ body }) => body.alarm.condition === 'observation-due')
    .map(({ body }) => body.alarm.alarmId);
  const ended = eventsOf(log, 'alarm.condition-ended').map(({ body }) => body.alarmId);
  expect(ended).toContain(ids[0]);
});

test('a sedation level at the stop level offers PAUSE first, and one touch pauses the pump (SR-086, SR-087)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await expect(page.getByTestId('vital-SpO2')).toHaveAttribute('data-look', 'live');
  await page.getByTestId('observation').click();
  await takeOver(page);
  await expect(page.getByTestId('observation-pause')).toBeHidden();
  await page.getByTestId('sedation-−3').click();
  await expect(page.getByTestId('observation-breach')).toContainText(
    'RASS −3, stop level −3 or less. PAUSE.',
  );
  await page.getByTestId('observation-pause').click();
  await expectTruth(room.cast.pump, { infusing: false });
  await expectState(page, 'paused');
  // The pump is still; what was seen is still to be written down.
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden();
  await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high');
  await expect(page.getByTestId('alarm-first')).toContainText('RASS −3, stop level −3 or less');

  await page.getByTestId('observation').click();
  await takeOver(page);
  await page.getByTestId('sedation-0').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('vital-sedation')).toContainText('0');
  const raised = eventsOf(await room.log(), 'alarm.raised').find(({ body }) => body.alarm.key === 'sedation');
  await expect
    .poll(async () => eventsOf(await room.log(), 'alarm.condition-ended').map(({ body }) => body.alarmId))
    .toContain(raised?.body.alarm.alarmId);
});

test('a pressure that can hardly be right is asked for again, kept and marked; a correction keeps the old one (SR-082, SR-158)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('observation').click();
  await page.getByTestId('set-systolicMmHg').click();
  await typeNumber(page, '80');
  await page.getByTestId('sign-diastolicMmHg').click();
  await typeNumber(page, '120');
  await page.getByTestId('sheet-close').click();
  await page.getByTestId('sedation-0').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sign-question')).toContainText('Systolic 80 is not above diastolic 120');
  expect(eventsOf(await room.log(), 'observation.recorded')).toEqual([]);
  await typeNumber(page, '80');
  await page.getByTestId('sign-diastolicMmHg').click();
  await typeNumber(page, '120');
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden();
  const [kept] = eventsOf(await room.log(), 'observation.recorded');
  expect(kept?.body.observation.vitals).toMatchObject({
    systolicMmHg: { value: 80, insisted: true, source: { kind: 'typed', initials: 'RE' } },
    diastolicMmHg: { value: 120, insisted: true },
  });

  await page.getByTestId('observation').click();
  await page.getByTestId('observation-correct').click();
  await page.getByTestId('pain-3').click();
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('refusals')).toContainText('Say why');
  await page.getByTestId('observation-why').fill('asked again');
  await page.getByTestId('observation-save').click();
  await expect(page.getByTestId('sheet-observation')).toBeHidden();
  const [corrected] = eventsOf(await room.log(), 'observation.corrected');
  expect(corrected?.body).toMatchObject({
    ofSeq: kept?.seq,
    was: { painNrs: null },
    now: { painNrs: 3 },
    why: 'asked again',
    by: { personId: 'p-example' },
  });
});

test('a controlled drug beside the infusion: refused without a witness, given with one, shown with its name', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('symptom').click();
  await page.getByTestId('open-adjunct').click();
  await expect(page.getByTestId('adjunct-0')).toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('adjunct-2').click();
  await page.getByTestId('adjunct-give').click();
  await expect(page.getByTestId('refusals')).toContainText('A second person witnesses');
  await page.getByTestId('adjunct-witness-p-specimen').click();
  await page.getByTestId('adjunct-witness-pin').fill('000000');
  await page.getByTestId('adjunct-give').click();
  await expect(page.getByTestId('refusals')).toContainText('PIN');
  const pins = await page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Bridge };
    return (await bridge.ask('facts', {})).trainingPins;
  });
  await page.getByTestId('adjunct-witness-pin').fill(pins?.['p-specimen'] ?? '');
  await page.getByTestId('adjunct-give').click();
  await expect(page.getByTestId('sheet-adjunct')).toBeHidden();
  const log = await room.log();
  expect(eventsOf(log, 'adjunct.given').map(({ body }) => body)).toEqual([
    expect.objectContaining({
      drug: 'midazolam',
      dose: 2,
      unit: 'mg',
      route: 'IV',
      controlled: true,
      orderIndex: 2,
      onWordOf: null,
      by: expect.objectContaining({ personId: 'p-example' }),
      witness: expect.objectContaining({ personId: 'p-specimen' }),
    }),
  ]);
  // Once as ordered: the same again is refused with the reason.
  await page.getByTestId('note').click();
  await page.getByTestId('open-adjunct').click();
  await expect(page.getByTestId('adjunct-2')).toContainText('given 1 of 1');
});

test('the patient asks to stop: first in the list, PAUSE beside it', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await page.getByTestId('symptom').click();
  await expect(page.locator('.choices .btn').first()).toHaveText('Patient asks to stop');
  await page.getByTestId('symptom-asks-to-stop').click();
  await page.getByTestId('symptom-record').click();
  await expect(page.getByTestId('alarm-first')).toContainText('PATIENT ASKS TO STOP, still infusing');
  await page.getByTestId('symptom').click();
  await page.getByTestId('symptom-asks-to-stop').click();
  await page.getByTestId('symptom-pause').click();
  await expectTruth(room.cast.pump, { infusing: false });
});
