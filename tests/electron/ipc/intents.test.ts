import { describe, expect, it } from 'vitest';
import { asks } from '../../../shared/ipc/contract';
import { emptyObservation } from '../../../shared/observation/observation';
import { type Intent, intentSchema } from '../../../shared/session/intents';
import { epochMs } from '../../../shared/time/clock';
import { kg, mg, mgPerKgPerHour, mgPerMl, ml, mlPerHour } from '../../../shared/units/units';

const rate = {
  rateMgPerKgPerHour: mgPerKgPerHour(0.2),
  reasons: [{ rule: 'step-up', code: 'other', text: 'pain' }],
} as const;

const both = { mediumLow: 50, mediumHigh: 110, highLow: 45, highHigh: 130 };
const vitalLimits = {
  heartRatePerMin: both,
  spo2Percent: both,
  systolicMmHg: both,
  diastolicMmHg: both,
  respirationPerMin: both,
};

/** One of each kind; the compiler names the one that is missing. */
const each: { readonly [K in Intent['kind']]: Extract<Intent, { kind: K }> } = {
  'open-session': { kind: 'open-session', orderId: 'o-1' },
  'confirm-check': { kind: 'confirm-check', check: 'order', evidence: 'seen' },
  'load-syringe': {
    kind: 'load-syringe',
    syringe: {
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      volumeMl: ml(50),
      lot: null,
      expires: null,
    },
  },
  'identify-patient': {
    kind: 'identify-patient',
    mrn: 'TEST-0417',
    second: { kind: 'birth-date', value: '1979-03-14' },
  },
  'answer-check': {
    kind: 'answer-check',
    check: 'contraindications',
    answer: { kind: 'screen', answers: [{ id: 'psychosis', yes: false }] },
  },
  'read-scan': { kind: 'read-scan', text: ']d201095060001343521727123110LOT7' },
  'override-check': { kind: 'override-check', check: 'escort', reason: 'stays overnight' },
  'take-baseline': {
    kind: 'take-baseline',
    typed: {
      systolicMmHg: 124,
      diastolicMmHg: 78,
      heartRatePerMin: 68,
      respirationPerMin: 14,
      spo2Percent: 98,
    },
    insists: false,
  },
  'double-check': {
    kind: 'double-check',
    typed: {
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      dosingWeightKg: kg(68),
      rate: { value: 0.2, unit: 'mg/kg/h' },
    },
    again: null,
  },
  'except-double-check': { kind: 'except-double-check', reason: 'nobody else is in the house' },
  'start-infusion': { kind: 'start-infusion', ...rate, reasons: [...rate.reasons] },
  'resume-infusion': { kind: 'resume-infusion', ...rate, reasons: [...rate.reasons] },
  'change-rate': { kind: 'change-rate', ...rate, reasons: [...rate.reasons] },
  'pause-infusion': { kind: 'pause-infusion' },
  'give-pause-reason': { kind: 'give-pause-reason', reason: 'nausea', text: '' },
  'record-bolus': { kind: 'record-bolus', doseMg: mg(7), overSeconds: 300 },
  'keep-paused': { kind: 'keep-paused' },
  'release-interlock': { kind: 'release-interlock', reason: 'awake' },
  'confirm-hand-stop': { kind: 'confirm-hand-stop' },
  'give-bolus': { kind: 'give-bolus' },
  'end-infusion': { kind: 'end-infusion' },
  'take-control': { kind: 'take-control' },
  'accept-device': { kind: 'accept-device', device: 'pump' },
  'accept-pump-change': { kind: 'accept-pump-change' },
  'resolve-uncertain': {
    kind: 'resolve-uncertain',
    commandId: 'c-1',
    pumpShows: 'infusing',
    rateMlPerHour: mlPerHour(6.8),
  },
  'record-observation': {
    kind: 'record-observation',
    observation: {
      ...emptyObservation(epochMs(1_000)),
      vitals: {
        heartRatePerMin: {
          value: 71,
          unit: '/min',
          source: { kind: 'device', device: 'M1', code: 'HR', sensor: 'ecg' },
          measuredAt: epochMs(1_000),
          insisted: false,
        },
        spo2Percent: {
          value: 97,
          unit: '%',
          source: { kind: 'typed', initials: 'NN' },
          measuredAt: epochMs(1_000),
          insisted: false,
        },
        systolicMmHg: null,
        diastolicMmHg: null,
        respirationPerMin: null,
      },
      sedation: { scale: 'RASS', level: -1 },
      painNrs: 3,
      nausea: 'mild',
      dissociation: [{ item: 'time', level: 2 }],
    },
  },
  'correct-observation': {
    kind: 'correct-observation',
    ofSeq: 7,
    observation: { ...emptyObservation(epochMs(1_000)), painNrs: 4 },
    why: 'misheard',
  },
  'give-adjunct': {
    kind: 'give-adjunct',
    adjunct: { drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV' },
    orderIndex: 0,
    onWordOf: null,
    controlled: false,
    givenAt: epochMs(1_000),
  },
  'record-symptom': { kind: 'record-symptom', symptom: 'dizzy', severity: null },
  'record-note': { kind: 'record-note', text: 'x' },
  'acknowledge-alarm': { kind: 'acknowledge-alarm', alarmId: 'a-1' },
  'pause-sound': { kind: 'pause-sound' },
  'resume-sound': { kind: 'resume-sound' },
  'change-alarm-limits': { kind: 'change-alarm-limits', limits: vitalLimits, reason: 'athlete' },
  'record-alarm-test': { kind: 'record-alarm-test', heard: ['high', 'medium', 'low'], seen: ['high'] },
  'decide-order': { kind: 'decide-order', decision: 'continue', reason: 'revoked by mistake' },
  'take-over-session': { kind: 'take-over-session' },
  'record-recovery-score': {
    kind: 'record-recovery-score',
    score: { scale: 'Aldrete', points: [2, 2, 2, 2, 1] },
  },
  'record-recovery-item': {
    kind: 'record-recovery-item',
    gate: 'escort',
    standing: 'met',
    evidence: 'M. Alder',
  },
  'override-gates': { kind: 'override-gates', gates: ['minimum-stay'], reason: 'goes to the ward' },
  'report-risk': { kind: 'report-risk', words: 'spoke of suicide' },
  'assess-risk': { kind: 'assess-risk', assessment: 'a', action: 'b', told: 'c', plan: 'd' },
  'sign-discharge': { kind: 'sign-discharge' },
  'close-session': { kind: 'close-session' },
};
const all = Object.values(each);

const accepted = (intent: unknown) =>
  asks.submit.input.safeParse({ intent, intentId: 'i', basisSeq: 0 }).success;

/** Every copy with one value, however deep, turned into something that is nowhere meant. */
function* wrong(value: unknown): Iterable<unknown> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (other: unknown) =>
      Array.isArray(value)
        ? value.map((one, at) => (at === Number(key) ? other : one))
        : { ...value, [key]: other };
    for (const other of [undefined, Number.NaN, Number.POSITIVE_INFINITY, true, Symbol.iterator, () => 1]) {
      // A yes in the place of a no is another wish, not a wrong one.
      if (typeof inner === 'boolean' && typeof other === 'boolean') continue;
      yield put(other);
    }
    for (const deeper of wrong(inner)) yield put(deeper);
  }
}

describe('an intent', () => {
  it.each(all.map((intent) => [intent.kind, intent] as const))(
    '%s is understood as it is meant',
    (_, intent) => {
      expect(intentSchema.parse(intent)).toEqual(intent);
      expect(accepted(intent)).toBe(true);
    },
  );

  it.each(all.map((intent) => [intent.kind, intent] as const))(
    '%s is refused with any one value wrong',
    (_, intent) => {
      for (const spoiled of wrong(intent)) expect(accepted(spoiled), JSON.stringify(spoiled)).toBe(false);
    },
  );

  it.each([
    ['of no known kind', { kind: 'bolus-now' }],
    ['of no kind', {}],
    ['with a rate as text', { ...each['start-infusion'], rateMgPerKgPerHour: '0.2' }],
    ['with no reasons', { kind: 'start-infusion', rateMgPerKgPerHour: 0.2 }],
    [
      'with an empty reason',
      { ...each['start-infusion'], reasons: [{ rule: 'step-up', code: '', text: '' }] },
    ],
    [
      'with a rule that is none',
      { ...each['start-infusion'], reasons: [{ rule: 'any', code: 'x', text: '' }] },
    ],
    ['with an empty note', { kind: 'record-note', text: '' }],
    ['with a tick that tells nothing', { kind: 'confirm-check', check: 'order', evidence: '' }],
    ['with an override without a reason', { ...each['override-check'], reason: '' }],
    ['with half a double check', { kind: 'double-check', typed: { drug: 'ketamine' }, again: null }],
    ['for a device that is none', { kind: 'accept-device', device: 'printer' }],
    [
      'with half a RASS',
      {
        ...each['record-observation'],
        observation: { ...each['record-observation'].observation, sedation: { scale: 'RASS', level: 0.5 } },
      },
    ],
    [
      'with a RASS of 5',
      {
        kind: 'record-observation',
        observation: {
          ...each['record-observation'].observation,
          sedation: { scale: 'RASS', level: 5 },
        },
      },
    ],
  ])('%s is refused', (_, intent) => {
    expect(accepted(intent)).toBe(false);
  });
});
