import { expect, it } from 'vitest';
import { infusionRoom, type Run } from './room';
import { changeTo, resumeAt } from './wishes';

it('a session is told by its log alone, at every moment of it', async () => {
  const room = infusionRoom();
  let moments = 0;
  const alone = (run: Run): void => {
    const live = run.state();
    const sessionId = live.session?.sessionId;
    if (sessionId === undefined || live.session?.phase === 'closed') return;
    moments += 1;
    expect(room.replayed(sessionId)).toEqual(live);
  };
  room.start({ afterPublish: alone });
  const sessionId = await room.infusing();
  const { submit, close, state } = room.run;
  await room.advance(3_000);
  expect(submit({ kind: 'pause-infusion' }).kind).toBe('accepted');
  await room.until(() => state().session?.phase === 'paused');
  expect(submit(resumeAt(0.2)).kind).toBe('accepted');
  await room.until(() => state().session?.phase === 'infusing');
  expect(submit(changeTo(0.25)).kind).toBe('accepted');
  await room.until(() => state().session?.confirmedRate?.value.mlPerHour === 8.5);
  room.expectTruthInRange();
  expect(submit({ kind: 'end-infusion' }).kind).toBe('accepted');
  await room.until(() => state().session?.phase === 'recovery');
  await room.advance(2_000);
  expect(close().kind).toBe('accepted');
  await room.advance(3_000);
  expect(moments).toBeGreaterThan(30);
  expect(room.replayed(sessionId).session).toEqual(state().session);
});
