import { epochMs } from '../../../../shared/time/clock';
import { mg, ml } from '../../../../shared/units/units';
import { nurse } from '../../review-harness/invented-order';
import { start } from './samples';
import type { Sentences } from './table';

export const recovery = {
  'recovery.scored': [
    { by: nurse, score: { scale: 'Aldrete', points: [2, 2, 2, 1, 2] }, total: 9 },
    'Aldrete 9 of 10 (2 2 2 1 2) by R. Example',
  ],
  'recovery.seen': [
    { by: nurse, gate: 'escort', met: true, evidence: 'sister, M. Alder' },
    'Adult to take home: sister, M. Alder (R. Example)',
  ],
  'recovery.overridden': [
    { by: nurse, gates: ['minimum-stay', 'score'], reason: 'goes to the ward' },
    'Let go by R. Example: Minimum stay, Recovery score; reason: goes to the ward',
  ],
  'questionnaire.recorded': [
    { by: nurse, form: 'PHQ-9', answers: [1, 2, 1, 1, 0, 1, 1, 0, 1], total: 8 },
    'PHQ-9 8, mild, item 9 at 1 (R. Example)',
  ],
  'outcome.recorded': [
    {
      ...{ outcomeId: 'o-1', patientId: 'p', instrument: 'PHQ-9', instrumentVersion: 1, score: null },
      ...{
        answers: [1, 2, null, 1, 0, 1, 1, 0, 1],
        answeredAt: epochMs(start),
        filledBy: 'patient',
        by: nurse,
      },
      ...{ handedBy: nurse, basis: { kind: 'before-session', sessionNumber: 2 } },
      risk: 'PHQ-9 item 9 answered 1, several days',
    },
    'PHQ-9 incomplete, 8 of 9, item 9 at 1, before session 2 (answered by the patient, taken back by R. Example)',
  ],
  'outcome.corrected': [
    {
      ...{ outcomeId: 'o-1', patientId: 'p', by: nurse, reason: 'read wrongly', answers: [4], score: 4 },
      ...{
        answeredAt: epochMs(start),
        risk: null,
        old: { answers: [7], score: 7, answeredAt: epochMs(start) },
      },
    },
    'Outcome corrected by R. Example: 7 to 4; reason: read wrongly',
  ],
  'outcome.withdrawn': [
    { outcomeId: 'o-1', patientId: 'p', by: nurse, reason: 'of another patient' },
    'Outcome withdrawn by R. Example: of another patient',
  ],
  'risk.reported': [
    { by: nurse, words: 'the patient spoke of suicide' },
    'Suicide risk reported by R. Example: the patient spoke of suicide',
  ],
  'risk.assessed': [
    { by: nurse, assessment: 'no plan', action: 'spoke with him', told: 'his wife', plan: 'call tomorrow' },
    'Suicide risk assessed by R. Example: no plan; action: spoke with him; told: his wife; plan: call tomorrow',
  ],
  'discharge.signed': [
    {
      ...{ by: nurse, meaning: 'approved', statement: 'Discharge approved. 80 mg given.', hash: 'h' },
      content: {
        ...{ sessionId: 's', patientId: 'p', orderId: 'o', fromSeq: 3, toSeq: 900, entries: 41 },
        ...{ digest: 'd', forms: 'f', infusedMs: 1, pausedMs: 0, gates: [] },
        volumeMl: { low: ml(40), high: ml(40) },
        doseMg: { low: mg(80), high: mg(80) },
      },
    },
    'Signed by R. Example, nurse, approved: Discharge approved. 80 mg given. 41 entries to no. 900',
  ],
  'session.closed': [
    { by: nurse, outcome: 'completed', volumeMl: { low: ml(41.7), high: ml(42.1) } },
    'Session closed by R. Example, completed, 41.7 to 42.1 mL given',
  ],
  'review.commented': [{ by: nurse, text: 'tolerated well' }, 'Comment by R. Example: tolerated well'],
  'review.annotated': [
    {
      ...{ by: nurse, momentAt: epochMs(start), ofSeq: null },
      annotation: {
        kind: 'artefact',
        sign: 'SpO2',
        toAt: epochMs(start + 90_000),
        text: 'cuff on the same arm',
      },
    },
    'SpO₂ 09:40 to 09:41 marked as artefact by R. Example: cuff on the same arm',
  ],
  'review.withdrawn': [
    { by: nurse, ofSeq: 812, reason: 'the wrong arm' },
    'Entry 812 taken back by R. Example: the wrong arm',
  ],
  'review.amended': [
    {
      ...{ by: nurse, ofSeq: 412, field: 'syringe.concentrationMgPerMl', unit: 'mg/mL' },
      ...{ was: 2, now: 1, reason: 'misread label' },
    },
    'Concentration of entry 412 corrected by R. Example: 2 mg/mL to 1 mg/mL; misread label',
  ],
  'review.signed': [
    {
      ...{ by: nurse, meaning: 'reviewed', statement: 'Reviewed. 80 mg given.', hash: 'h' },
      content: {
        ...{ sessionId: 's', patientId: 'p', orderId: 'o', fromSeq: 3, toSeq: 900, entries: 41 },
        ...{ digest: 'd', forms: 'f', infusedMs: 1, pausedMs: 0, amendments: 0, discharge: null, seal: null },
        volumeMl: { low: ml(40), high: ml(40) },
        doseMg: { low: mg(80), high: mg(80) },
      },
    },
    'Review signed by R. Example, nurse, reviewed: Reviewed. 80 mg given. Stands under 41 entries to no. 900',
  ],
} satisfies Partial<Sentences>;
