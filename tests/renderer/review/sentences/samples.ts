import type { TakenValue } from '../../../../shared/observation/vital-signs';
import type { EventBody } from '../../../../shared/session/events';
import { epochMs, monoMs } from '../../../../shared/time/clock';
import { kg, ml, mlPerHour } from '../../../../shared/units/units';

/** 12 March 2026, 09:40 local time. */
export const start = new Date(2026, 2, 12, 9, 40, 0).getTime();
export const taken = (value: number, unit: TakenValue['unit'], source: TakenValue['source']): TakenValue => ({
  ...{ value, unit, source, measuredAt: epochMs(start - 600_000), insisted: false },
});
export const physician = { personId: 'p-sample', name: 'S. Sample', role: 'physician' } as const;
export const from = {
  server: 'https://clinic.example/fhir',
  serverId: 'o1',
  versionId: '3',
  lastUpdated: epochMs(start),
};
export const entries = {
  drug: null,
  concentrationMgPerMl: null,
  dosingWeightKg: kg(68.5),
  rate: null,
};
export const identity = {
  driver: 'x',
  manufacturer: 'Maker',
  model: 'M1',
  serialNumber: '7',
  software: null,
  simulator: false,
};
export const commandId = 'c1';
export const alarmId = 'a1';
export const alarm: EventBody<'alarm.raised'>['alarm'] = {
  ...{ alarmId, condition: 'spo2-low', key: '', kind: 'physiological', priority: 'high' },
  ...{ words: 'SpO₂ LOW 86 %, limit 88', response: '', since: epochMs(start), sinceMono: monoMs(1_000_000) },
  ...{ present: true, nowWords: null, acknowledged: false },
};
export const grade = 'verified' as const;
export const abilities = {
  ...{
    observe: grade,
    pause: grade,
    start: grade,
    setRate: grade,
    setVtbi: grade,
    clearVolume: grade,
    mute: grade,
  },
  ...{ bolus: 'none' as const, humanUse: false, watchdogMs: null, vtbiStepMl: ml(0.1), vtbiMaxMl: ml(100) },
  ...{
    rateStepMlPerHour: mlPerHour(0.1),
    rateMinMlPerHour: mlPerHour(0.1),
    rateMaxMlPerHour: mlPerHour(100),
  },
};
export const finding = {
  rule: 'rate-per-kg',
  severity: 'soft',
  value: 0.55,
  limit: 0.5,
  unit: 'mg/kg/h',
  largest: null,
} as const;
