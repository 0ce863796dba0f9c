import type { Interlock, Order, OrderedBolus, VitalLimit, VitalLimits } from '../../shared/dosing/order';
import { conversionsOf, type NewOrder, orderFaults } from '../../shared/dosing/order-entry';
import type { Template } from '../../shared/dosing/template';
import { orderedDecimals, rateWrittenIn } from '../../shared/dosing/units-of-rate';
import { type LastWeight, weightDoubt } from '../../shared/dosing/weight';
import { checkOrder, checkUnit } from '../../shared/limits/check-order';
import type { Finding, LimitProfile, LimitRule } from '../../shared/limits/profile';
import { forbidding, keptReasons } from '../../shared/limits/reasons';
import { type OrderSlip, orderSlips, weightSlip } from '../../shared/limits/slips';
import type { Patient } from '../../shared/record/patient';
import { epochMs } from '../../shared/time/clock';
import { parseNumber } from '../../shared/units/parse';
import { cm, kg, mg, mgPerKg, mgPerMl, minutes, ml } from '../../shared/units/units';
import { measuredKg, type OrderText, type VitalText, weightOf } from './order-text';

/** What is wrong or soft, by the test id of its field without `order-`. */
export type AtField = Readonly<Record<string, string>>;
export type OrderDraft = {
  /** The order as it would be signed; null while a field does not read. */
  readonly order: Omit<NewOrder, 'template'> | null;
  readonly wrong: AtField;
  readonly soft: AtField;
  readonly findings: readonly Finding[];
  /** What contradicts itself, the patient or the scale, once every field reads. */
  readonly faults: readonly string[];
  /** What a number looks as if it was meant for; says, and forbids nothing. */
  readonly slips: readonly string[];
};

export type OrderGiven = {
  readonly patient: Pick<Patient, 'patientId' | 'sex'>;
  readonly room: string;
  readonly now: number;
  readonly lastWeight: LastWeight | null;
  readonly weightDifferencePercent: number;
};

const fieldOf: Partial<Record<LimitRule, string>> = {
  concentration: 'concentration',
  weight: 'measured',
  duration: 'duration',
  'total-mg': 'total',
  'total-mg-per-kg': 'total',
  'rate-per-kg': 'maxRate',
  'rate-absolute': 'maxRate',
  'order-rate': 'step-0',
  'bolus-dose': 'bolusMgPerKg',
  'bolus-duration': 'bolusOver',
  'bolus-lockout': 'bolusLockout',
};

/** The moment today at which a `HH:MM` stands; null when the text is not a time. */
export function timeToday(text: string, now: number): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  return new Date(now).setHours(Number(match[1]), Number(match[2]), 0, 0);
}

class Reading {
  readonly wrong: Record<string, string> = {};

  /** A number above zero, or of at least `atLeast`. What is wrong is kept under the field. */
  number(field: string, text: string, decimals: number, atLeast = Number.MIN_VALUE): number {
    const parsed = parseNumber(text.trim(), decimals);
    if (parsed.kind === 'refused') {
      this.wrong[field] = parsed.words;
      return 0;
    }
    if (parsed.value < atLeast) this.wrong[field] = atLeast > 0.5 ? `${atLeast} or more.` : 'More than 0.';
    return parsed.value;
  }

  /** Null where nothing is typed: no limit. */
  maybe(field: string, text: string): number | null {
    return text.trim() === '' ? null : this.number(field, text, 0);
  }

  vital(name: string, text: VitalText): VitalLimit {
    const limit: VitalLimit = {
      highLow: this.maybe(`${name}-highLow`, text.highLow),
      mediumLow: this.maybe(`${name}-mediumLow`, text.mediumLow),
      mediumHigh: this.maybe(`${name}-mediumHigh`, text.mediumHigh),
      highHigh: this.maybe(`${name}-highHigh`, text.highHigh),
    };
    const rising = [limit.highLow, limit.mediumLow, limit.mediumHigh, limit.highHigh].filter(
      (each) => each !== null,
    );
    if (rising.some((value, at) => value < (rising[at - 1] ?? 0)))
      this.wrong[`${name}-mediumLow`] ??= 'From low to high.';
    return limit;
  }
}

function vitalsOf(read: Reading, text: OrderText): VitalLimits {
  return {
    heartRatePerMin: read.vital('heartRatePerMin', text.vitals.heartRatePerMin),
    spo2Percent: read.vital('spo2Percent', text.vitals.spo2Percent),
    systolicMmHg: read.vital('systolicMmHg', text.vitals.systolicMmHg),
    diastolicMmHg: read.vital('diastolicMmHg', text.vitals.diastolicMmHg),
    respirationPerMin: read.vital('respirationPerMin', text.vitals.respirationPerMin),
  };
}

function bolusOf(read: Reading, text: OrderText): OrderedBolus | null {
  if (text.bolus === 'none') return null;
  return {
    mgPerKg: mgPerKg(read.number('bolusMgPerKg', text.bolusMgPerKg, 3)),
    overMinutes: minutes(read.number('bolusOver', text.bolusOver, 1)),
    lockoutMinutes: minutes(read.number('bolusLockout', text.bolusLockout, 0, 1)),
    most: read.number('bolusMost', text.bolusMost, 0, 1),
  };
}

function interlockOf(read: Reading, text: OrderText): Interlock | null {
  if (text.interlock === 'off') return null;
  const sign = (level: keyof OrderText & string, during: keyof OrderText & string) => {
    const [value, seconds] = [String(text[level]), String(text[during])];
    if (value.trim() === '' && seconds.trim() === '') return null;
    return { level: read.number(level, value, 0, 1), forSeconds: read.number(during, seconds, 0, 1) };
  };
  const spo2 = sign('interlockSpo2', 'interlockSpo2For');
  const respiration = sign('interlockRespiration', 'interlockRespirationFor');
  if (spo2 === null && respiration === null)
    read.wrong.interlockSpo2 ??= 'On, and no level: type one, or turn it off.';
  return {
    spo2: spo2 === null ? null : { belowPercent: spo2.level, forSeconds: spo2.forSeconds },
    respiration:
      respiration === null ? null : { belowPerMin: respiration.level, forSeconds: respiration.forSeconds },
  };
}

function weightFields(read: Reading, text: OrderText, given: OrderGiven) {
  read.number('measured', text.measured, 1);
  if (text.height.trim() !== '') read.number('height', text.height, 1, 30);
  const measured = measuredKg(text) ?? kg(0);
  const weight = weightOf(text);
  if (weight?.kind === 'refused') read.wrong.basis = weight.words;
  const doubt = weightDoubt(measured, given.lastWeight, given.weightDifferencePercent);
  const fromFormula = text.weightBasis !== 'actual';
  return {
    dosingWeightKg: weight?.kind === 'weight' ? weight.kg : kg(0),
    weightBasis: text.weightBasis,
    measuredWeightKg: measured,
    weighedAt: epochMs(given.now),
    heightCm: text.height.trim() === '' ? null : cm(Number(text.height) || 0),
    weightFormulaSex: fromFormula ? text.formulaSex : null,
    weightAsRead: { value: Number(text.measured) || 0, unit: text.measuredUnit },
    weightDoubt: text.weightConfirmed ? doubt : null,
  };
}

function stepsOf(read: Reading, text: OrderText, weight: NewOrder['dosingWeightKg']): Order['steps'] {
  const decimals = orderedDecimals[text.unit];
  const steps = text.steps.map((step, index) => ({
    fromMinute: minutes(index === 0 ? 0 : read.number(`step-${index}-minute`, step.fromMinute, 0, 1)),
    rateMgPerKgPerHour: rateWrittenIn(
      read.number(`step-${index}`, step.rate, decimals),
      text.unit,
      weight > 0 ? weight : kg(1),
    ),
  }));
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before && step.fromMinute <= before.fromMinute)
      read.wrong[`step-${index}-minute`] ??= 'Later than the step before.';
  });
  return steps;
}

/** The order that the typed text would be, every refusal at its field. Nothing is guessed, cut or rounded. */
export function readOrder(
  text: OrderText,
  template: Template,
  limits: LimitProfile,
  given: OrderGiven,
): OrderDraft {
  const read = new Reading();
  const plannedFor = timeToday(text.time.trim(), given.now);
  if (plannedFor === null) read.wrong.time = 'Type a time of today as 13:30.';
  if (text.diluent.trim() === '') read.wrong.diluent = 'Type what it is diluted in.';
  const weight = weightFields(read, text, given);
  const steps = stepsOf(read, text, weight.dosingWeightKg);
  const maxRate = read.number('maxRate', text.maxRate, orderedDecimals[text.unit]);
  const numbers = {
    patientId: given.patient.patientId,
    drug: limits.drug,
    indication: template.indication,
    steps,
    maxRateMgPerKgPerHour: rateWrittenIn(
      maxRate,
      text.unit,
      weight.dosingWeightKg > 0 ? weight.dosingWeightKg : kg(1),
    ),
    durationMin: minutes(read.number('duration', text.duration, 0, 1)),
    totalMg: mg(read.number('total', text.total, 1)),
    bolus: bolusOf(read, text),
    concentrationMgPerMl: mgPerMl(read.number('concentration', text.concentration, 2)),
    containerMl: ml(read.number('container', text.container, 1)),
    diluent: text.diluent.trim(),
    ...weight,
    limitProfileId: limits.profileId,
    vitalLimits: vitalsOf(read, text),
    orderedUnit: text.unit,
    observation: {
      baselineSets: read.number('baselineSets', text.baselineSets, 0, 1),
      closeEveryMin: minutes(read.number('closeEvery', text.closeEvery, 0, 1)),
      closeForMin: minutes(read.number('closeFor', text.closeFor, 0, 1)),
      thenEveryMin: minutes(read.number('thenEvery', text.thenEvery, 0, 1)),
      afterStopEveryMin: minutes(read.number('afterStopEvery', text.afterStopEvery, 0, 1)),
      sedationScale: text.sedationScale,
    },
    adjuncts: text.adjuncts.flatMap(({ adjunct, ordered, dose }, index) =>
      ordered ? [{ ...adjunct, dose: read.number(`adjunct-${index}`, dose, 3) }] : [],
    ),
    interlock: interlockOf(read, text),
    nibpEveryMin: minutes(read.number('cuffEvery', text.cuffEvery, 0, 1)),
    sessionNumber: read.number('session', text.session, 0, 1),
    sessionsPlanned: read.number('sessions', text.sessions, 0, 1),
    plannedFor: epochMs(plannedFor ?? given.now),
    room: given.room,
  };
  if (numbers.sessionNumber > numbers.sessionsPlanned) read.wrong.session ??= 'More than are planned.';
  return judged(numbers, text, limits, given, read.wrong);
}

/** What looks like a slip of the hand or the eye: in the order itself, and beside the last weight of the patient. */
function slipsOf(numbers: Parameters<typeof orderSlips>[0], { lastWeight }: OrderGiven): OrderSlip[] {
  const ofWeight = lastWeight === null ? null : weightSlip(numbers.measuredWeightKg, lastWeight.lastKg);
  const slips = orderSlips(numbers);
  return ofWeight === null ? slips : [{ at: 'weight', words: ofWeight }, ...slips];
}

/** What the limits say about numbers that read well; a field that does not read says only that. */
function judged(
  numbers: Omit<NewOrder, 'conversions' | 'template' | 'softReasons'>,
  text: OrderText,
  limits: LimitProfile,
  given: OrderGiven,
  wrong: Record<string, string>,
): OrderDraft {
  const unread = new Set(Object.keys(wrong));
  const soft: Record<string, string> = {};
  const weightKnown = numbers.dosingWeightKg > 0;
  const needWeight: readonly LimitRule[] = ['total-mg-per-kg', 'rate-absolute', 'weight'];
  const findings = checkOrder(numbers, limits).filter((finding) => {
    const field = fieldOf[finding.rule];
    const converted = text.unit !== 'mg/kg/h' && finding.rule === 'rate-per-kg';
    return (
      !(field !== undefined && unread.has(field)) &&
      (weightKnown || !(needWeight.includes(finding.rule) || converted))
    );
  });
  for (const finding of findings) {
    const field = fieldOf[finding.rule];
    if (field === undefined) continue;
    if (finding.severity === 'hard') wrong[field] ??= finding.words;
    else soft[field] ??= finding.words;
  }
  const slips = weightKnown ? slipsOf(numbers, given) : [];
  for (const { at, words } of slips) {
    const field = at === 'weight' ? 'measured' : at;
    if (unread.has(field)) continue;
    soft[field] = soft[field] === undefined ? words : `${soft[field]} ${words}`;
  }
  if (Object.keys(wrong).length > 0) return { order: null, wrong, soft, findings, faults: [], slips: [] };
  const order = {
    ...numbers,
    conversions: text.conversionConfirmed ? conversionsOf(numbers) : [],
    softReasons: keptReasons(findings, text.reasons, limits.reasonCodes),
  };
  const faults = orderFaults(
    { ...order, template: null },
    {
      sex: given.patient.sex,
      lastWeight: given.lastWeight,
      weightDifferencePercent: given.weightDifferencePercent,
    },
  );
  const unreasoned = forbidding(findings, text.reasons, limits.reasonCodes);
  return {
    order,
    wrong,
    soft,
    findings,
    faults: [...checkUnit(order, limits), ...faults, ...unreasoned.map(({ words }) => words)],
    slips: slips.map(({ words }) => words),
  };
}
