// The way to the loudspeaker is broken: the screen and the log say so, and the machine's own bell takes over.
import { signIn } from './nurse';
import { eventsOf, expect, test } from './room';

test('a sound path that fails is an alarm on the screen and in the log (SR-118)', async ({ openRoom }) => {
  const room = await openRoom();
  const page = room.page();
  await signIn(page, 'p-example');
  await page.addInitScript(() => {
    Object.defineProperty(window, 'AudioContext', {
      value: class {
        constructor() {
          throw new Error('no audio device');
        }
      },
    });
  });
  await page.reload();
  await expect(page.getByTestId('alarm-bar')).toContainText('No alarm sound on this workstation', {
    timeout: 30_000,
  });
  await expect
    .poll(async () => eventsOf(await room.log(), 'alarm.raised').map((event) => event.body.alarm))
    .toContainEqual(
      expect.objectContaining({
        condition: 'sound-path-failed',
        priority: 'medium',
        response: expect.stringContaining('no audio device'),
      }),
    );
});
