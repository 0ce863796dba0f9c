import type { Order } from '../../../shared/dosing/order';
import type { LimitProfile } from '../../../shared/limits/profile';
import type { Patient } from '../../../shared/record/patient';
import { epochMs } from '../../../shared/time/clock';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../../shared/units/units';
import { noFurtherLimits, plainOrder } from '../../clinic';

export const nurse = { personId: 'p-nurse', name: 'R. Example', role: 'nurse' } as const;
export const secondNurse = { personId: 'p-second', name: 'T. Specimen', role: 'nurse' } as const;
export const physician = { personId: 'p-doc', name: 'Dr Sample', role: 'physician' } as const;

export const limits: LimitProfile = {
  profileId: 'pain',
  version: '14',
  drug: 'ketamine',
  careArea: 'pain',
  source: 'clinic pharmacy',
  concentrationMgPerMl: { hardMin: 0.5, softMin: 1, softMax: 5, hardMax: 10 },
  rateMgPerKgPerHour: { hardMin: 0.02, softMin: 0.05, softMax: 0.5, hardMax: 2 },
  rateMgPerHour: { hardMin: 1, softMin: null, softMax: 50, hardMax: 150 },
  totalMg: { hardMin: 1, softMin: null, softMax: 200, hardMax: 500 },
  totalMgPerKg: { hardMin: null, softMin: null, softMax: 3, hardMax: 6 },
  durationH: { hardMin: null, softMin: null, softMax: 5, hardMax: 8 },
  weightKg: { hardMin: 30, softMin: 40, softMax: 150, hardMax: 250 },
  stepUpShare: { hardMin: null, softMin: null, softMax: 0.5, hardMax: 1.5 },
  stepUpFloorMgPerHour: 5,
  ...noFurtherLimits,
};

export const patient: Patient = {
  patientId: 'pat-1',
  name: 'TEST, Alder',
  birthDate: '1979-03-14',
  sex: 'female',
  mrn: 'TEST-0417',
  allergies: ['Penicillin (rash)'],
};

export const longPatient: Patient = {
  ...patient,
  name: 'VON TESTENBERG-MUSTERMANN, Annegret',
  allergies: ['Penicillin (rash)', 'Latex', 'Ondansetron'],
};

export function orderFor(at: number): Order {
  return {
    orderId: 'order-1',
    patientId: 'pat-1',
    drug: 'ketamine',
    indication: 'pain',
    steps: [
      { fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.2) },
      { fromMinute: minutes(30), rateMgPerKgPerHour: mgPerKgPerHour(0.3) },
      { fromMinute: minutes(75), rateMgPerKgPerHour: mgPerKgPerHour(0.35) },
    ],
    maxRateMgPerKgPerHour: mgPerKgPerHour(0.6),
    durationMin: minutes(240),
    totalMg: mg(88.4),
    bolus: null,
    concentrationMgPerMl: mgPerMl(2),
    containerMl: ml(50),
    diluent: 'NaCl 0.9 %',
    dosingWeightKg: kg(68),
    weightBasis: 'adjusted',
    measuredWeightKg: kg(84.6),
    weighedAt: epochMs(at - 40 * 60_000),
    heightCm: cm(165),
    limitProfileId: 'pain',
    vitalLimits: {
      heartRatePerMin: { mediumLow: 50, mediumHigh: 110, highLow: 45, highHigh: 130 },
      spo2Percent: { mediumLow: 94, mediumHigh: null, highLow: 90, highHigh: null },
      systolicMmHg: { mediumLow: 100, mediumHigh: 160, highLow: 90, highHigh: 180 },
      diastolicMmHg: { mediumLow: null, mediumHigh: 100, highLow: null, highHigh: 110 },
      respirationPerMin: { mediumLow: 10, mediumHigh: 24, highLow: 8, highHigh: null },
    },
    nibpEveryMin: minutes(15),
    sessionNumber: 4,
    sessionsPlanned: 10,
    plannedFor: epochMs(at),
    room: 'Room 2',
    ...plainOrder,
    signedBy: physician,
    signedAt: epochMs(at - 3_600_000),
  };
}
