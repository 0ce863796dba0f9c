// The console itself stops the pump: on low oxygen that is seen long enough, where the signed order says so.
import {
  alderLabel,
  alderReading,
  confirmAll,
  expectState,
  hold,
  openSession,
  resume,
  signIn,
} from './nurse';
import { eventsOf, expect, expectTruth, fault, type Room, test } from './room';

test.setTimeout(240_000);

const cedar = { mrn: 'TEST-0298', birthDate: '1964-08-02' };

/** Infusing by the order whose interlock is on. */
async function startGuarded(room: Room): Promise<void> {
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-cedar');
  await expect(page.getByTestId('interlock-standing')).toContainText('pauses at SpO₂ under 88 % for 15 s');
  await confirmAll(page, cedar, alderLabel, { ...alderReading, weight: '71', rate: '0.35' });
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
  await expect(page.getByTestId('vital-SpO2')).toHaveAttribute('data-look', 'live', { timeout: 30_000 });
}

test('oxygen falls in the replayed recording: the pump stops by itself, also locked, and only a person goes on', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump, monitor } = room.cast;
  const page = room.page();
  await startGuarded(room);
  await expect(page.getByTestId('dose-devices')).toContainText('armed: SpO₂ 88 %, RR 8 /min');
  // Nobody is signed in: the interlock does not ask.
  await page.keyboard.press('l');
  await expect(page.getByTestId('locked')).toBeVisible();
  await fault(monitor, 'spo2-dip', { to: 82, seconds: 90 });
  await expectTruth(pump, { infusing: false }, 60_000);
  await expectState(page, 'paused', 30_000);
  await expect(page.getByTestId('alarm-bar')).toContainText('INTERLOCK SpO₂ 82 %, under 88 for 15 s');
  const card = page.getByTestId('interlock-card');
  await expect(card).toContainText('The console paused the pump');

  // Signed in again, still low: a nurse can not go on.
  await page.getByTestId('type-pin').click();
  await signIn(page, 'p-example');
  await expect(page.getByTestId('resume-hold')).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByTestId('resume-hold')).toContainText('interlock');
  await card.getByText('Awake, oxygen on').click();
  await page.getByTestId('interlock-release').click();
  await expect(card.getByTestId('refusals')).toContainText('A physician can release it all the same');

  await fault(monitor, 'clear');
  await expect(page.getByTestId('interlock-now')).toContainText(/SpO₂ (8[89]|9\d|100) %/, {
    timeout: 40_000,
  });
  await expectState(page, 'paused');
  await expectTruth(pump, { infusing: false, startsHeard: 1 });
  await page.getByTestId('interlock-release').click();
  await expect(card).toBeHidden();
  await resume(page);
  await expectTruth(pump, { infusing: true, startsHeard: 2 });

  const log = await room.log();
  const [fired] = eventsOf(log, 'interlock.fired');
  expect(fired?.body).toMatchObject({ sign: 'SpO2', value: 82, level: 88, stopSent: true });
  expect(fired?.body.belowMs).toBeGreaterThanOrEqual(15_000);
  const stop = eventsOf(log, 'command.requested').find(({ body }) => body.purpose === 'secure');
  expect(stop?.body).toMatchObject({ by: null, signedIn: false, command: { kind: 'stop' } });
  const [released] = eventsOf(log, 'interlock.released');
  expect(released?.body).toMatchObject({ by: { personId: 'p-example' }, override: false });
});

test('the pump does not hear: STOP at the pump is asked for, with a time that runs until it stands', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump, monitor } = room.cast;
  const page = room.page();
  await startGuarded(room);
  // Control is gone: from here the pump refuses every stop.
  await fault(pump, 'withdraw-control');
  await expect(page.getByTestId('control-card')).toBeVisible({ timeout: 30_000 });
  await fault(monitor, 'spo2-dip', { to: 80, seconds: 120 });
  const card = page.getByTestId('hand-stop-card');
  await expect(card).toContainText('The interlock: press STOP on the pump', { timeout: 60_000 });
  await expect(page.getByTestId('pause')).toContainText('press STOP on the pump');
  await expect(page.getByTestId('interlock-card')).toContainText('Press STOP on the pump now');
  await expect(page.getByTestId('alarm-first')).toHaveAttribute('data-priority', 'high');
  await fault(pump, 'press', 'stop');
  await expect(card).toBeHidden({ timeout: 30_000 });
  await expectState(page, 'paused');
  const [ended] = eventsOf(await room.log(), 'hand-stop.ended');
  expect(ended?.body).toMatchObject({ source: { kind: 'device' } });
});
