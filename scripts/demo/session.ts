import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Cast } from '../../tests/journeys/cast';
import {
  changeRate,
  closeSession,
  endInfusion,
  expectState,
  observeWhenDue,
  pause,
  resume,
  signIn,
  startInfusion,
} from '../../tests/journeys/nurse';

export type Stage = {
  readonly page: Page;
  readonly cast: Cast;
  readonly out: string;
  readonly speed: number;
  readonly say: (line: string) => void;
};

const MINUTE_MS = 60_000;

/** Minutes since the infusion was started, by the console's own clock. */
async function minute(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { state, now } = await window.bridge.ask('resume', {});
    const started = state.session?.startedMono ?? now.mono;
    return (now.mono - started) / 60_000;
  });
}

async function untilMinute({ page, speed }: Stage, wanted: number): Promise<void> {
  // Twice the time that it should take: a session that stands still must end the demonstration, not the machine.
  const limitMs = 60_000 + (2 * Math.max(0, wanted - (await minute(page))) * MINUTE_MS) / speed;
  const begun = performance.now();
  for (;;) {
    if (performance.now() - begun > limitMs)
      throw new Error(`minute ${wanted} of the session was not reached`);
    const left = wanted - (await minute(page));
    if (left <= 0) return;
    await observeWhenDue(page);
    await page.waitForTimeout(Math.max(20, Math.min(1_000, (left * MINUTE_MS) / speed)));
  }
}

const picture = ({ page, out }: Stage, name: string) =>
  page.screenshot({ path: path.join(out, `${name}.png`) });

async function expectAlarm(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByTestId('alarm-bar')).toContainText(words, { timeout: 30_000 });
}

/** The session that every release has to get through: its course stands in the README. */
export async function playSession(stage: Stage): Promise<void> {
  const { page, cast, say } = stage;
  say('sign in, check, start at 0.2 mg/kg/h');
  await startInfusion(page);

  await untilMinute(stage, 30);
  await picture(stage, 'bedside-030-min');
  say('30 min: 0.3 mg/kg/h');
  await changeRate(page, '0.3');
  await untilMinute(stage, 60);
  say('60 min: 0.35 mg/kg/h');
  await changeRate(page, '0.35');

  await untilMinute(stage, 80);
  say('80 min: nausea, pause, resume');
  await pause(page, 'nausea');
  await untilMinute(stage, (await minute(page)) + 4);
  await resume(page);
  await untilMinute(stage, 90);
  await picture(stage, 'bedside-090-min');

  await untilMinute(stage, 120);
  say('120 min: SpO2 dips to 85 % for 3 min');
  await cast.monitor.ask({ do: 'fault', name: 'spo2-dip', args: '85,180' });
  await expectAlarm(page, 'SpO₂ LOW');
  await picture(stage, 'bedside-spo2-alarm');
  await acknowledge(page);

  await untilMinute(stage, 150);
  say('150 min: the pump cable is pulled for longer than the pump waits');
  await cast.pump.ask({ do: 'unplug' });
  await expectState(page, 'unknown');
  await expectAlarm(page, 'PUMP LINK LOST');
  await picture(stage, 'bedside-cable-pulled');
  await expect.poll(async () => watchdogStopped(cast), { timeout: 30_000 }).toBe(true);
  await cast.pump.ask({ do: 'replug' });
  await expectState(page, 'paused', 30_000);
  say('the pump had stopped by its own watchdog; it is cleared at the pump, accepted here, resumed');
  await cast.pump.ask({ do: 'fault', name: 'press', args: 'stop' });
  await page.getByTestId('accept-pump-change').click();
  await acknowledge(page);
  await resume(page);

  await untilMinute(stage, 240);
  await picture(stage, 'bedside-240-min');
  say('240 min: end, recovery, close');
  await endInfusion(page);
  await closeSession(page);

  say('the physician reads the session');
  await page.getByTestId('lock').click();
  await signIn(page, 'p-sample');
  await page.getByTestId('go-review').click();
  await page.getByTestId('review-row').first().click();
  const graph = page.getByTestId('review-graph');
  await expect(graph.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await graph.screenshot({ path: path.join(stage.out, 'review-graph.png') });
  await picture(stage, 'review');
}

async function watchdogStopped(cast: Cast): Promise<boolean> {
  const { status } = await cast.pump.status();
  return (status as { infusing?: boolean } | undefined)?.infusing === false;
}

/** Touches every alarm that waits to be seen. */
async function acknowledge(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { state } = await window.bridge.ask('resume', {});
    for (const { alarmId } of state.alarms) {
      await window.bridge.ask('submit', {
        intent: { kind: 'acknowledge-alarm', alarmId },
        intentId: crypto.randomUUID(),
        basisSeq: state.seq,
      });
    }
  });
}
