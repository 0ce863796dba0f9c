import type { Store } from '../../../electron/store/store';
import type { EventDraft } from '../../../shared/session/events';
import { ml, mlPerHour } from '../../../shared/units/units';
import { commandRequested, instant, order, sessionClosed, sessionOpened, snapshot } from './samples';

const reading = (rate: number, volume: number): EventDraft => ({
  type: 'pump.reading',
  body: {
    ...snapshot,
    runState: rate > 0 ? 'infusing' : 'paused',
    motion: rate > 0 ? 'proven' : 'still',
    rateMlPerHour: mlPerHour(rate),
    volumeInfusedMl: ml(Math.floor(volume * 1000) / 1000),
  },
});
const device = { driver: 'sim', manufacturer: 'Invented', software: null, simulator: true };

/** A session of eleven minutes, ten of them at 12 mL/h of 2 mg/mL: 4 mg. Minute by minute, from `fromMs` on. */
export function infuse(store: Store, sessionId: string, fromMs: number, stopBefore = 11): void {
  const at = (second: number) => instant(fromMs + second * 1000);
  store.append(sessionId, 'run-1', at(0), [
    sessionOpened({ order: { ...order, orderId: `o-${sessionId}` } }),
    {
      type: 'link.up',
      body: { device: 'pump', identity: { ...device, model: 'Pump', serialNumber: '8003-24117' } },
    },
  ]);
  store.append(sessionId, 'run-1', at(1), [reading(0, 0)]);
  store.append(sessionId, 'run-1', at(2), [
    commandRequested(`c-${sessionId}`, 'start'),
    { type: 'command.sent', body: { commandId: `c-${sessionId}`, detail: '' } },
  ]);
  store.append(sessionId, 'run-1', at(60), [reading(12, 0)]);
  store.append(sessionId, 'run-1', at(61), [
    { type: 'command.confirmed', body: { commandId: `c-${sessionId}`, evidenceSeq: 1 } },
  ]);
  for (let second = 65; second <= 60 * Math.min(stopBefore, 11); second += 5)
    store.append(sessionId, 'run-1', at(second), [reading(12, ((second - 60) / 3600) * 12)]);
  if (stopBefore < 11) return;
  store.append(sessionId, 'run-1', at(661), [reading(0, 2)]);
  store.append(sessionId, 'run-1', at(700), [sessionClosed('completed', 2, 2)]);
}

/** The dose of steps at their upper end. */
export const milligrams = (dose: readonly { fromMs: number; toMs: number; highMgPerMin: number }[] | null) =>
  (dose ?? []).reduce(
    (sum, { fromMs, toMs, highMgPerMin }) => sum + (highMgPerMin * (toMs - fromMs)) / 60_000,
    0,
  );
