import type { Order, Syringe, VitalLimit } from '../../shared/dosing/order';
import type { Bounds, LimitProfile } from '../../shared/limits/profile';
import type { DeviceIdentity } from '../../shared/readings/device';
import type { Numeric } from '../../shared/readings/monitor';
import type { PumpCapabilities, PumpSnapshot } from '../../shared/readings/pump';
import type { Patient } from '../../shared/record/patient';
import type { Actor } from '../../shared/record/people';
import {
  type EventBody,
  type EventDraft,
  type EventType,
  eventBodies,
  type LoggedEvent,
} from '../../shared/session/events';
import { epochMs, monoMs } from '../../shared/time/clock';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml, mlPerHour } from '../../shared/units/units';
import { noFurtherLimits, plainOrder } from '../clinic';

export const nurse: Actor = { personId: 'n1', name: 'Noor Nurse', role: 'nurse' };
/** The second pair of eyes. */
export const otherNurse: Actor = { personId: 'n2', name: 'Odo Other', role: 'nurse' };
export const physician: Actor = { personId: 'd1', name: 'Dana Doctor', role: 'physician' };
export const pharmacist: Actor = { personId: 'p1', name: 'Pia Pharmacist', role: 'pharmacist' };

/** Where the made-up wall clock stands at `mono` 0. */
export const startAt = Date.UTC(2030, 0, 7, 9, 0, 0);

export const patient: Patient = {
  patientId: 'patient-1',
  name: 'Ada Example',
  birthDate: '1979-03-14',
  sex: 'female',
  mrn: '0001',
  allergies: [],
};

const bounds = (
  hardMin: number | null,
  softMin: number | null,
  softMax: number | null,
  hardMax: number | null,
): Bounds => ({ hardMin, softMin, softMax, hardMax });

/** Limits of a pain session as clinical.md 3 proposes them. */
export const limits: LimitProfile = {
  profileId: 'pain-1',
  version: '1',
  drug: 'Ketamine',
  careArea: 'pain',
  source: 'made up for tests',
  concentrationMgPerMl: bounds(0.5, null, null, 10),
  rateMgPerKgPerHour: bounds(0.02, 0.05, 0.5, 2),
  rateMgPerHour: bounds(1, 5, 50, 150),
  totalMg: bounds(null, null, 200, 400),
  totalMgPerKg: bounds(null, null, 2, 6),
  durationH: bounds(null, null, 5, 8),
  weightKg: bounds(30, 40, 150, 250),
  stepUpShare: bounds(null, null, 0.5, 1),
  stepUpFloorMgPerHour: 5,
  ...noFurtherLimits,
};

const vitalLimit = (
  highLow: number | null,
  mediumLow: number | null,
  mediumHigh: number | null,
  highHigh: number | null,
): VitalLimit => ({ highLow, mediumLow, mediumHigh, highHigh });

/** 70 kg, 2 mg/mL, 0.35 mg/kg/h (12.25 mL/h) up to 0.6 mg/kg/h, 100 mg in 4 h. */
export function orderOf(over: Partial<Order> = {}): Order {
  return {
    orderId: 'order-1',
    patientId: patient.patientId,
    drug: 'Ketamine',
    indication: 'pain',
    steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.35) }],
    maxRateMgPerKgPerHour: mgPerKgPerHour(0.6),
    durationMin: minutes(240),
    totalMg: mg(100),
    bolus: null,
    concentrationMgPerMl: mgPerMl(2),
    containerMl: ml(50),
    diluent: 'saline',
    dosingWeightKg: kg(70),
    weightBasis: 'actual',
    measuredWeightKg: kg(70),
    weighedAt: epochMs(startAt - 600_000),
    heightCm: cm(175),
    limitProfileId: limits.profileId,
    vitalLimits: {
      heartRatePerMin: vitalLimit(45, 50, 110, 130),
      spo2Percent: vitalLimit(90, 94, null, null),
      systolicMmHg: vitalLimit(90, 100, 160, 180),
      diastolicMmHg: vitalLimit(null, null, 100, 110),
      respirationPerMin: vitalLimit(8, 10, 24, null),
    },
    nibpEveryMin: minutes(10),
    ...plainOrder,
    sessionNumber: 1,
    sessionsPlanned: 6,
    plannedFor: epochMs(startAt),
    room: '1',
    signedBy: physician,
    signedAt: epochMs(startAt - 3_600_000),
    ...over,
  };
}

export const syringe: Syringe = {
  drug: 'Ketamine',
  concentrationMgPerMl: mgPerMl(2),
  volumeMl: ml(50),
  lot: 'A1',
  expires: null,
};

export const capabilities: PumpCapabilities = {
  observe: 'verified',
  pause: 'verified',
  start: 'verified',
  setRate: 'verified',
  setVtbi: 'verified',
  bolus: 'none',
  clearVolume: 'verified',
  mute: 'none',
  humanUse: true,
  rateStepMlPerHour: mlPerHour(0.01),
  rateMinMlPerHour: mlPerHour(0.1),
  rateMaxMlPerHour: mlPerHour(1200),
  vtbiStepMl: ml(0.001),
  vtbiMaxMl: ml(50),
  watchdogMs: 15_000,
};

export const pumpIdentity = (serialNumber = 'PUMP-1'): DeviceIdentity => ({
  driver: 'alaris-asena',
  manufacturer: 'made up',
  model: 'syringe pump',
  serialNumber,
  software: null,
  simulator: true,
});

export const monitorIdentity = (serialNumber = 'MON-1'): DeviceIdentity => ({
  ...pumpIdentity(serialNumber),
  driver: 'philips-intellivue',
  model: 'monitor',
});

/** A pump on hold whose counter stands still. */
export function onHold(volume: number, over: Partial<PumpSnapshot> = {}): PumpSnapshot {
  return {
    runState: 'paused',
    motion: 'still',
    rateMlPerHour: mlPerHour(0),
    volumeInfusedMl: ml(volume),
    vtbi: null,
    linePressureMmHg: null,
    timeRemaining: null,
    syringe: null,
    drugName: null,
    alarms: [],
    serialNumber: 'PUMP-1',
    mode: 'HLD',
    ...over,
  };
}

/** A pump that infuses and whose volume rises as the rate says. */
export function infusingAt(rate: number, volume: number, over: Partial<PumpSnapshot> = {}): PumpSnapshot {
  const running = {
    runState: 'infusing',
    motion: 'proven',
    rateMlPerHour: mlPerHour(rate),
    mode: 'SET',
  } as const;
  return onHold(volume, { ...running, ...over });
}

export function numeric(code: Numeric['code'], value: number | null, over: Partial<Numeric> = {}): Numeric {
  return {
    code,
    source: 'test',
    value,
    unit: '/min',
    quality: 'valid',
    alarming: false,
    measuredAt: null,
    ...over,
  };
}

/** One event of a log, for folds that need no room. */
export function logged<T extends EventType>(
  type: T,
  body: EventBody<T>,
  seq: number,
  mono: number,
): LoggedEvent {
  return {
    ...({ type, body } as EventDraft),
    seq,
    sessionId: 'session-1',
    runId: 'run-1',
    at: epochMs(startAt + mono),
    mono: monoMs(mono),
    version: 1,
  };
}

/** An event after JSON and its own schema. */
export function throughJson(event: LoggedEvent): unknown {
  const read = JSON.parse(JSON.stringify(event)) as LoggedEvent;
  return { ...read, body: eventBodies[event.type].parse(read.body) };
}
