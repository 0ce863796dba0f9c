// The console is killed in the middle of things. The pump goes on by itself for 15 s at most; whoever starts the
// console again within that time finds the session, an honest account of what was open, and the pump under control.
// How fast a console starts is the machine's affair and is measured by the bench: the pump here waits longer.
import type { Page } from '@playwright/test';
import {
  alder,
  alderLabel,
  confirmAll,
  expectState,
  hold,
  openSession,
  signIn,
  startInfusion,
  typeRate,
} from './nurse';
import { eventsOf, expect, expectTruth, fault, type Room, test } from './room';

test.setTimeout(360_000);

/** A pump that outwaits the slowest start of a console. */
const patient = { pump: ['--watchdog', '120'] };

/** Kills the console, mends the wire, starts it again; the pump must not have come to its watchdog's alarm. */
async function killAndReturn(room: Room): Promise<Page> {
  await room.kill();
  await fault(room.cast.pump, 'clear');
  const page = await room.relaunch();
  await expectTruth(room.cast.pump, { alarm: null, remoteControl: true });
  return page;
}

/** The last command in the log was left open and then settled by the pump itself. */
async function expectSettled(room: Room, took: boolean): Promise<void> {
  const settled = async () => {
    const log = await room.log();
    const commandId = eventsOf(log, 'command.requested').at(-1)?.body.commandId;
    const doubted = eventsOf(log, 'command.uncertain').some(({ body }) => body.commandId === commandId);
    const resolved = eventsOf(log, 'command.resolved').find(({ body }) => body.commandId === commandId)?.body;
    return { doubted, took: resolved?.took, by: resolved?.source.kind };
  };
  await expect.poll(settled, { timeout: 30_000 }).toEqual({ doubted: true, took, by: 'device' });
}

async function gaps(room: Room): Promise<number> {
  return eventsOf(await room.log(), 'gap.marked').filter(({ body }) => body.what === 'console').length;
}

/** Signs in again: the person is not believed to be there after a restart. */
async function unlock(page: Page): Promise<void> {
  await page.getByTestId('type-pin').click();
  await signIn(page, 'p-example');
}

async function askRate(page: Page, rate: string, until: () => Promise<void>): Promise<void> {
  await typeRate(page, rate);
  await hold(page.getByTestId('set-rate-hold'), until);
}

test('killed in an infusion: it runs on, and is under control again before the watchdog', async ({
  openRoom,
}) => {
  const room = await openRoom(patient);
  await startInfusion(room.page());
  const page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectTruth(room.cast.pump, { infusing: true, rateMlPerHour: 6.8, watchdogArmed: true, alarm: null });
  await expect(page.getByTestId('rate-big')).toContainText('0.2');
  expect(await gaps(room)).toBe(1);
  await page.getByTestId('pause').click();
  await expectState(page, 'paused');
});

test('killed in a start: before it was sent, after it was sent, and before the pump had shown it', async ({
  openRoom,
}) => {
  const room = await openRoom(patient);
  const { pump } = room.cast;
  let page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);

  // The rate is set, the answer to it does not come: INF_START is never sent.
  await fault(pump, 'mute-at', 'set-rate');
  await hold(page.getByTestId('start-hold'), () => expectTruth(pump, { setRateMlPerHour: 6.8 }));
  page = await killAndReturn(room);
  await expectSettled(room, false);
  await expect(page.getByTestId('prestart')).toBeVisible();
  await expectTruth(pump, { infusing: false, startsHeard: 0 });

  // INF_START is done, its answer does not come.
  await unlock(page);
  await fault(pump, 'mute-at', 'INF_START');
  await hold(page.getByTestId('start-hold'), () => expectTruth(pump, { startsHeard: 1 }));
  page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectSettled(room, true);
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8, startsHeard: 1, watchdogArmed: true });

  // The resume is answered, but nothing moves: it can not have been confirmed.
  await page.getByTestId('pause').click();
  await expectState(page, 'paused');
  await unlock(page);
  await fault(pump, 'jam');
  const acknowledged = async () =>
    eventsOf(await room.log(), 'command.acknowledged').filter(({ body }) => body.detail.includes('start'))
      .length;
  await hold(page.getByTestId('resume-hold'), () =>
    expect.poll(acknowledged, { timeout: 20_000 }).toBeGreaterThan(0),
  );
  page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectSettled(room, true);
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8, startsHeard: 2, watchdogArmed: true });
  expect(await gaps(room)).toBe(3);
});

test('killed in a rate change: the pump shows which rate it is', async ({ openRoom }) => {
  const room = await openRoom(patient);
  const { pump } = room.cast;
  let page = room.page();
  await startInfusion(page);

  // The request itself gets lost on the way.
  await fault(pump, 'deaf-at', 'set-rate');
  const asked = async () => eventsOf(await room.log(), 'command.sent').length;
  await askRate(page, '0.3', () => expect.poll(asked).toBe(2));
  page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectSettled(room, false);
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8, watchdogArmed: true });

  // Done, but the answer is lost.
  await unlock(page);
  await fault(pump, 'mute-at', 'set-rate');
  await askRate(page, '0.3', () => expectTruth(pump, { rateMlPerHour: 10.2 }));
  page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectSettled(room, true);
  await expect(page.getByTestId('rate-big')).toContainText('0.3');

  // Done and answered, not yet shown.
  await unlock(page);
  await fault(pump, 'mute-after', 'set-rate');
  await askRate(page, '0.25', () => expectTruth(pump, { rateMlPerHour: 8.5 }));
  page = await killAndReturn(room);
  await expectState(page, 'infusing', 30_000);
  await expectSettled(room, true);
  await expect(page.getByTestId('rate-big')).toContainText('0.25');
  await expectTruth(pump, { infusing: true, rateMlPerHour: 8.5, watchdogArmed: true });
  expect(await gaps(room)).toBe(3);
});

test('killed in a pause: a stop that arrived is seen, one that did not is an alarm', async ({ openRoom }) => {
  const room = await openRoom(patient);
  const { pump } = room.cast;
  let page = room.page();
  await startInfusion(page);

  await fault(pump, 'deaf-at', 'INF_STOP');
  await page.getByTestId('pause').click();
  await expect
    .poll(async () => eventsOf(await room.log(), 'command.sent').length, { timeout: 20_000 })
    .toBe(2);
  page = await killAndReturn(room);
  await expectSettled(room, false);
  await expectState(page, 'infusing', 30_000);
  await expect(page.getByTestId('alarm-bar')).toContainText('PAUSE NOT CONFIRMED: press STOP on the pump');
  await expectTruth(pump, { infusing: true, rateMlPerHour: 6.8, watchdogArmed: true });

  await fault(pump, 'mute-at', 'INF_STOP');
  await page.getByTestId('pause').click();
  await expectTruth(pump, { infusing: false });
  page = await killAndReturn(room);
  await expectState(page, 'paused', 30_000);
  await expectSettled(room, true);
});
