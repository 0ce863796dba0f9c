import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenSetting } from '../../../electron/store/database';
import { openStore } from '../../../electron/store/database';
import type { Store } from '../../../electron/store/store';
import type { Order } from '../../../shared/dosing/order';
import type { LimitProfile } from '../../../shared/limits/profile';
import { policySchema } from '../../../shared/policy/policy';
import type { Numeric } from '../../../shared/readings/monitor';
import type { PumpSnapshot } from '../../../shared/readings/pump';
import type { Patient } from '../../../shared/record/patient';
import type { Actor } from '../../../shared/record/people';
import type { EventBody, EventDraft } from '../../../shared/session/events';
import type { Instant } from '../../../shared/time/clock';
import { epochMs, monoMs } from '../../../shared/time/clock';
import {
  cm,
  kg,
  mg,
  mgPerKgPerHour,
  mgPerMl,
  minutes,
  ml,
  mlPerHour,
  mmHg,
} from '../../../shared/units/units';
import { clinicPolicy, noFurtherLimits, plainOrder } from '../../clinic';

/** 9:40 local time on a fixed day. */
export const MORNING = new Date(2030, 0, 7, 9, 40).getTime();

/** The two times of a moment so many milliseconds after `MORNING`. */
export function instant(afterMs = 0): Instant {
  return { at: epochMs(MORNING + afterMs), mono: monoMs(1_000 + afterMs) };
}

/** An empty folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'record-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that must open; closed with the test. */
export function opened(setting: OpenSetting): Store {
  const result = openStore(setting);
  if (result.kind === 'refused') throw new Error(`${result.reason}: ${result.words}`);
  onTestFinished(() => result.store.close());
  return result.store;
}

export const nurse: Actor = { personId: 'p-nurse', name: 'R. Example', role: 'nurse' };
export const secondNurse: Actor = { personId: 'p-second', name: 'T. Specimen', role: 'nurse' };
export const physician: Actor = { personId: 'p-doctor', name: 'S. Sample', role: 'physician' };

export const alder: Patient = {
  patientId: 'pt-alder',
  name: 'TEST, Alder',
  birthDate: '1979-03-14',
  sex: 'female',
  mrn: 'TEST-0417',
  allergies: ['Penicillin (rash)'],
};

const bounds = { hardMin: null, softMin: null, softMax: null, hardMax: null };

export const limits: LimitProfile = {
  profileId: 'ketamine-pain',
  version: '1',
  drug: 'ketamine',
  careArea: 'pain',
  source: 'test',
  concentrationMgPerMl: { ...bounds, hardMin: 0.5, hardMax: 10 },
  rateMgPerKgPerHour: bounds,
  rateMgPerHour: bounds,
  totalMg: bounds,
  totalMgPerKg: bounds,
  durationH: bounds,
  weightKg: bounds,
  stepUpShare: bounds,
  stepUpFloorMgPerHour: 5,
  ...noFurtherLimits,
};

const vital = { mediumLow: 50, mediumHigh: 110, highLow: 45, highHigh: 130 };

export const order: Order = {
  orderId: 'o-alder',
  patientId: alder.patientId,
  drug: 'ketamine',
  indication: 'pain',
  steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.2) }],
  maxRateMgPerKgPerHour: mgPerKgPerHour(0.35),
  durationMin: minutes(240),
  totalMg: mg(88.4),
  bolus: null,
  concentrationMgPerMl: mgPerMl(2),
  containerMl: ml(50),
  diluent: 'sodium chloride 0.9 %',
  dosingWeightKg: kg(68),
  weightBasis: 'adjusted',
  measuredWeightKg: kg(77.9),
  weighedAt: epochMs(MORNING - 3_600_000),
  heightCm: cm(170),
  limitProfileId: limits.profileId,
  vitalLimits: {
    heartRatePerMin: vital,
    spo2Percent: vital,
    systolicMmHg: vital,
    diastolicMmHg: vital,
    respirationPerMin: vital,
  },
  nibpEveryMin: minutes(5),
  sessionNumber: 4,
  sessionsPlanned: 10,
  plannedFor: epochMs(MORNING),
  room: '2',
  ...plainOrder,
  weightFormulaSex: 'female',
  signedBy: physician,
  signedAt: epochMs(MORNING - 7_200_000),
};

export const snapshot: PumpSnapshot = {
  runState: 'infusing',
  motion: 'proven',
  rateMlPerHour: mlPerHour(11.9),
  volumeInfusedMl: ml(20.742),
  vtbi: { active: true, ml: ml(23.458), endAction: 'stop' },
  linePressureMmHg: mmHg(35),
  timeRemaining: '1:59:12',
  syringe: { brand: 'BD Plastipak', sizeMl: ml(50), confirmed: true },
  drugName: 'KETAMINE',
  alarms: [],
  serialNumber: '8003-24117',
  mode: 'infusing',
};

/** A streaming numeric as a healthy sensor gives it. */
export function numeric(
  code: Numeric['code'],
  source: string,
  value: number | null,
  unit: Numeric['unit'],
  more: Partial<Numeric> = {},
): Numeric {
  return { code, source, value, unit, quality: 'valid', alarming: false, measuredAt: null, ...more };
}

/** What a full monitor says each second, the last cuff value with it. */
export function monitorNumerics(measuredAt = epochMs(MORNING)): Numeric[] {
  return [
    numeric('HR', 'ecg', 84, '/min'),
    numeric('PR', 'pleth', 84, '/min'),
    numeric('SpO2', 'pleth', 97, '%'),
    numeric('Perf', 'pleth', 2.4, '1'),
    numeric('NIBP-sys', 'cuff', 132, 'mm[Hg]', { measuredAt }),
    numeric('NIBP-dia', 'cuff', 82, 'mm[Hg]', { measuredAt }),
    numeric('NIBP-mean', 'cuff', 98, 'mm[Hg]', { measuredAt }),
    numeric('RR', 'airway', 13, '/min'),
    numeric('EtCO2', 'airway', 37, 'mm[Hg]'),
    numeric('Temp', 'skin', 36.8, 'Cel'),
  ];
}

/** The event with which a session begins. */
export function sessionOpened(more: Partial<EventBody<'session.opened'>> = {}): EventDraft {
  const body = {
    by: nurse,
    patient: alder,
    order,
    limits,
    policy: policySchema.parse(clinicPolicy),
    follows: null,
    room: '2',
    simulation: false,
    timeFactor: 1,
  };
  return { type: 'session.opened', body: { ...body, ...more } };
}

/** A command as asked for, for the pump's stop or start. */
export function commandRequested(
  commandId: string,
  purpose: EventBody<'command.requested'>['purpose'],
): EventDraft {
  const stop = { kind: 'stop' } as const;
  const start = { kind: 'start', rateMlPerHour: mlPerHour(6.8), vtbiMl: ml(44.2) } as const;
  return {
    type: 'command.requested',
    body: {
      commandId,
      command: purpose === 'start' || purpose === 'resume' ? start : stop,
      purpose,
      by: nurse,
      signedIn: true,
      basisSeq: 1,
      rateMgPerKgPerHour: null,
      findings: [],
      reasons: [],
    },
  };
}

/** A note with these words. */
export function note(text: string): EventDraft {
  return { type: 'note.recorded', body: { by: nurse, text } };
}

/** The event with which a session ends. */
export function sessionClosed(
  outcome: 'completed' | 'abandoned' = 'completed',
  low = 44,
  high = low,
): EventDraft {
  return { type: 'session.closed', body: { by: nurse, outcome, volumeMl: { low: ml(low), high: ml(high) } } };
}
