import { expect, it } from 'vitest';
import { clinicPolicy } from '../../clinic';
import { infusingAt, onHold, orderOf, patient, Room } from '../session-kit';
import { capabilities, limits, nurse, pumpIdentity } from '../values';

it('an infusion without any monitor says so after ten seconds', () => {
  const room = new Room();
  room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: null });
  room.hear('operator.signed-in', { by: nurse });
  room.hear('link.up', { device: 'pump', identity: pumpIdentity() });
  room.hear('pump.capabilities', { capabilities }).pump(onHold(0));
  expect(room.state.monitor.link.kind).toBe('never');
  room.planned = { order: orderOf(), patient, limits, policy: clinicPolicy };
  room.must({ kind: 'open-session', orderId: 'any' }).pump(infusingAt(12.25, 0.01));
  expect(room.session.phase).toBe('infusing');
  for (let second = 0; second < 9; second += 1) room.wait(1_000).pump(infusingAt(12.25, 0.01));
  expect(room.alarms.filter((alarm) => alarm.startsWith('monitor'))).toEqual([]);
  for (let second = 0; second < 2; second += 1) room.wait(1_000).pump(infusingAt(12.25, 0.01));
  expect(room.alarms).toContain('monitor-never-linked:medium');
});
