import { emptyObservation } from '../../../../shared/observation/observation';
import { noVitals } from '../../../../shared/observation/vital-signs';
import { epochMs } from '../../../../shared/time/clock';
import { nurse, order } from '../../review-harness/invented-order';
import { alarm, alarmId, start, taken } from './samples';
import type { Sentences } from './table';

export const charting = {
  'observation.recorded': [
    {
      by: nurse,
      late: true,
      observation: {
        ...emptyObservation(epochMs(start - 600_000)),
        vitals: {
          ...noVitals,
          heartRatePerMin: taken(72, '/min', { kind: 'device', device: 'M1', code: 'HR', sensor: 'ecg' }),
          spo2Percent: taken(97, '%', { kind: 'typed', initials: 'RE' }),
        },
        sedation: { scale: 'RASS', level: -1 },
        ...{ painNrs: 5, distress: 2, nausea: 'none' as const, ivSite: 'clean' as const },
        dissociation: [
          { item: 'time', level: 3 },
          { item: 'body', level: 1 },
        ],
      },
    },
    'Observation at 09:30, late entry by R. Example: HR 72 /min, SpO₂ 97 % by RE, pain NRS 5, RASS −1, distress 2, no nausea, dissociation 4, IV site clean',
  ],
  'observation.corrected': [
    {
      ...{ by: nurse, ofSeq: 9, why: 'misheard' },
      was: { ...emptyObservation(epochMs(start)), painNrs: 5, distress: 2 },
      now: { ...emptyObservation(epochMs(start)), painNrs: 3, distress: 2 },
    },
    'Observation of 09:40 corrected by R. Example: pain NRS 5 to pain NRS 3; misheard',
  ],
  'adjunct.given': [
    {
      ...{ drug: 'midazolam', dose: 2, unit: 'mg', route: 'IV', by: nurse, givenAt: epochMs(start) },
      ...{ late: false, orderIndex: 0, onWordOf: null, controlled: true },
      witness: { personId: 'n-2', name: 'S. Other', role: 'nurse' },
    },
    'Midazolam 2 mg IV given by R. Example, as ordered, witnessed by S. Other',
  ],
  'symptom.recorded': [{ by: nurse, symptom: 'nausea', severity: 'mild' }, 'Nausea, mild (R. Example)'],
  'note.recorded': [{ by: nurse, text: 'Sleeps.' }, 'Note by R. Example: Sleeps.'],
  'alarm.raised': [{ alarm }, '*** SpO₂ LOW 86 %, limit 88'],
  'alarm.escalated': [
    { alarmId, priority: 'high', words: 'SpO₂ LOW 84 %' },
    'Alarm raised to high: SpO₂ LOW 84 %',
  ],
  'alarm.eased': [
    { alarmId, priority: 'medium', words: 'SpO₂ LOW 91 %' },
    'Alarm milder, now medium: SpO₂ LOW 91 %',
  ],
  'alarm.reworded': [{ alarmId, words: 'SpO₂ LOW 85 %' }, 'Alarm lasts: SpO₂ LOW 85 %'],
  'alarm.reminded': [{ alarmId }, 'Alarm lasts, sounds again: SpO₂ LOW 86 %, limit 88'],
  'alarm.condition-ended': [
    { alarmId, nowWords: 'now 95 %' },
    'Over after 1 min: SpO₂ LOW 86 %, limit 88, now 95 %',
  ],
  'alarm.condition-returned': [{ alarmId, words: 'SpO₂ LOW 85 %' }, 'Again: SpO₂ LOW 85 %'],
  'alarm.acknowledged': [{ alarmId, by: nurse }, 'Alarm seen by R. Example: SpO₂ LOW 86 %, limit 88'],
  'alarm-limits.changed': [
    {
      by: nurse,
      before: order.vitalLimits,
      limits: {
        ...order.vitalLimits,
        spo2Percent: { ...order.vitalLimits.spo2Percent, mediumLow: 91 },
      },
      reason: 'usual for this patient',
    },
    'Alarm limits by R. Example: SpO₂ caution low 92 → 91 %, usual for this patient',
  ],
  'alarm.tested': [
    { by: nurse, at: epochMs(start), heard: ['high', 'medium'], seen: ['high', 'medium', 'low'] },
    'Alarm test by R. Example: not heard: low; all priorities seen',
  ],
} satisfies Partial<Sentences>;
