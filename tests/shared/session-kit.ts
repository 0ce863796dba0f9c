import type { Order } from '../../shared/dosing/order';
import type { SoftReason } from '../../shared/limits/profile';
import type { Intent } from '../../shared/session/intents';
import { mgPerKgPerHour } from '../../shared/units/units';
import { clinicPolicy } from '../clinic';
import { preparation } from './preparation';
import { Room } from './room';
import {
  capabilities,
  infusingAt,
  limits,
  monitorIdentity,
  nurse,
  onHold,
  orderOf,
  otherNurse,
  patient,
  pumpIdentity,
} from './values';

export * from './room';
export * from './values';

/** Rates of the order in `orderOf`, as intents. */
export const start = (rate = 0.35, reasons: SoftReason[] = []): Intent => ({
  kind: 'start-infusion',
  rateMgPerKgPerHour: mgPerKgPerHour(rate),
  reasons,
});
export const pause: Intent = { kind: 'pause-infusion' };
export const end: Intent = { kind: 'end-infusion' };
export const resume = (rate = 0.35): Intent => ({ ...start(rate), kind: 'resume-infusion' }) as Intent;
export const changeTo = (rate: number): Intent => ({ ...start(rate), kind: 'change-rate' }) as Intent;

/** A run with nurse, pump and monitor, no session. */
export function idleRoom(): Room {
  const room = new Room();
  room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: null });
  room.hear('operator.signed-in', { by: nurse });
  room.hear('alarm.tested', {
    by: nurse,
    at: room.now.at,
    heard: ['high', 'medium', 'low'],
    seen: ['high', 'medium', 'low'],
  });
  room.hear('link.up', { device: 'pump', identity: pumpIdentity() });
  room.hear('pump.capabilities', { capabilities });
  room.hear('link.up', { device: 'monitor', identity: monitorIdentity() });
  return room.pump(onHold(0));
}

/** A session opened, nothing checked. */
export function openedRoom(order: Order = orderOf()): Room {
  const room = idleRoom();
  room.planned = { order, patient, limits, policy: clinicPolicy };
  room.must({ kind: 'open-session', orderId: order.orderId });
  return room.hear('pump.control', { control: 'console', detail: '' });
}

/** Everything done that has to be done before the start. */
export function readyRoom(order: Order = orderOf()): Room {
  const room = openedRoom(order);
  for (const { intent, witness } of preparation(room.session, otherNurse)) room.must(intent, { witness });
  return room.pass(100).pump(onHold(0));
}

/** Infusing at 0.35 mg/kg/h, 12.25 mL/h, proven, 0.01 mL counted. */
export function infusingRoom(order: Order = orderOf()): Room {
  const room = readyRoom(order).must(start()).pass(100).answered().pass(1_000);
  return room.pump(infusingAt(12.25, 0)).pass(2_000).pump(infusingAt(12.25, 0.01));
}

/** Paused after `infusingRoom`, proven. */
export function pausedRoom(): Room {
  return infusingRoom().must(pause).pass(100).answered().pass(1_000).pump(onHold(0.011));
}

/** Readings once a second from a pump that runs on. */
export function running(room: Room, seconds: number, rate: number, fromMl: number): number {
  let volume = fromMl;
  for (let second = 0; second < seconds; second += 1) {
    volume += rate / 3600;
    room.wait(1_000).pump(infusingAt(rate, volume));
  }
  return volume;
}
