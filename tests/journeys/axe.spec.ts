// Every screen looked at, at both sizes, with the longest name and numbers: axe, cut text, small targets (ui.md 18).
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { test as launching } from './launch';
import { harshProgram, Walk } from './look';
import {
  alder,
  alderLabel,
  chooseSecondPerson,
  doCheck,
  endInfusion,
  expectState,
  hold,
  letGo,
  linesOf,
  loadSyringe,
  openLine,
  openSession,
  pinOf,
  resume,
  secondCheck,
  signDischarge,
  signIn,
} from './nurse';
import { expect, fault, test } from './room';

const reading = { drug: 'ketamine', concentration: '2', weight: '149.5', rate: '0.2' };

async function keys(page: Page, number: string): Promise<void> {
  for (const key of number) {
    await page.getByTestId(key === '.' ? 'keypad-point' : `keypad-${key}`).click();
    // Two equal digits faster than a finger are taken for one bouncing key.
    await page.waitForTimeout(250);
  }
}

async function closeSheet(page: Page): Promise<void> {
  await page.locator('.sheet [data-testid="sheet-close"], .sheet [data-testid="keep-rate"]').first().click();
  await expect(page.locator('.sheet')).toHaveCount(0);
}

/** The checks of the session: each line looked at when it is open, then done. */
async function prepare(page: Page, walk: Walk): Promise<void> {
  await openSession(page, 'o-alder');
  await walk.look('prestart-open');
  for (const check of await linesOf(page)) {
    await openLine(page, check);
    await walk.look(`prestart-${check}`);
    if (check === 'escort') {
      await page.getByTestId('override-open-escort').click();
      await walk.look('prestart-override');
      await page.getByTestId('override-open-escort').click();
    }
    await doCheck(page, check, alder);
  }
  const syringe = page.getByTestId('syringe').locator('.check-line').first();
  if ((await syringe.getAttribute('aria-expanded')) !== 'true') await syringe.click();
  await walk.look('prestart-syringe');
  await loadSyringe(page, alderLabel);
  await page.getByTestId('second-check-begin').click();
  await walk.look('prestart-second-open');
  for (const item of ['drug', 'concentration', 'weight', 'rate'] as const)
    await page.getByTestId(`second-${item}`).fill(item === 'weight' ? '194.5' : reading[item]);
  await chooseSecondPerson(page, 'second-person', 'p-specimen');
  await walk.look('prestart-second-typed');
  await page.getByTestId('second-check-compare').click();
  await expect(page.getByTestId('second-check')).toHaveAttribute('data-standing', 'differs');
  await walk.look('prestart-second-differs');
  await page.getByTestId('second-check-begin').click();
  await page.getByTestId('again-weight').fill('149.5');
  await page.getByTestId('second-weight').fill('194.5');
  await chooseSecondPerson(page, 'second-person', 'p-specimen');
  await page.getByTestId('second-check-compare').click();
  await expect(page.getByTestId('second-check')).toHaveAttribute('data-standing', 'disputed');
  await walk.look('prestart-second-disputed');
  await page.getByTestId('check-syringe').click();
  await loadSyringe(page, alderLabel);
  await secondCheck(page, reading);
  for (const asked of await page.locator('.soft-reason').all())
    await asked.locator('[data-testid^="reason-"]').first().click();
  await walk.look('prestart-ready');
}

async function sheets(page: Page, walk: Walk): Promise<void> {
  await expect(page.getByTestId('lane-name-predicted')).toContainText('not measured');
  await page.getByTestId('lane-name-predicted').click();
  await expect(page.getByTestId('prediction-facts')).toContainText('across the models');
  await walk.look('sheet-prediction');
  await closeSheet(page);
  await page.getByTestId('change-rate').click();
  await walk.look('sheet-change-rate');
  await keys(page, '0.53');
  await walk.look('sheet-change-rate-soft');
  await closeSheet(page);
  await page.getByTestId('symptom').click();
  await walk.look('sheet-symptom');
  await page.getByTestId('symptom-nausea').click();
  await walk.look('sheet-symptom-severity');
  await page.getByTestId('severity-moderate').click();
  await expect(page.locator('.sheet')).toHaveCount(0);
  await walk.look('bedside-symptom-said');
  await page.getByTestId('note').click();
  await page.getByTestId('open-adjunct').click();
  await page.getByTestId('adjunct-2').click();
  await walk.look('sheet-adjunct');
  await page.getByTestId('adjunct-outside').click();
  await walk.look('sheet-adjunct-outside');
  await closeSheet(page);
  await page.getByTestId('note').click();
  await page.getByTestId('note-text').fill('asks for water');
  await walk.look('sheet-note');
  await closeSheet(page);
  await page.getByTestId('observation').click();
  await page.getByTestId('observation-take-over').click();
  await walk.look('sheet-observation');
  await page.getByTestId('dissociation-open').click();
  await walk.look('sheet-observation-dissociation');
  await page.getByTestId('dissociation-open').or(page.locator('.sheet .btn').last()).first().click();
  await page.keyboard.press('Escape');
  if ((await page.locator('.sheet').count()) > 0) await closeSheet(page);
  await page.getByTestId('more').click();
  await walk.look('sheet-more');
  await page.getByTestId('hand-over').click();
  await walk.look('sheet-hand-over');
  await closeSheet(page);
  await page.getByTestId('more').click();
  await page.getByTestId('end-infusion').click();
  await walk.look('sheet-end');
  await closeSheet(page);
}

test('every screen of a session at both sizes: axe, cut text, targets, marks (SR-104, SR-210)', async ({
  openRoom,
}, info) => {
  test.setTimeout(1_500_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-look-'));
  try {
    const program = harshProgram(folder);
    const room = await openRoom({ program, newRecord: true });
    const page = room.page();
    const walk = new Walk(() => room.console());
    try {
      await expect(page.getByTestId('person-p-example')).toBeVisible({ timeout: 60_000 });
      await walk.look('sign-in');
      await page.getByTestId('person-p-example').click();
      await expect(page.getByTestId('training-password')).toBeVisible();
      await walk.look('sign-in-password');
      await signIn(page, 'p-example');
      await expect(page.getByTestId('worklist')).toBeVisible({ timeout: 30_000 });
      await walk.look('home-nurse');
      await page.getByTestId('go-alarm-test').click();
      await walk.look('alarm-test');
      await page.getByTestId('go-home').click();
      await page.getByTestId('go-ledger').click();
      await walk.look('ledger');
      await page.getByTestId('go-home').click();
      await page.getByTestId('go-people').click();
      await walk.look('own-secrets');
      await page.getByTestId('go-home').click();

      await prepare(page, walk);
      await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
      await expect(page.getByTestId('vital-SpO2')).toHaveAttribute('data-look', 'live', { timeout: 30_000 });
      await walk.look('bedside-infusing');
      await sheets(page, walk);

      await fault(room.cast.monitor, 'hypertension');
      await fault(room.cast.monitor, 'tachycardia');
      await fault(room.cast.monitor, 'nibp-now');
      await fault(room.cast.monitor, 'spo2-dip', { to: 82, seconds: 300 });
      await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high', {
        timeout: 60_000,
      });
      await expect(page.getByTestId('alarm-more')).toBeVisible({ timeout: 60_000 });
      // Told without colour: by mark and words in the bar, by mark in the tile.
      await expect(page.getByTestId('alarm-first')).toContainText(/\*\*\*.*(HIGH|LOW)/);
      await expect(page.getByTestId('vital-SpO2')).toContainText('***');
      await walk.look('bedside-alarms');
      await page.getByTestId('alarm-more').click();
      await walk.look('sheet-alarms');
      await page.getByTestId('alarm-limits').click();
      await walk.look('sheet-alarm-limits');
      await closeSheet(page);
      await page.keyboard.press('l');
      await expect(page.getByTestId('locked')).toBeVisible();
      await walk.look('bedside-locked');
      await page.getByTestId('type-pin').click();
      await walk.look('locked-sign-in');
      await page.getByTestId('emergency').click();
      await walk.look('locked-emergency');
      await page.getByTestId('emergency-back').click();
      await signIn(page, 'p-example');
      await fault(room.cast.monitor, 'clear');

      await page.getByTestId('pause').click();
      await expectState(page, 'paused');
      await walk.look('bedside-paused');
      await page.getByTestId('more').click();
      await page.getByTestId('next-syringe').click();
      await walk.look('sheet-next-syringe');
      await closeSheet(page);
      await page.getByTestId('resume-at').click();
      await walk.look('sheet-resume-at');
      await closeSheet(page);
      await resume(page);
      await fault(room.cast.pump, 'unplug');
      await expectState(page, 'unknown', 30_000);
      await walk.look('bedside-unknown');
      await page.getByTestId('pause').click();
      await expect(page.getByTestId('hand-stop-card')).toBeVisible();
      await walk.look('bedside-hand-stop');
      await fault(room.cast.pump, 'replug');
      await expect(page.getByTestId('state-word')).not.toHaveAttribute('data-state', 'unknown', {
        timeout: 90_000,
      });
      await walk.look('bedside-replugged');
      await endInfusion(page);
      await walk.look('bedside-complete');

      await page.getByTestId('go-recovery').click();
      await walk.look('recovery');
      for (const gate of ['score', 'escort', 'sign-off', 'stable-vitals']) {
        await page.getByTestId(`gate-${gate}`).click();
        await walk.look(`recovery-${gate}`);
        if ((await page.getByTestId('go-gates').count()) > 0) await page.getByTestId('go-gates').click();
      }
      await page.getByTestId('go-override').click();
      await walk.look('recovery-override');
      if ((await page.getByTestId('go-gates').count()) > 0) await page.getByTestId('go-gates').click();
      await page.getByTestId('go-questionnaires').click();
      await walk.look('questionnaires');
      await page.getByTestId('go-gates').click();
      await page.getByTestId('go-risk').click();
      await walk.look('risk');
      await page.getByTestId('go-bedside').click();
      await page.getByTestId('more').click();
      await page.getByTestId('go-home').click();
      await walk.look('home-with-session');
      await page.getByTestId('open-bedside').click();

      await page.getByTestId('go-recovery').click();
      await letGo(page);
      await signDischarge(page);
      await walk.look('recovery-signed');
      await hold(page.getByTestId('recovery-close-hold'), () =>
        expect(page.getByTestId('worklist')).toBeVisible({ timeout: 20_000 }),
      );
      await page.getByTestId('lock').click();
      await signIn(page, 'p-sample');
      await walk.look('home-physician');
      await page.getByTestId('go-review').click();
      await walk.look('review-list');
      await page.getByTestId('review-row').first().click();
      await expect(page.getByTestId('review-graph')).toBeVisible({ timeout: 30_000 });
      await walk.look('review-session');
      await page.getByTestId('tab-sign-off').click();
      await expect(page.getByTestId('sign-off')).toContainText('seals hold');
      await walk.look('review-sign-off');
      await page.getByTestId('tab-session').click();
      await page.locator('[data-testid=review-events] [data-type="symptom.recorded"]').first().click();
      await page.getByTestId('put-right').click();
      await walk.look('review-put-right');
    } finally {
      await info.attach('findings', { body: walk.found.join('\n') });
      console.log(`looked at ${walk.seen.length} screens\n${walk.found.join('\n')}`);
    }
    expect(walk.found).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

launching(
  'every screen behind home at both sizes: axe, cut text, targets (SR-210)',
  async ({ launch }, info) => {
    test.setTimeout(900_000);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-look-'));
    try {
      const running = await launch({ args: ['--simulation'], program: harshProgram(folder) });
      const { page } = running;
      const walk = new Walk(() => running);
      try {
        await signIn(page, 'p-sample');
        await page.getByTestId('go-setup').click();
        await walk.look('setup');
        await page.getByTestId('patient-new').click();
        await walk.look('setup-patient');
        await page.getByTestId('patient-TEST-0417').click();
        await walk.look('order-empty');
        await page.getByTestId('order-measured').fill('171.5');
        await page.getByTestId('order-height').fill('170');
        await page.getByTestId('order-session').fill('1');
        await page.getByTestId('order-time').fill('23:30');
        await page.getByTestId('template-crps-4h-ramp').click();
        await walk.look('order-template');
        await page.getByTestId('order-page-numbers').click();
        await walk.look('order-numbers');
        await page.getByTestId('order-page-care').click();
        await walk.look('order-care');
        await page.getByTestId('order-page-review').click();
        await walk.look('order-review');
        await page.getByTestId('go-home').click();
        await page.getByTestId('go-templates').click();
        await page.getByTestId('template-mood-40min-1').click();
        await walk.look('templates');
        await page.getByTestId('template-edit').click();
        await walk.look('template-edit');
        await page.getByTestId('go-home').click();
        await page.getByTestId('lock').click();

        await signIn(page, 'p-model');
        await walk.look('home-pharmacist');
        await page.getByTestId('go-library').click();
        await walk.look('library');
        await page.getByTestId('library-new').click();
        await page.getByTestId('library-rateMgPerHour-hardMax').fill('100');
        await walk.look('library-edit');
        await page.getByTestId('library-note').fill('No rate over 100 mg/h here');
        await page.getByTestId('library-propose-pin').fill(await pinOf(page, 'p-model'));
        await page.getByTestId('library-propose').click();
        await expect(page.getByTestId('library-version-2')).toBeVisible();
        await walk.look('library-proposed');
        await page.getByTestId('go-overrides').click();
        await expect(page.getByTestId('overrides-screen')).toBeVisible();
        await walk.look('overrides');
        await page.getByTestId('go-home').click();
        await page.getByTestId('lock').click();

        await signIn(page, 'p-pattern');
        await walk.look('home-administrator');
        await page.getByTestId('go-people').click();
        await walk.look('people');
        await page.getByTestId('person-new').click();
        await walk.look('person-new');
        await page.getByTestId('keep-p-example').click();
        await walk.look('person');
      } finally {
        await info.attach('findings', { body: walk.found.join('\n') });
        console.log(`looked at ${walk.seen.length} screens\n${walk.found.join('\n')}`);
      }
      expect(walk.found).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

launching('the first start at both sizes: axe, cut text, targets (SR-210)', async ({ launch }, info) => {
  test.setTimeout(180_000);
  const running = await launch();
  const walk = new Walk(() => running);
  await expect(running.page.getByTestId('first-run')).toBeVisible({ timeout: 60_000 });
  await walk.look('first-run');
  await info.attach('findings', { body: walk.found.join('\n') });
  expect(walk.found).toEqual([]);
});
