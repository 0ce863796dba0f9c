import type { Order } from '../../../shared/dosing/order';
import type { LimitProfile } from '../../../shared/limits/profile';
import type { Patient } from '../../../shared/record/patient';
import type { Actor } from '../../../shared/record/people';
import { epochMs } from '../../../shared/time/clock';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../../shared/units/units';
import { noFurtherLimits, plainOrder } from '../../clinic';

/** 12 March 2026, 09:10 local time. */
export const openedAt = new Date(2026, 2, 12, 9, 10, 0).getTime();

export const nurse: Actor = { personId: 'n1', name: 'R. Example', role: 'nurse' };
export const physician: Actor = { personId: 'd1', name: 'Dr Sample', role: 'physician' };

export const patient: Patient = {
  patientId: 'p1',
  name: 'TEST, Alder',
  birthDate: '1979-03-14',
  sex: 'female',
  mrn: 'TEST-0417',
  allergies: ['Penicillin (rash)'],
};

const off = { mediumLow: null, mediumHigh: null, highLow: null, highHigh: null };
const open = { hardMin: null, softMin: null, softMax: null, hardMax: null };

export const limits: LimitProfile = {
  profileId: 'pain-1',
  version: '1',
  drug: 'ketamine',
  careArea: 'pain',
  source: 'invented for tests',
  concentrationMgPerMl: open,
  rateMgPerKgPerHour: { ...open, softMax: 0.5, hardMax: 2 },
  rateMgPerHour: open,
  totalMg: { ...open, hardMax: 200 },
  totalMgPerKg: open,
  durationH: open,
  weightKg: open,
  stepUpShare: open,
  stepUpFloorMgPerHour: 5,
  ...noFurtherLimits,
};

export const order: Order = {
  orderId: 'o4',
  patientId: patient.patientId,
  drug: 'ketamine',
  indication: 'pain',
  steps: [
    { fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.2) },
    { fromMinute: minutes(30), rateMgPerKgPerHour: mgPerKgPerHour(0.3) },
    { fromMinute: minutes(75), rateMgPerKgPerHour: mgPerKgPerHour(0.35) },
  ],
  maxRateMgPerKgPerHour: mgPerKgPerHour(0.4),
  durationMin: minutes(240),
  totalMg: mg(90),
  bolus: null,
  concentrationMgPerMl: mgPerMl(2),
  containerMl: ml(50),
  diluent: 'NaCl 0.9 %',
  dosingWeightKg: kg(68),
  weightBasis: 'adjusted',
  measuredWeightKg: kg(82),
  weighedAt: epochMs(openedAt - 600_000),
  heightCm: cm(168),
  limitProfileId: limits.profileId,
  vitalLimits: {
    heartRatePerMin: { ...off, mediumHigh: 120 },
    spo2Percent: { ...off, mediumLow: 92, highLow: 88 },
    systolicMmHg: { ...off, mediumHigh: 160, highHigh: 180 },
    diastolicMmHg: off,
    respirationPerMin: { ...off, mediumLow: 9, highLow: 7 },
  },
  nibpEveryMin: minutes(5),
  sessionNumber: 4,
  sessionsPlanned: 10,
  plannedFor: epochMs(openedAt),
  room: 'Room 2',
  ...plainOrder,
  signedBy: physician,
  signedAt: epochMs(openedAt - 86_400_000),
};
