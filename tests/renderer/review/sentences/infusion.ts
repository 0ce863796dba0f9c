import { epochMs } from '../../../../shared/time/clock';
import { mg, mgPerKgPerHour } from '../../../../shared/units/units';
import { nurse } from '../../review-harness/invented-order';
import { finding, physician } from './samples';
import type { Sentences } from './table';

export const infusion = {
  'pause.reason': [
    { by: nurse, reason: 'nausea', text: 'ondansetron 4 mg IV' },
    'Reason of the pause: nausea, ondansetron 4 mg IV (R. Example)',
  ],
  'pause.kept': [{ by: nurse }, 'The pause goes on, answered by R. Example'],
  'interlock.fired': [
    {
      ...{ sign: 'SpO2', value: 84, level: 88, forSeconds: 20, belowMs: 21_000, lowest: 82 },
      ...{ evidenceSeqs: [5, 9, 12], stopSent: true },
    },
    'INTERLOCK: SpO₂ 84 %, under 88 for 21 s, lowest 82; stop sent to the pump',
  ],
  'interlock.released': [
    { by: nurse, reason: 'awake, oxygen on', override: false, value: 96 },
    'Interlock released at 96 by R. Example: awake, oxygen on',
  ],
  'hand-stop.asked': [
    { why: 'pause', detail: 'This pump is watched only.' },
    'STOP asked for at the pump itself. This pump is watched only.',
  ],
  'hand-stop.ended': [{ source: { kind: 'person', by: nurse } }, 'R. Example says that the pump stands'],
  'bolus.recorded': [
    { by: nurse, doseMg: mg(7), overSeconds: 300, findings: [] },
    'Bolus of 7 mg over 5 min given at the pump, recorded by R. Example',
  ],
  'limit.warned': [
    {
      by: nurse,
      place: 'change-rate',
      outcome: 'cancelled',
      findings: [{ ...finding, words: 'Rate 0.55 mg/kg/h is over the soft limit of 0.5 mg/kg/h.' }],
    },
    'Change of the rate: R. Example was warned and left it. Rate 0.55 mg/kg/h is over the soft limit of 0.5 mg/kg/h.',
  ],
  'tolerated-rate.shown': [
    {
      ...{ by: physician, patientId: 'p1', drug: 'ketamine', reasons: ['Held 1 h without a break.'] },
      offered: { mgPerKgPerHour: mgPerKgPerHour(0.35), sessionId: 's3', startedAt: epochMs(1_000) },
    },
    'Shown to S. Sample beside a new order for ketamine: 0.35 mg/kg/h was tolerated. Held 1 h without a break.',
  ],
  'entry.changed': [
    { by: nurse, purpose: 'change-rate', text: '0.5', unit: 'mg/kg/h' },
    'A new rate typed, not set: 0.5 mg/kg/h',
  ],
  'infusion.ended': [{ by: null, why: 'complete' }, 'Infusion complete'],
} satisfies Partial<Sentences>;
