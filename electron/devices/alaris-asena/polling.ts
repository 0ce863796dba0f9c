import type { PumpCapabilities } from '../../../shared/readings/pump';
import type { Clock, Instant } from '../../../shared/time/clock';
import type { DeviceReport } from '../driver';
import { NO_ALARM } from './alarms';
import { capabilitiesOf } from './capabilities';
import type { Status, Vtbi } from './codec';
import type { Identified } from './identify';
import type { MotionSeen } from './motion';
import { MotionWatch } from './motion';
import type { Remote } from './remote';
import type { SyringeReply } from './snapshot';
import { claimsToRun, snapshotOf } from './snapshot';
import type { Talk } from './talk';
import { ofKind } from './talk';

/** Poll each second; the pump wants some communication at least every 4 s (pumps.md 2.3). */
const POLL_MS = 1000;
/** Alarm text, key, and the rest are asked every so many polls. */
const ALARM_EVERY = 2;
const REFRESH_EVERY = 3;
const REST_EVERY = 10;

export type PollingSetting = {
  readonly talk: Talk;
  readonly remote: Remote;
  readonly clock: Clock;
  readonly report: (report: DeviceReport) => void;
  readonly found: Identified;
  /** Another serial number answers. */
  readonly onOtherPump: (serialNumber: string) => void;
};

/** The steady questions that keep the picture of a pump true. */
export interface Polling {
  readonly status: Status;
  readonly capabilities: PumpCapabilities;
  start(): void;
  /** Brings the next poll forward. */
  soon(): void;
  stop(): void;
}

/** Opens the polling of an identified pump; reports a reading for each status. */
export function openPolling(setting: PollingSetting): Polling {
  const { talk, remote, clock, report, found } = setting;
  const motion = new MotionWatch(clock);
  const told = new Set<string>();
  let status = found.status;
  let statusAt = found.statusAt;
  let seen: MotionSeen = { motion: 'unproven', against: null };
  let vtbi: Vtbi | null = found.vtbi;
  let syringe: SyringeReply | null = found.syringe;
  let capabilities = capabilitiesOf(found.rateMax, found.syringe?.sizeMl ?? null);
  let alarmCode: string | null = null;
  let round = 0;
  let busy = false;
  let again = false;
  let stopped = false;
  let cancel: (() => void) | null = null;

  function publish(): void {
    const snapshot = snapshotOf(status, seen, { alarmCode, vtbi, syringe });
    report({ kind: 'pump-reading', instant: statusAt, snapshot });
  }

  /** A fault is told when it appears, not with every poll. */
  function tellOnce(keys: readonly string[], instant: Instant): void {
    for (const key of keys) {
      if (!told.has(key)) report({ kind: 'fault', instant, fault: 'protocol', detail: key });
    }
    told.clear();
    for (const key of keys) told.add(key);
  }

  function take(next: Status, instant: Instant): void {
    const before = status.volumeInfusedMl;
    const now = next.volumeInfusedMl;
    const flagBefore = status.alarmFlag;
    status = next;
    statusAt = instant;
    if (next.serialNumber !== found.identity.serialNumber) {
      seen = { motion: 'unproven', against: null };
      publish();
      setting.onOtherPump(next.serialNumber);
      return;
    }
    seen = motion.see({
      mono: instant.mono,
      mode: next.mode,
      rate: next.rateMlPerHour,
      volume: now,
      running: claimsToRun(next),
    });
    // The code belongs to a flag that is gone; the next question tells whether it still holds.
    if (next.alarmFlag === '-' && flagBefore !== '-') alarmCode = null;
    publish();
    const faults = next.problems
      .filter((problem) => problem.what !== 'missing')
      .map((problem) => problem.text);
    if (seen.against === 'rises-on-hold')
      faults.push('the volume rises although the pump says that it holds');
    if (seen.against === 'rises-too-fast') faults.push('the volume rises faster than the rate says');
    tellOnce(faults, instant);
    if (before !== null && now !== null && now < before) {
      // H10: a counter that fell is a restart or a cleared volume; either way somebody was at the pump.
      remote.lose(`the volume fell from ${before} to ${now} ml: the pump restarted or was cleared`);
    }
  }

  async function askAlarm(): Promise<void> {
    const ending = await talk.read({ kind: 'ask', name: 'ALARM' }, ofKind('alarm'));
    if (stopped || ending.kind !== 'answered') return;
    const code = ending.answer.code === NO_ALARM ? null : ending.answer.code;
    if (code === alarmCode) return;
    alarmCode = code;
    publish();
  }

  async function askRest(): Promise<void> {
    const limit = await talk.read({ kind: 'ask', name: 'INF_VTBI' }, ofKind('vtbi'));
    vtbi = limit.kind === 'answered' ? limit.answer : null;
    const inserted = await talk.read({ kind: 'ask', name: 'SYRINGE_STATUS' }, ofKind('syringe'));
    const sizeBefore = syringe?.sizeMl ?? null;
    syringe = inserted.kind === 'answered' ? inserted.answer : null;
    if (syringe !== null && syringe.sizeMl !== sizeBefore) await askLimits(syringe);
    if (!stopped) report({ kind: 'wire', instant: clock.now(), counters: talk.counters() });
  }

  async function askLimits(inserted: SyringeReply): Promise<void> {
    const highest = await talk.read({ kind: 'ask', name: 'INF_RATE_MAX_SYRINGE' }, ofKind('rate-max'));
    if (stopped || highest.kind !== 'answered') return;
    capabilities = capabilitiesOf(highest.answer.rateMlPerHour, inserted.sizeMl);
    report({ kind: 'capabilities', instant: clock.now(), capabilities });
  }

  async function cycle(): Promise<void> {
    round += 1;
    const ending = await talk.read({ kind: 'ask', name: 'INF' }, ofKind('status'));
    if (stopped) return;
    if (ending.kind === 'answered') take(ending.answer, ending.instant);
    if (stopped) return;
    if (status.alarmFlag !== '-' || round % ALARM_EVERY === 0) await askAlarm();
    if (!stopped && remote.state === 'console' && round % REFRESH_EVERY === 0) await remote.refresh();
    if (!stopped && round % REST_EVERY === 0) await askRest();
  }

  function soon(): void {
    if (stopped) return;
    // A round that took longer than its second is followed by the next at once: no second is skipped.
    if (busy) again = true;
    else void poll();
  }

  async function poll(): Promise<void> {
    busy = true;
    do {
      again = false;
      await cycle();
    } while (again && !stopped);
    busy = false;
  }

  return {
    get status() {
      return status;
    },
    get capabilities() {
      return capabilities;
    },
    start() {
      take(found.status, found.statusAt);
      if (stopped) return;
      if (found.status.alarmFlag !== '-') void askAlarm();
      cancel = clock.every(POLL_MS, soon);
    },
    soon,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
