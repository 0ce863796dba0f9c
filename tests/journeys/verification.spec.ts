// Nothing unsafe can be started: every open line refuses, a slip of the second person is caught, a wrong code is named.
import type { Page } from '@playwright/test';
import {
  alder,
  alderLabel,
  alderReading,
  chooseSecondPerson,
  doCheck,
  expectState,
  hold,
  linesOf,
  loadSyringe,
  openLine,
  openSession,
  type Reading,
  secondCheck,
  signIn,
} from './nurse';
import { eventsOf, expect, test } from './room';

test.setTimeout(240_000);

/** What a scanner types: a key every few milliseconds, then Enter; the group separator as control and bracket. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((typed) => {
    const target = document.activeElement ?? document.body;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const press = (key: string, ctrlKey = false) => {
      const down = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true });
      const stands = target.dispatchEvent(down);
      // What a real key would have written into the field that has the focus.
      if (!stands || ctrlKey || key.length !== 1 || !(target instanceof HTMLInputElement)) return;
      set?.call(target, target.value + key);
      target.dispatchEvent(new Event('input', { bubbles: true }));
    };
    for (const key of typed) {
      if (key === '\u001d') press(']', true);
      else press(key);
    }
    press('Enter');
  }, text);
}

const refusedWith = (page: Page, words: string | RegExp) =>
  expect(page.getByTestId('scan-refused')).toContainText(words);
const standing = (page: Page, kind: string) =>
  expect(page.getByTestId('second-check')).toHaveAttribute('data-standing', kind);

/** Both type what differed again. */
async function typeAgain(page: Page, first: string, second: string, personId: string): Promise<void> {
  await page.getByTestId('second-check-begin').click();
  await page.getByTestId('again-weight').fill(first);
  await page.getByTestId('second-weight').fill(second);
  await chooseSecondPerson(page, 'second-person', personId);
  await page.getByTestId('second-check-compare').click();
}

async function typeSecond(page: Page, reading: Reading, personId: string): Promise<void> {
  await page.getByTestId('second-check-begin').click();
  for (const item of ['drug', 'concentration', 'weight', 'rate'] as const)
    await page.getByTestId(`second-${item}`).fill(reading[item]);
  await chooseSecondPerson(page, 'second-person', personId);
  await page.getByTestId('second-check-compare').click();
}

test('without a scanner: START names each open line, a physician overrides one, a mismatch is caught twice (SR-009, SR-010)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  const start = page.getByTestId('start-hold');
  const lines = await linesOf(page);
  expect(lines.length).toBeGreaterThan(9);
  await loadSyringe(page, alderLabel);
  await secondCheck(page, alderReading);
  // From the last to the first, so that each line is once the only one that is open.
  const names = new Map<string, string>();
  for (const check of lines) {
    const words = await page.getByTestId(`check-${check}`).locator('.grow').innerText();
    names.set(check, words.split('\n')[0] ?? '');
  }
  for (const [at, check] of lines.entries()) {
    await expect(start).toHaveAttribute('aria-disabled', 'true');
    await expect(start).toContainText(`${lines.length - at} open`);
    await expect(start).toContainText((names.get(check) ?? '').slice(1));
    if (check === 'escort') {
      await openLine(page, check);
      await page.getByTestId('override-open-escort').click();
      await page.getByTestId('override-escort-reason').fill('stays with us overnight');
      await chooseSecondPerson(page, 'override-escort-by', 'p-sample');
      await page.getByTestId('override-escort-confirm').click();
      await expect(page.getByTestId('check-escort')).toContainText('OVERRIDDEN by S. Sample');
    } else await doCheck(page, check, alder);
  }
  await expect(start).toHaveAttribute('aria-disabled', 'false');

  // The label is read again: the check is void, and this time the second person swaps two digits, twice.
  await page.getByTestId('check-syringe').click();
  await loadSyringe(page, alderLabel);
  await standing(page, 'open');
  await expect(start).toContainText('1 open: second check');
  await typeSecond(page, { ...alderReading, weight: '86' }, 'p-specimen');
  await standing(page, 'differs');
  await expect(page.getByTestId('second-check')).not.toContainText('86');
  await typeAgain(page, '68', '86', 'p-specimen');
  await standing(page, 'disputed');
  await expect(page.getByTestId('disputed-weight')).toContainText('86 kg');
  await page.getByTestId('second-check-begin').click();
  await expect(page.getByTestId('drug-label')).toBeHidden();
  await expect(page.getByTestId('limits')).toBeHidden();
  await expect(page.getByTestId('pause')).toBeVisible();
  await page.getByTestId('second-weight').fill('68');
  await chooseSecondPerson(page, 'second-person', 'p-model');
  await page.getByTestId('second-check-compare').click();
  await standing(page, 'agreed');
  await hold(start, () => expectState(page, 'infusing', 30_000));

  const log = await room.log();
  expect(eventsOf(log, 'check.overridden')).toMatchObject([
    { body: { check: 'escort', physician: { personId: 'p-sample' } } },
  ]);
  expect(eventsOf(log, 'double-check.differed')).toHaveLength(2);
  expect(eventsOf(log, 'double-check.agreed').at(-1)?.body.second.personId).toBe('p-model');
});

test('all by scanner: a wrong patient, drug, concentration and an expired lot are refused in words (SR-001)', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await scan(page, ']C0TEST-0298');
  await refusedWith(page, 'The wristband says TEST-0298');
  // A field that has the focus keeps what a person typed there.
  await page.getByTestId('identity-birth-date').fill('1979-03-14');
  await page.getByTestId('identity-birth-date').focus();
  await scan(page, ']C0TEST-0417');
  await expect(page.getByTestId('identity-mrn')).toHaveValue('TEST-0417');
  await expect(page.getByTestId('identity-birth-date')).toHaveValue('1979-03-14');
  await page.getByTestId('identity-confirm').click();
  await expect(page.getByTestId('check-patient-identity')).toContainText('wristband scanned');
  await scan(page, ']d201002000000000421739123110LOT1');
  await refusedWith(page, 'midazolam');
  await scan(page, ']d201002000000000351739123110LOT1');
  await refusedWith(page, '10 mg/mL');
  await scan(page, ']d201002000000000281720013110LOT1');
  await refusedWith(page, 'Lot LOT1 expired on 2020-01-31');
  await scan(page, ']d201002000000000281739123110LOT2');
  await expect(page.getByTestId('check-syringe')).toContainText('ketamine 2 mg/mL');
  const log = await room.log();
  expect(eventsOf(log, 'syringe.loaded')).toMatchObject([{ body: { syringe: { lot: 'LOT2' } } }]);
  expect(eventsOf(log, 'intent.refused').filter(({ body }) => body.intent === 'read-scan')).toHaveLength(4);
});
