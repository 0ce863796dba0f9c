import { type Order, vitalLimitsSchema } from '../../shared/dosing/order';
import { checkOrder } from '../../shared/limits/check';
import type { Finding, LimitProfile, LimitRule } from '../../shared/limits/profile';
import { epochMs } from '../../shared/time/clock';
import { parseNumber } from '../../shared/units/parse';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml } from '../../shared/units/units';

export type StepText = { readonly fromMinute: string; readonly rate: string };

/** An order as it stands in the form: text, exactly as typed. */
export type OrderText = {
  readonly indication: Order['indication'];
  readonly weightBasis: Order['weightBasis'];
  readonly concentration: string;
  readonly container: string;
  readonly diluent: string;
  readonly dosingWeight: string;
  readonly measuredWeight: string;
  readonly height: string;
  readonly steps: readonly StepText[];
  readonly maxRate: string;
  readonly duration: string;
  readonly total: string;
  readonly cuffEvery: string;
  readonly session: string;
  readonly sessions: string;
  readonly time: string;
};

export type OrderField = Exclude<keyof OrderText, 'indication' | 'weightBasis' | 'steps'> | `step-${number}`;
export type UnsignedOrder = Omit<Order, 'orderId' | 'signedBy' | 'signedAt'>;

export type OrderDraft = {
  readonly order: UnsignedOrder | null;
  readonly wrong: Readonly<Partial<Record<OrderField, string>>>;
  readonly soft: Readonly<Partial<Record<OrderField, string>>>;
  readonly findings: readonly Finding[];
};

export const emptyOrder: OrderText = {
  indication: 'pain',
  weightBasis: 'actual',
  concentration: '',
  container: '',
  diluent: 'NaCl 0.9 %',
  dosingWeight: '',
  measuredWeight: '',
  height: '',
  steps: [{ fromMinute: '0', rate: '' }],
  maxRate: '',
  duration: '',
  total: '',
  cuffEvery: '15',
  session: '1',
  sessions: '',
  time: '',
};

/** Proposed alarm limits for vital signs; the clinic's physician signs them with the order. */
export const proposedVitalLimits = vitalLimitsSchema.parse({
  heartRatePerMin: { mediumLow: 50, mediumHigh: 110, highLow: 45, highHigh: 130 },
  spo2Percent: { mediumLow: 94, mediumHigh: null, highLow: 90, highHigh: null },
  systolicMmHg: { mediumLow: 100, mediumHigh: 160, highLow: 90, highHigh: 180 },
  diastolicMmHg: { mediumLow: null, mediumHigh: 100, highLow: null, highHigh: 110 },
  respirationPerMin: { mediumLow: 10, mediumHigh: 24, highLow: 8, highHigh: null },
});

const fieldOf: Partial<Record<LimitRule, OrderField>> = {
  concentration: 'concentration',
  weight: 'dosingWeight',
  duration: 'duration',
  'total-mg': 'total',
  'total-mg-per-kg': 'total',
  'rate-per-kg': 'maxRate',
  'rate-absolute': 'maxRate',
  'order-rate': 'step-0',
};

/** The moment today at which a `HH:MM` stands; null when the text is not a time. */
export function timeToday(text: string, now: number): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  return new Date(now).setHours(Number(match[1]), Number(match[2]), 0, 0);
}

class Reading {
  readonly wrong: Partial<Record<OrderField, string>> = {};

  /** A number above zero; 0 where `atLeast` allows it. What is wrong is kept under the field. */
  number(field: OrderField, text: string, decimals: number, atLeast = Number.MIN_VALUE): number {
    const parsed = parseNumber(text.trim(), decimals);
    if (parsed.kind === 'refused') {
      this.wrong[field] = parsed.words;
      return 0;
    }
    if (parsed.value < atLeast) this.wrong[field] = atLeast > 0.5 ? `${atLeast} or more.` : 'More than 0.';
    return parsed.value;
  }
}

/** The order that the typed text would be, every refusal at its field. Nothing is guessed, cut or rounded. */
export function readOrder(
  text: OrderText,
  limits: LimitProfile,
  given: { readonly patientId: string; readonly room: string; readonly now: number },
): OrderDraft {
  const read = new Reading();
  const plannedFor = timeToday(text.time.trim(), given.now);
  if (plannedFor === null) read.wrong.time = 'Type a time of today as 13:30.';
  if (text.diluent.trim() === '') read.wrong.diluent = 'Type what it is diluted in.';
  const steps = text.steps.map((step, index) => ({
    fromMinute: minutes(index === 0 ? 0 : read.number(`step-${index}`, step.fromMinute, 0, 1)),
    rateMgPerKgPerHour: mgPerKgPerHour(read.number(`step-${index}`, step.rate, 2)),
  }));
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before && step.fromMinute <= before.fromMinute)
      read.wrong[`step-${index}`] ??= 'Later than the step before.';
  });
  const order: UnsignedOrder = {
    patientId: given.patientId,
    drug: limits.drug,
    indication: text.indication,
    steps,
    maxRateMgPerKgPerHour: mgPerKgPerHour(read.number('maxRate', text.maxRate, 2)),
    durationMin: minutes(read.number('duration', text.duration, 0, 1)),
    totalMg: mg(read.number('total', text.total, 1)),
    bolus: null,
    concentrationMgPerMl: mgPerMl(read.number('concentration', text.concentration, 2)),
    containerMl: ml(read.number('container', text.container, 1)),
    diluent: text.diluent.trim(),
    dosingWeightKg: kg(read.number('dosingWeight', text.dosingWeight, 1)),
    weightBasis: text.weightBasis,
    measuredWeightKg: kg(read.number('measuredWeight', text.measuredWeight, 1)),
    weighedAt: epochMs(given.now),
    heightCm: text.height.trim() === '' ? null : cm(read.number('height', text.height, 0, 30)),
    limitProfileId: limits.profileId,
    vitalLimits: proposedVitalLimits,
    orderedUnit: 'mg/kg/h',
    template: null,
    observation: null,
    adjuncts: [],
    interlock: null,
    weightAsRead: null,
    weightFormulaSex: null,
    weightDoubt: null,
    conversions: [],
    softReasons: [],
    nibpEveryMin: minutes(read.number('cuffEvery', text.cuffEvery, 0, 1)),
    sessionNumber: read.number('session', text.session, 0, 1),
    sessionsPlanned: read.number('sessions', text.sessions, 0, 1),
    plannedFor: epochMs(plannedFor ?? given.now),
    room: given.room,
  };
  return judged(order, limits, read.wrong);
}

/** What the limits say about numbers that read well; a field that does not read says only that. */
function judged(
  order: UnsignedOrder,
  limits: LimitProfile,
  wrong: Partial<Record<OrderField, string>>,
): OrderDraft {
  const unread = new Set(Object.keys(wrong));
  const soft: Partial<Record<OrderField, string>> = {};
  const weightKnown = !unread.has('dosingWeight');
  const findings = checkOrder(order, limits).filter((finding) => {
    const field = fieldOf[finding.rule];
    const needsWeight = finding.rule === 'total-mg-per-kg' || finding.rule === 'rate-absolute';
    return !(field !== undefined && unread.has(field)) && (weightKnown || !needsWeight);
  });
  for (const finding of findings) {
    const field = fieldOf[finding.rule];
    if (field === undefined) continue;
    if (finding.severity === 'hard') wrong[field] ??= finding.words;
    else soft[field] ??= finding.words;
  }
  const containerMg = order.concentrationMgPerMl * order.containerMl;
  if (!unread.has('container') && !unread.has('total') && containerMg < order.totalMg) {
    wrong.container ??= `Holds ${containerMg} mg, less than the total ordered.`;
  }
  return { order: Object.keys(wrong).length === 0 ? order : null, wrong, soft, findings };
}
