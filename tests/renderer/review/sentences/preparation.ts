import { epochMs } from '../../../../shared/time/clock';
import { mgPerMl, ml } from '../../../../shared/units/units';
import { clinicPolicy } from '../../../clinic';
import { limits, nurse, order, patient } from '../../review-harness/invented-order';
import { entries, physician } from './samples';
import type { Sentences } from './table';

export const preparation = {
  'session.opened': [
    {
      by: nurse,
      patient,
      order,
      limits,
      policy: clinicPolicy,
      follows: null,
      room: 'Room 2',
      simulation: false,
      timeFactor: 1,
    },
    'Opened for TEST, Alder, session 4 of 10, Room 2, by R. Example',
  ],
  'check.confirmed': [
    { by: nurse, check: 'iv-site', evidence: 'left forearm, runs freely' },
    'IV site checked by R. Example: left forearm, runs freely',
  ],
  'check.not-met': [
    { by: nurse, check: 'fasting', reason: 'food 2 h ago, clear fluid 2 h ago; needs 6 h and 2 h' },
    'Fasting not met: food 2 h ago, clear fluid 2 h ago; needs 6 h and 2 h, asked by R. Example',
  ],
  'check.overridden': [
    { by: nurse, physician, check: 'escort', reason: 'stays overnight' },
    'Escort home overridden by S. Sample: stays overnight',
  ],
  'wristband.scanned': [
    { by: nurse, number: 'TEST-0417' },
    'Wristband TEST-0417 scanned by R. Example, this patient’s',
  ],
  'baseline.taken': [
    {
      by: nurse,
      set: {
        systolicMmHg: { value: 124, source: 'typed', measuredAt: epochMs(0) },
        diastolicMmHg: { value: 78, source: 'typed', measuredAt: epochMs(0) },
        heartRatePerMin: { value: 68, source: 'typed', measuredAt: epochMs(0) },
        respirationPerMin: { value: 14, source: 'typed', measuredAt: epochMs(0) },
        spo2Percent: { value: 98, source: 'typed', measuredAt: epochMs(0) },
      },
      insistedOn: [],
    },
    'Baseline 124/78 mmHg, HR 68 /min, RR 14 /min, SpO₂ 98 %, typed, by R. Example',
  ],
  'double-check.differed': [
    { by: nurse, second: physician, items: ['weight'], typed: entries, again: null },
    'Second check by S. Sample differs: dosing weight',
  ],
  'double-check.agreed': [
    { by: nurse, second: physician, typed: entries },
    'Second check by S. Sample agrees with R. Example',
  ],
  'double-check.excepted': [
    { by: nurse, physician, reason: 'alone in the house' },
    'No second check, by S. Sample: alone in the house',
  ],
  'syringe.loaded': [
    {
      by: nurse,
      syringe: {
        drug: 'ketamine',
        concentrationMgPerMl: mgPerMl(2),
        volumeMl: ml(50),
        lot: 'L1',
        expires: null,
      },
    },
    'Syringe: ketamine 2 mg/mL, 50 mL, lot L1, read by R. Example',
  ],
  'ledger.entered': [
    {
      entry: {
        kind: 'received',
        entryId: 'e1',
        by: nurse,
        vialId: 'V1',
        vial: {
          drug: 'ketamine',
          lot: 'L1',
          strengthMgPerMl: mgPerMl(10),
          volumeMl: ml(20),
          expires: '2027-01-31',
        },
      },
    },
    'Ledger: Vial V1 received: ketamine 10 mg/mL, 20 mL, lot L1, expires 2027-01-31 by R. Example',
  ],
  'syringe.traced': [
    { by: nurse, syringeId: 'S1' },
    'Syringe in the pump is S1 of the ledger, said by R. Example',
  ],
  'syringe.used': [
    {
      number: 1,
      syringeId: 'S1',
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      givenMl: { low: ml(42.9), high: ml(42.9) },
    },
    'Syringe 1 (S1 of the ledger) gave 42.9 mL by the pump’s account',
  ],
} satisfies Partial<Sentences>;
