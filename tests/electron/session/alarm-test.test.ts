import { expect, it } from 'vitest';
import type { Intent } from '../../../shared/session/intents';
import { nurse } from '../store/samples';
import { infusionRoom } from './room';

const passed: Intent = {
  kind: 'record-alarm-test',
  heard: ['high', 'medium', 'low'],
  seen: ['high', 'medium', 'low'],
};

it('a passed alarm test outlives a restart of the console, with its own time (SR-119)', async () => {
  const room = infusionRoom();
  room.start();
  await room.ready();
  expect(room.run.submit(passed).kind).toBe('accepted');
  const tested = room.run.state().alarmTest;
  expect(tested).toEqual({ at: room.clock.now().at, by: nurse });
  room.kill();
  await room.clock.advance(3_600_000);
  room.start();
  expect(room.run.state().alarmTest).toEqual(tested);
  room.kill();
  room.start();
  expect(room.run.state().alarmTest).toEqual(tested);
});

it('a failed alarm test stays failed after a restart', async () => {
  const room = infusionRoom();
  room.start();
  await room.ready();
  room.run.submit(passed);
  room.run.submit({ ...passed, heard: ['high'] });
  room.kill();
  room.start();
  expect(room.run.state().alarmTest).toBeNull();
});

it('a session’s own log tells which alarm test held when it opened', async () => {
  const room = infusionRoom();
  room.start();
  await room.ready();
  room.run.submit(passed);
  const tested = room.run.state().alarmTest;
  const sessionId = await room.prepared();
  expect(room.replayed(sessionId).alarmTest).toEqual(tested);
  room.kill();
  room.start();
  expect(room.run.state().alarmTest).toEqual(tested);
});
