import type { PumpAlarm, PumpRunState, PumpSnapshot } from '../../../shared/readings/pump';
import { alarmFor, alarmForFlag, NO_ALARM } from './alarms';
import type { Reply, Status, Vtbi } from './codec';
import type { MotionSeen } from './motion';

export type SyringeReply = Extract<Reply, { kind: 'syringe' }>;

/** True if mode and rate claim that the pump infuses; the flag and the slope decide whether it does. */
export function claimsToRun(status: Status): boolean {
  return status.mode !== 'HLD' && (status.rateMlPerHour === null || status.rateMlPerHour > 0);
}

/** True if the pump shows that it does not infuse: on hold, or at rate 0 in a mode that we know. */
export function seenStopped(status: Status): boolean {
  return status.mode === 'HLD' || (status.mode === 'SET' && status.rateMlPerHour === 0);
}

/** True if the pump shows that it infuses, by mode and rate. */
export function seenRunning(status: Status): boolean {
  return status.mode === 'SET' && status.rateMlPerHour !== null && status.rateMlPerHour > 0;
}

/** The alarms to show: the code last heard, and never nothing while the flag is up (H14, H15). */
export function alarmsOf(status: Status, alarmCode: string | null): PumpAlarm[] {
  if (alarmCode !== null && alarmCode !== NO_ALARM) return [alarmFor(alarmCode)];
  return status.alarmFlag === '-' ? [] : [alarmForFlag(status.alarmFlag)];
}

/** One `INF` answer as the console understands it (pumps.md 1.3, 2.4); mL, mL/h, mmHg. */
export function snapshotOf(
  status: Status,
  seen: MotionSeen,
  extra: {
    readonly alarmCode: string | null;
    readonly vtbi: Vtbi | null;
    readonly syringe: SyringeReply | null;
  },
): PumpSnapshot {
  const alarms = alarmsOf(status, extra.alarmCode);
  const { syringe, vtbi } = extra;
  return {
    runState: runStateOf(status, seen, alarms),
    motion: seen.motion,
    rateMlPerHour: status.rateMlPerHour,
    volumeInfusedMl: status.volumeInfusedMl,
    vtbi: vtbi === null ? null : { active: vtbi.active, ml: vtbi.ml, endAction: vtbi.endAction },
    linePressureMmHg: status.linePressureMmHg,
    timeRemaining: status.timeRemaining,
    syringe:
      syringe === null || syringe.sizeMl === null
        ? null
        : { brand: syringe.brand, sizeMl: syringe.sizeMl, confirmed: syringe.confirmed },
    drugName: status.drugName,
    alarms,
    serialNumber: status.serialNumber,
    mode: status.mode,
  };
}

function runStateOf(status: Status, seen: MotionSeen, alarms: readonly PumpAlarm[]): PumpRunState {
  // H14: a healthy rate hides no alarm.
  if (status.alarmFlag !== '-' || alarms.some((alarm) => alarm.severity === 'high')) return 'alarm';
  if (seen.against === 'rises-on-hold') return 'unknown';
  if (status.mode === 'HLD') return 'paused';
  if (status.mode !== 'SET' || status.rateMlPerHour === null) return 'unknown';
  return status.rateMlPerHour > 0 ? 'infusing' : 'stopped';
}
