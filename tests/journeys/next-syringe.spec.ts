// A long session needs another syringe: nothing resumes from it before another person has read it, blind.
import {
  alderLabel,
  alderReading,
  endInfusion,
  loadSyringe,
  pause,
  resume,
  secondCheck,
  startInfusion,
} from './nurse';
import { eventsOf, expect, type Room, test } from './room';

test.setTimeout(240_000);

/** Waits until the pump has counted more than `ml`. */
const given = (room: Room, ml: number) =>
  expect
    .poll(async () => eventsOf(await room.log(), 'pump.reading').at(-1)?.body.volumeInfusedMl ?? 0, {
      timeout: 60_000,
    })
    .toBeGreaterThan(ml);

test('pause, the next syringe checked by another person, resume; what was given is split (SR-010, SR-069, SR-164)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await startInfusion(page);
  await given(room, 0.02);
  await page.getByTestId('more').click();
  await page.getByTestId('next-syringe').click();
  await expect(page.getByTestId('refusals')).toContainText('Only while nothing is infusing');
  await page.getByTestId('sheet-close').click();
  await pause(page, 'line-or-pump');

  await page.getByTestId('more').click();
  await page.getByTestId('next-syringe').click();
  const sheet = page.getByTestId('sheet-next-syringe');
  for (const [field, text] of Object.entries({ ...alderLabel, lot: 'B2', expires: '2020-01-31' }))
    await page.getByTestId(`syringe-${field}`).fill(text);
  await page.getByTestId('syringe-confirm').click();
  await expect(page.getByTestId('refusals')).toContainText('Lot B2 expired on 2020-01-31');
  await page.getByTestId('syringe-expires').fill('2099-01-31');
  await loadSyringe(page, alderLabel);
  await expect(page.getByTestId('check-syringe')).toContainText('expires 2099-01-31');
  await expect(sheet).toContainText('1 open: second check');
  await page.getByTestId('sheet-close').click();
  const held = page.getByTestId('resume-hold');
  await expect(held).toHaveAttribute('aria-disabled', 'true');
  await expect(held).toContainText('second check');
  await expect(page.getByTestId('next-syringe-card')).toContainText('RESUME waits: second check');

  await page.getByTestId('next-syringe-open').click();
  await page.getByTestId('second-check-begin').click();
  await expect(page.getByTestId('banner-masked')).toBeVisible();
  for (const inView of ['alarm-bar', 'pause', 'rate-big', 'vitals', 'clock'])
    await expect(page.getByTestId(inView)).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId('bedside')).not.toContainText('0.2 mg/kg/h');
  await page.getByTestId('second-check-leave').click();
  await secondCheck(page, alderReading);
  await expect(page.getByTestId('banner-masked')).toBeHidden();
  await page.getByTestId('sheet-close').click();
  await expect(page.getByTestId('next-syringe-card')).toBeHidden();
  await resume(page);
  await given(room, 0.05);
  await endInfusion(page);

  const used = eventsOf(await room.log(), 'syringe.used').map(({ body }) => body);
  expect(used.map(({ number }) => number)).toEqual([1, 2]);
  for (const { givenMl } of used) expect(givenMl.high).toBeGreaterThan(0);
  const counted = eventsOf(await room.log(), 'pump.reading').at(-1)?.body.volumeInfusedMl ?? -1;
  expect(used.reduce((sum, { givenMl }) => sum + givenMl.high, 0)).toBeCloseTo(counted, 2);
  const [, next] = eventsOf(await room.log(), 'syringe.loaded');
  expect(next?.body.syringe).toMatchObject({ lot: 'B2', expires: '2099-01-31' });
});
