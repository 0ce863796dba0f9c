import { describe, expect, test } from 'vitest';
import type { Numeric } from '../../../shared/readings/monitor';
import { epochMs } from '../../../shared/time/clock';
import {
  infusingAt,
  infusingRoom,
  monitorIdentity,
  numeric,
  nurse,
  onHold,
  pausedRoom,
  quiet,
  type Room,
} from '../session-kit';

const hear = (room: Room, ...numerics: Numeric[]): Room => room.hear('monitor.reading', { numerics });
const spo2 = (value: number | null, over: Partial<Numeric> = {}): Numeric =>
  numeric('SpO2', value, { unit: '%', source: 'pleth', ...over });
/** Both devices speak once a second. */
function tick(room: Room, seconds: number, ...numerics: Numeric[]): Room {
  for (let second = 0; second < seconds; second += 1) {
    room.wait(1_000);
    hear(room, ...numerics);
    room.pump(infusingAt(12.25, room.session.delivered.counterMl ?? 0));
  }
  return room;
}
const calm = (room: Room): Room => tick(room, 1, spo2(98), numeric('HR', 70, { source: 'ecg' }));

describe('vital signs', () => {
  test('raised after their delay, escalated, latched, acknowledged, gone', () => {
    const room = tick(calm(infusingRoom()), 3, spo2(92));
    expect(room.alarms).toEqual([]);
    tick(room, 2, spo2(92));
    expect(room.alarms).toEqual(['spo2-low:medium']);
    tick(room, 1, spo2(88));
    expect(room.alarms).toEqual(['spo2-low:high']);
    expect(room.state.alarms[0]?.words).toBe('SpO₂ LOW 88 %, limit 90');
    tick(room, 2, spo2(97));
    expect(room.alarms).toEqual(['spo2-low:high']);
    tick(room, 2, spo2(97));
    expect(room.alarms).toEqual(['spo2-low:high:gone']);
    room.must({ kind: 'acknowledge-alarm', alarmId: room.state.alarms[0]?.alarmId ?? '' });
    expect(room.alarms).toEqual([]);
  });

  test('a medium one goes by itself; a high one that returns is the same alarm and unseen again', () => {
    const room = tick(calm(infusingRoom()), 5, spo2(92));
    tick(room, 5, spo2(97));
    expect(room.alarms).toEqual([]);
    tick(room, 6, spo2(85));
    const alarmId = room.state.alarms[0]?.alarmId;
    tick(room, 5, spo2(97));
    expect(room.alarms).toEqual(['spo2-low:high:gone']);
    tick(room, 6, spo2(84));
    expect(room.state.alarms).toMatchObject([{ alarmId, present: true, acknowledged: false }]);
    expect(room.types).toContain('alarm.condition-returned');
  });

  test('acknowledged while there: silent, and gone with its condition', () => {
    const room = tick(calm(infusingRoom()), 6, spo2(85));
    room.must({ kind: 'acknowledge-alarm', alarmId: room.state.alarms[0]?.alarmId ?? '' });
    expect(room.state.alarms).toMatchObject([{ acknowledged: true, present: true }]);
    tick(room, 5, spo2(97));
    expect(room.alarms).toEqual([]);
  });

  test('a pulse rate stands for a heart rate that no ECG gives', () => {
    const room = tick(
      calm(infusingRoom()),
      8,
      spo2(98),
      numeric('HR', null, { source: 'ecg' }),
      numeric('PR', 40, { source: 'pleth' }),
    );
    expect(room.alarms).toEqual(['heart-rate-low:high']);
    expect(room.state.alarms[0]?.words).toBe('PR LOW 40 /min, limit 45');
  });

  test('SpO2 that is simply not sent any more is missed, though the monitor speaks on', () => {
    const room = tick(calm(infusingRoom()), 19, numeric('HR', 70, { source: 'ecg' }));
    expect(room.alarms).toEqual([]);
    tick(room, 3, numeric('HR', 70, { source: 'ecg' }));
    expect(room.alarms).toEqual(['spo2-absent:medium']);
  });

  test.each(['invalid', 'unavailable', 'test', 'calibrating'] as const)(
    'a %s value is no value',
    (quality) => {
      const room = tick(calm(infusingRoom()), 10, spo2(70, { quality }));
      expect(room.alarms).toEqual([]);
      tick(room, 8, spo2(70, { quality }));
      expect(room.alarms).toEqual(['spo2-absent:medium']);
    },
  );

  test('demo data alarms as demo data and never as the patient', () => {
    const room = tick(calm(infusingRoom()), 10, spo2(70, { quality: 'demo' }));
    expect(room.alarms).toEqual(['monitor-demo-data:medium']);
  });

  test('a pressure alarms at once, and is overdue after its interval and two minutes', () => {
    const room = calm(infusingRoom());
    const measuredAt = epochMs(room.now.at);
    const cuff = (value: number): Numeric =>
      numeric('NIBP-sys', value, { unit: 'mm[Hg]', source: 'cuff', measuredAt });
    tick(room, 1, spo2(98), cuff(185));
    expect(room.alarms).toEqual(['systolic-high:high']);
    const later = infusingRoom();
    tick(later, 1, spo2(98), cuff(120));
    tick(later, 722, spo2(98), cuff(120));
    expect(later.alarms).toContain('nibp-overdue:low');
  });

  test('a pressure that was never taken is overdue too', () => {
    const room = tick(infusingRoom(), 725, spo2(98));
    expect(room.alarms).toContain('nibp-overdue:low');
  });
});

describe('the monitor', () => {
  test('that may show another patient is not taken until accepted', () => {
    const room = calm(infusingRoom());
    room.hear('device.fault', { device: 'monitor', fault: 'wrong-device', detail: 'other name' });
    expect(room.alarms).toContain('monitor-replaced:medium');
    tick(room, 6, spo2(70));
    expect(room.state.monitor.numerics).toEqual({});
    expect(room.alarms).toEqual(['monitor-replaced:medium']);
    room.must({ kind: 'accept-device', device: 'monitor' });
    tick(room, 6, spo2(85));
    expect(room.alarms).toEqual(['spo2-low:high']);
  });

  test('with another serial number neither', () => {
    const room = calm(infusingRoom()).hear('link.up', {
      device: 'monitor',
      identity: monitorIdentity('MON-2'),
    });
    expect(room.state.monitor).toMatchObject({ trusted: false, numerics: {} });
    hear(room, spo2(70));
    expect(room.state.monitor.numerics).toEqual({});
  });

  test('lost: streaming values go, a pressure stays, growing old', () => {
    const room = calm(infusingRoom());
    hear(
      room,
      numeric('NIBP-sys', 120, { source: 'cuff', unit: 'mm[Hg]', measuredAt: epochMs(room.now.at) }),
    );
    room.hear('link.down', { device: 'monitor', fault: 'unplugged', detail: '' });
    expect(Object.keys(room.state.monitor.numerics)).toEqual(['NIBP-sys/cuff']);
    expect(room.alarms).toEqual(['monitor-link-lost:medium']);
  });

  test('a repeat of one cuff determination is not a new one', () => {
    const room = calm(infusingRoom());
    const measuredAt = epochMs(room.now.at);
    const cuff = numeric('NIBP-sys', 120, { source: 'cuff', unit: 'mm[Hg]', measuredAt });
    tick(room, 3, cuff);
    expect(room.state.monitor.numerics['NIBP-sys/cuff']?.mono).toBe(room.now.mono - 2_000);
  });
});

describe('the sound', () => {
  const sounding = (): Room => tick(calm(infusingRoom()), 5, spo2(92)).must({ kind: 'pause-sound' });

  test('pauses for two minutes at most', () => {
    const room = pausedRoom().must({ kind: 'pause-sound' });
    for (let second = 0; second < 30; second += 1) hear(room.wait(3_999), spo2(98)).pump(onHold(0.011));
    expect(room.state.soundPause).not.toBeNull();
    room.wait(200);
    expect(room.state.soundPause).toBeNull();
    expect(room.types.at(-1)).toBe('sound.resumed');
  });

  test('is broken by a higher alarm, by an escalation, and not by an equal or lower one', () => {
    const lower = sounding();
    lower.hear('pump.control', { control: 'refused', detail: '' });
    expect(lower.alarms).toContain('pump-not-controlled:low');
    lower.hear('link.down', { device: 'monitor', fault: 'unplugged', detail: '' });
    expect(lower.state.soundPause).not.toBeNull();
    const escalated = tick(sounding(), 1, spo2(85));
    expect(escalated.state.soundPause).toBeNull();
  });

  test('every new high alarm breaks it, and one that returns', () => {
    const room = tick(calm(infusingRoom()), 6, spo2(85)).must({ kind: 'pause-sound' });
    expect(room.state.soundPause).not.toBeNull();
    room.pump(infusingAt(12.25, 0.02, { alarms: [{ code: 'O', text: 'occlusion', severity: 'high' }] }));
    expect(room.state.soundPause).toBeNull();
    const back = tick(tick(calm(infusingRoom()), 6, spo2(85)), 5, spo2(97)).must({ kind: 'pause-sound' });
    tick(back, 6, spo2(85));
    expect(back.state.soundPause).toBeNull();
  });

  test('an acknowledged alarm does not keep a new one quiet', () => {
    const room = tick(calm(infusingRoom()), 6, spo2(85));
    room.must({ kind: 'acknowledge-alarm', alarmId: room.state.alarms[0]?.alarmId ?? '' });
    room.must({ kind: 'pause-sound' });
    room.hear('link.down', { device: 'monitor', fault: 'unplugged', detail: '' });
    expect(room.state.soundPause).toBeNull();
  });

  test('may be paused and resumed by anyone', () => {
    const room = infusingRoom().hear('operator.signed-out', { by: nurse, why: 'idle' });
    room.must({ kind: 'pause-sound' }).must({ kind: 'resume-sound' });
    expect(room.against({ kind: 'resume-sound' })).toEqual(['The sound is on.']);
  });
});

describe('the workstation', () => {
  test('a record that is not kept and a sound that fails alarm without a session too', () => {
    const room = infusingRoom();
    room.surroundings = { ...quiet, recordNotKept: 'The disk is full.', soundFailed: 'No audio device.' };
    room.settle();
    expect(room.alarms).toEqual(['record-not-kept:high']);
    room.wait(3_100);
    expect(room.alarms).toEqual(['sound-path-failed:medium', 'record-not-kept:high']);
    room.surroundings = quiet;
    room.settle();
    expect(room.alarms).toEqual(['record-not-kept:high:gone']);
  });

  test('the pump’s own alarms, and a motor that stands', () => {
    const room = infusingRoom().pass(1_000);
    room.pump(infusingAt(12.25, 0.01, { motion: 'stalled' }));
    for (let second = 0; second < 3; second += 1)
      room.wait(1_000).pump(infusingAt(12.25, 0.01, { motion: 'stalled' }));
    expect(room.alarms).toEqual(['pump-stalled:high']);
  });
});
