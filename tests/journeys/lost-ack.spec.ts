// The answer of the pump is lost on the way: nothing is sent twice, nothing is believed that the pump did not show.
import { alder, alderLabel, confirmAll, expectState, hold, openSession, signIn } from './nurse';
import { eventsOf, expect, expectTruth, fault, type Room, test, truth } from './room';

test.setTimeout(180_000);

/** START held at a pump whose answers fail in the given way. */
async function startAgainst(room: Room, name: string): Promise<void> {
  const page = room.page();
  await signIn(page, 'p-example');
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  await fault(room.cast.pump, name, 'INF_START');
  await hold(page.getByTestId('start-hold'), () => expectTruth(room.cast.pump, { startsHeard: 1 }));
}

const stages = ['command.uncertain', 'command.confirmed', 'command.rejected', 'command.resolved'];

test('a start whose answer is lost is settled by what the pump shows, and is sent once', async ({
  openRoom,
}) => {
  const room = await openRoom();
  await startAgainst(room, 'lose-answer');
  await expectState(room.page(), 'infusing', 30_000);
  await expectTruth(room.cast.pump, { infusing: true, rateMlPerHour: 6.8, startsHeard: 1 });
  const log = await room.log();
  expect(eventsOf(log, 'command.requested')).toHaveLength(1);
  const ended = log.filter(({ type }) => stages.includes(type)).at(-1);
  expect(['command.confirmed', 'command.resolved']).toContain(ended?.type);
});

test('a start into a line that stays dead: NOT CONFIRMED, PAUSE reaches the pump, nobody starts again', async ({
  openRoom,
}) => {
  const room = await openRoom();
  const { pump } = room.cast;
  const page = room.page();
  await startAgainst(room, 'mute-at');
  await expectState(page, 'unknown', 30_000);
  await expect(page.getByTestId('state-word')).toContainText('NOT CONFIRMED');
  await expect(page.getByTestId('alarm-bar')).toContainText('NOT CONFIRMED');
  await expect(page.getByTestId('change-rate')).toHaveAttribute('aria-disabled', 'true');
  await expectTruth(pump, { infusing: true });

  // The pump hears, it is only not heard.
  await page.getByTestId('pause').click();
  await expectTruth(pump, { infusing: false });
  await expect(page.getByTestId('alarm-bar')).toContainText('PAUSE NOT CONFIRMED: press STOP on the pump');
  await expectState(page, 'unknown');

  await fault(pump, 'clear');
  await expect(page.getByTestId('state-word')).not.toHaveAttribute('data-state', 'unknown', {
    timeout: 30_000,
  });
  await expectTruth(pump, { infusing: false, startsHeard: 1 });
  await expect(page.getByTestId('alarm-first')).toContainText('ended, touch when seen');
  // Both stay until seen: the pause without proof, and the STOP that was asked for at the pump.
  await page.getByTestId('alarm-first').click();
  await page.getByTestId('alarm-first').filter({ hasText: 'ended, touch when seen' }).click();
  await expect(page.getByTestId('alarm-none')).toBeVisible();
  // It had run: the session began, and what was given stands in the account.
  await expectState(page, 'paused');
  const given = Number((await truth(pump)).totalDeliveredMl);
  expect(given).toBeGreaterThan(0);
  const shown = async () => Number.parseFloat(await page.getByTestId('delivered-ml').innerText());
  await expect.poll(async () => Math.abs((await shown()) - given)).toBeLessThan(0.01);
});

test('the nurse reads the pump and answers for it; the answer is kept as hers', async ({ openRoom }) => {
  const room = await openRoom();
  const { pump } = room.cast;
  const page = room.page();
  await startAgainst(room, 'mute-at');
  await expectState(page, 'unknown', 30_000);
  const card = page.getByTestId('not-confirmed-card');
  await expect(card).toContainText('What does the pump show?');
  await page.getByTestId('answer-infusing-6.8').click();
  await expect(card).not.toContainText('What does the pump show?');
  // Answered, and still no link: that stays unknown.
  await expectState(page, 'unknown');

  await fault(pump, 'clear');
  await expectState(page, 'infusing', 30_000);
  await expectTruth(pump, { infusing: true, startsHeard: 1, remoteControl: true, alarm: null });
  const [resolved] = eventsOf(await room.log(), 'command.resolved');
  expect(resolved?.body).toMatchObject({
    took: true,
    source: { kind: 'person', pumpShows: 'infusing', rateMlPerHour: 6.8, by: { personId: 'p-example' } },
  });
});
