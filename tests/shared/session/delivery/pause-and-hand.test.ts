import { describe, expect, test } from 'vitest';
import type { PumpCapabilities } from '../../../../shared/readings/pump';
import { asksToEnd } from '../../../../shared/session/delivery/pause';
import {
  capabilities,
  changeTo,
  end,
  infusingAt,
  infusingRoom,
  nurse,
  onHold,
  pause,
  pausedRoom,
  type Room,
  resume,
} from '../../session-kit';

/** Minutes pass with the pump answering once a second. */
function stand(room: Room, seconds: number): Room {
  for (let second = 0; second < seconds; second += 1) {
    room.wait(1_000);
    const last = room.state.pump.reading?.value;
    if (last !== undefined) room.pump(last);
  }
  return room;
}

describe('a pause that lasts (SR-062)', () => {
  test('alarms at the first time, asks at the second, and asks again after an answer', () => {
    const room = stand(pausedRoom(), 9 * 60);
    expect(room.alarms).not.toContain('pause-long:medium');
    stand(room, 61);
    expect(room.alarms).toContain('pause-long:medium');
    expect(asksToEnd(room.session, room.now.mono)).toBe(false);
    stand(room, 20 * 60);
    expect(room.alarms).toEqual(expect.arrayContaining(['pause-long:medium', 'pause-question:medium']));
    expect(asksToEnd(room.session, room.now.mono)).toBe(true);
    room.must({ kind: 'keep-paused' });
    expect(room.alarms).not.toContain('pause-question:medium');
    expect(room.session.phase).toBe('paused');
    stand(room, 29 * 60);
    expect(asksToEnd(room.session, room.now.mono)).toBe(false);
    stand(room, 61);
    expect(room.alarms).toContain('pause-question:medium');
  });

  test('the question is never answered by itself: paused stays paused for six hours', () => {
    const room = pausedRoom();
    for (let minute = 0; minute < 360; minute += 1) room.wait(60_000).pump(onHold(0.011));
    expect(room.session.phase).toBe('paused');
    expect(room.log.filter(({ type }) => type === 'command.requested')).toHaveLength(2);
  });
});

describe('a rate typed and not held (SR-063)', () => {
  const typed = (room: Room, text: string) =>
    room.hear('entry.changed', { by: nurse, purpose: 'change-rate', text, unit: 'mg/kg/h' });

  test('sounds after a minute that the infusion goes on at the old rate, and the log says what was typed', () => {
    const room = typed(infusingRoom(), '0.5');
    for (let second = 0; second < 59; second += 1) room.wait(1_000).pump(infusingAt(12.25, 0.01));
    expect(room.alarms).not.toContain('rate-not-set:low');
    room.wait(1_100).pump(infusingAt(12.25, 0.01));
    expect(room.alarms).toContain('rate-not-set:low');
    const { words } = room.state.alarms.find(({ condition }) => condition === 'rate-not-set') ?? {};
    expect(words).toBe('Still infusing 0.35 mg/kg/h, new rate not set');
    expect(room.session.confirmedRate?.value.mlPerHour).toBe(12.25);
    typed(room, '');
    expect(room.alarms).not.toContain('rate-not-set:low');
  });

  test('each digit begins the minute anew; a command that was held ends it', () => {
    const room = typed(infusingRoom(), '0.4').wait(40_000);
    typed(room, '0.41').wait(40_000);
    expect(room.alarms).not.toContain('rate-not-set:low');
    room.pump(infusingAt(12.25, 0.01)).must(changeTo(0.41));
    expect(room.session.delivery.entry).toBeNull();
  });

  test('a console that starts again knows no open sheet', () => {
    const room = typed(infusingRoom(), '0.5');
    room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: 0 });
    expect(room.session.delivery.entry).toBeNull();
  });
});

const watchedOnly = (room: Room, over: Partial<PumpCapabilities> = {}): Room =>
  room.hear('pump.capabilities', {
    capabilities: { ...capabilities, pause: 'none', start: 'none', setRate: 'none', ...over },
  });

describe('a pump that only a hand stops for certain', () => {
  test('PAUSE sends nothing to a pump that knows no stop; the time runs until the pump stands', () => {
    const room = watchedOnly(infusingRoom());
    const sent = room.sent.length;
    room.must(pause);
    expect(room.sent).toHaveLength(sent);
    expect(room.session.openCommand).toBeNull();
    expect(room.alarms).toContain('hand-stop-open:high');
    room.wait(5_000).pump(infusingAt(12.25, 0.02));
    expect(room.session.delivery.handStop).toMatchObject({ why: 'pause' });
    expect(room.against({ kind: 'confirm-hand-stop' })).toEqual(['The pump still shows that it infuses.']);
    room.wait(1_000).pump(onHold(0.021));
    expect(room.session).toMatchObject({ phase: 'paused', delivery: { handStop: null } });
    const [ended] = room.log.filter(({ type }) => type === 'hand-stop.ended');
    expect(ended?.body).toMatchObject({ source: { kind: 'device' } });
  });

  test('pressing PAUSE again does not set the time back', () => {
    const room = watchedOnly(infusingRoom()).must(pause);
    const since = room.session.delivery.handStop?.mono;
    room.wait(8_000).pump(infusingAt(12.25, 0.02)).must(pause);
    expect(room.session.delivery.handStop?.mono).toBe(since);
    expect(room.log.filter(({ type }) => type === 'hand-stop.asked')).toHaveLength(1);
  });

  test('with the link lost the stop is sent all the same, and a person may say that the pump stands', () => {
    const room = infusingRoom().wait(1_000);
    room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' });
    room.must(pause);
    expect(room.sent.at(-1)?.command).toEqual({ kind: 'stop' });
    expect(room.session.delivery.handStop?.why).toBe('pause');
    room.must({ kind: 'confirm-hand-stop' });
    expect(room.session).toMatchObject({ phase: 'paused', openCommand: null, delivery: { handStop: null } });
    const [ended] = room.log.filter(({ type }) => type === 'hand-stop.ended');
    expect(ended?.body).toEqual({ source: { kind: 'person', by: nurse } });
    // Said, not shown: delivery stays unknown, the upper end grows on, and the truth corrects it.
    expect(room.alarms).toContain('pump-link-lost:medium');
  });

  test('a person was wrong: the pump is seen to infuse, and that is a high alarm', () => {
    const room = watchedOnly(infusingRoom());
    room.hear('link.silent', { device: 'pump', lastReadingMono: null });
    room.must(pause).must({ kind: 'confirm-hand-stop' });
    room.wait(2_000).pump(infusingAt(12.25, 0.05));
    expect(room.session.phase).toBe('infusing');
    expect(room.alarms).toContain('pump-started-locally:high');
  });

  test('an end at a pump that refuses the stop is completed by the hand at the pump', () => {
    const room = infusingRoom().hear('pump.control', { control: 'withdrawn', detail: 'key' });
    room.must(end);
    const commandId = room.session.openCommand?.commandId ?? '';
    room.hear('command.rejected', { commandId, reason: 'The pump holds its own controls.' });
    room.wait(1_000).pump(infusingAt(12.25, 0.02));
    expect(room.session.phase).toBe('infusing');
    room.wait(1_000).pump(onHold(0.021));
    expect(room.session).toMatchObject({ phase: 'recovery', endedWhy: 'ended' });
  });

  test('a paused one that is watched only can be ended too', () => {
    const room = watchedOnly(pausedRoom()).must(end);
    room.wait(1_000).pump(onHold(0.011));
    expect(room.session).toMatchObject({ phase: 'recovery', endedWhy: 'ended' });
  });

  test('a pump that takes the stop asks for no hand', () => {
    const room = infusingRoom().must(pause);
    expect(room.session.delivery.handStop).toBeNull();
    expect(room.against(resume())).not.toEqual([]);
  });
});
