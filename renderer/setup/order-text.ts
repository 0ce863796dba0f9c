import { type Draft, draftFrom } from '../../shared/dosing/draft';
import type {
  Adjunct,
  Interlock,
  Order,
  OrderedUnit,
  VitalLimit,
  VitalLimits,
} from '../../shared/dosing/order';
import type { KeptTemplate, Template } from '../../shared/dosing/template';
import { orderedDecimals } from '../../shared/dosing/units-of-rate';
import {
  type DosingWeight,
  dosingWeight,
  type FormulaSex,
  toTenths,
  weightInKg,
} from '../../shared/dosing/weight';
import type { SoftReason } from '../../shared/limits/profile';
import type { ObservationSchedule } from '../../shared/observation/schedule';
import type { Patient } from '../../shared/record/patient';
import { formatNumber } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';
import { cm, type Kg } from '../../shared/units/units';

export type StepText = { readonly fromMinute: string; readonly rate: string };
export type VitalText = Readonly<Record<keyof VitalLimit, string>>;
export type BolusText = {
  readonly bolusMgPerKg: string;
  readonly bolusOver: string;
  readonly bolusLockout: string;
  readonly bolusMost: string;
};
export type InterlockText = {
  readonly interlockSpo2: string;
  readonly interlockSpo2For: string;
  readonly interlockRespiration: string;
  readonly interlockRespirationFor: string;
};
export type ObservationText = {
  readonly baselineSets: string;
  readonly closeEvery: string;
  readonly closeFor: string;
  readonly thenEvery: string;
  readonly afterStopEvery: string;
};
export type AdjunctText = { readonly adjunct: Adjunct; readonly ordered: boolean; readonly dose: string };

/** The numbers of the programme, exactly as they stand in their fields. */
export type NumbersText = {
  readonly steps: readonly StepText[];
  readonly maxRate: string;
  readonly duration: string;
  readonly total: string;
  readonly concentration: string;
  readonly container: string;
  readonly diluent: string;
};

/** An order as it stands in the form: text, exactly as typed. */
export type OrderText = NumbersText &
  BolusText &
  InterlockText &
  ObservationText & {
    readonly measured: string;
    readonly measuredUnit: 'kg' | 'lb';
    readonly height: string;
    readonly formulaSex: FormulaSex | null;
    readonly weightBasis: Order['weightBasis'];
    readonly session: string;
    readonly sessions: string;
    readonly time: string;
    readonly unit: OrderedUnit;
    readonly cuffEvery: string;
    readonly sedationScale: ObservationSchedule['sedationScale'];
    readonly vitals: Readonly<Record<keyof VitalLimits, VitalText>>;
    readonly adjuncts: readonly AdjunctText[];
    readonly bolus: 'none' | 'ordered';
    readonly interlock: 'off' | 'on';
    /** Confirmed by hand; each goes when what it was given for changes. */
    readonly weightConfirmed: boolean;
    readonly conversionConfirmed: boolean;
    readonly reasons: readonly SoftReason[];
  };

const emptyNumbers: NumbersText = {
  steps: [{ fromMinute: '0', rate: '' }],
  maxRate: '',
  duration: '',
  total: '',
  concentration: '',
  container: '',
  diluent: '',
};

const noLimit: VitalText = { mediumLow: '', mediumHigh: '', highLow: '', highHigh: '' };

/** Nothing typed yet; the sex of the formula is the patient's where the formula knows it. */
export function emptyOrder(patient: Pick<Patient, 'sex'>): OrderText {
  return {
    ...emptyNumbers,
    measured: '',
    measuredUnit: 'kg',
    height: '',
    formulaSex: patient.sex === 'male' || patient.sex === 'female' ? patient.sex : null,
    weightBasis: 'actual',
    session: '',
    sessions: '',
    time: '',
    unit: 'mg/kg/h',
    cuffEvery: '',
    baselineSets: '',
    closeEvery: '',
    closeFor: '',
    thenEvery: '',
    afterStopEvery: '',
    sedationScale: 'RASS',
    vitals: {
      heartRatePerMin: noLimit,
      spo2Percent: noLimit,
      systolicMmHg: noLimit,
      diastolicMmHg: noLimit,
      respirationPerMin: noLimit,
    },
    adjuncts: [],
    bolus: 'none',
    bolusMgPerKg: '',
    bolusOver: '',
    bolusLockout: '',
    bolusMost: '',
    interlock: 'off',
    interlockSpo2: '',
    interlockSpo2For: '',
    interlockRespiration: '',
    interlockRespirationFor: '',
    weightConfirmed: false,
    conversionConfirmed: false,
    reasons: [],
  };
}

const shown = (value: number | null): string => (value === null ? '' : formatNumber(value, 4));
const numberIn = (text: string, decimals: number): number | null => {
  const parsed = parseNumber(text.trim(), decimals);
  return parsed.kind === 'number' && parsed.value > 0 ? parsed.value : null;
};

/** The measured weight in kg, to a tenth; null while it does not read. */
export function measuredKg(text: Pick<OrderText, 'measured' | 'measuredUnit'>): Kg | null {
  const value = numberIn(text.measured, 1);
  return value === null ? null : toTenths(weightInKg({ value, unit: text.measuredUnit }));
}

/** The dosing weight with its formula; null while the measured weight or the height does not read. */
export function weightOf(text: OrderText): DosingWeight | null {
  const measured = measuredKg(text);
  const height = numberIn(text.height, 1);
  if (measured === null || (height === null && text.height.trim() !== '')) return null;
  return dosingWeight({
    basis: text.weightBasis,
    measuredKg: measured,
    heightCm: height === null ? null : cm(height),
    sex: text.formulaSex,
  });
}

/** What the template comes to for the weight and the session that stand in the form; null while they do not read. */
export function draftOf(text: OrderText, template: Template): Draft | null {
  const weight = weightOf(text);
  const session = numberIn(text.session, 0);
  if (weight?.kind !== 'weight' || session === null) return null;
  return draftFrom(template, { dosingWeightKg: weight.kg, sessionNumber: session, unit: text.unit });
}

/** The template's numbers for this weight and session; empty fields while those do not read: no old number stays. */
export function withNumbers(text: OrderText, template: Template): OrderText {
  const draft = draftOf(text, template);
  const cleared = { ...text, conversionConfirmed: false, reasons: [] };
  if (draft === null) return { ...cleared, ...emptyNumbers };
  const decimals = orderedDecimals[text.unit];
  return {
    ...cleared,
    steps: draft.steps.map(({ fromMinute, rate }) => ({
      fromMinute: String(fromMinute),
      rate: formatNumber(rate.written, decimals),
    })),
    maxRate: formatNumber(draft.maxRate.written, decimals),
    duration: String(draft.durationMin),
    total: formatNumber(draft.total.written, 1),
    concentration: shown(template.concentrationMgPerMl),
    container: shown(template.containerMl),
    diluent: template.diluent,
  };
}

function interlockText({ spo2, respiration }: Interlock): InterlockText {
  return {
    interlockSpo2: shown(spo2?.belowPercent ?? null),
    interlockSpo2For: shown(spo2?.forSeconds ?? null),
    interlockRespiration: shown(respiration?.belowPerMin ?? null),
    interlockRespirationFor: shown(respiration?.forSeconds ?? null),
  };
}

const vitalText = (limit: VitalLimit): VitalText => ({
  mediumLow: shown(limit.mediumLow),
  mediumHigh: shown(limit.mediumHigh),
  highLow: shown(limit.highLow),
  highHigh: shown(limit.highHigh),
});

/** Everything that a template says, in the form. The interlock stays off: only a physician's own touch turns it on. */
export function withTemplate(text: OrderText, { template }: KeptTemplate): OrderText {
  const { bolus, observation, vitalLimits: vital } = template;
  return withNumbers(
    {
      ...text,
      unit: template.orderedUnit,
      weightBasis: template.weightBasis,
      sessions: String(template.sessionsPlanned),
      cuffEvery: shown(template.nibpEveryMin),
      baselineSets: shown(observation.baselineSets),
      closeEvery: shown(observation.closeEveryMin),
      closeFor: shown(observation.closeForMin),
      thenEvery: shown(observation.thenEveryMin),
      afterStopEvery: shown(observation.afterStopEveryMin),
      sedationScale: observation.sedationScale,
      vitals: {
        heartRatePerMin: vitalText(vital.heartRatePerMin),
        spo2Percent: vitalText(vital.spo2Percent),
        systolicMmHg: vitalText(vital.systolicMmHg),
        diastolicMmHg: vitalText(vital.diastolicMmHg),
        respirationPerMin: vitalText(vital.respirationPerMin),
      },
      adjuncts: template.adjuncts.map((adjunct) => ({
        adjunct,
        ordered: true,
        dose: shown(adjunct.dose),
      })),
      bolus: bolus === null ? 'none' : 'ordered',
      bolusMgPerKg: shown(bolus?.mgPerKg ?? null),
      bolusOver: shown(bolus?.overMinutes ?? null),
      bolusLockout: shown(bolus?.lockoutMinutes ?? null),
      bolusMost: shown(bolus?.most ?? null),
      interlock: 'off',
      ...interlockText(template.interlock),
    },
    template,
  );
}

/** Another unit: the numbers that were in the old one go (SR-047). */
export function withUnit(text: OrderText, unit: OrderedUnit): OrderText {
  if (unit === text.unit) return text;
  return {
    ...text,
    unit,
    steps: text.steps.map((step) => ({ ...step, rate: '' })),
    maxRate: '',
    conversionConfirmed: false,
    reasons: [],
  };
}

const fromWeight = ['measured', 'measuredUnit', 'height', 'formulaSex', 'weightBasis', 'session'] as const;
const ofRates = ['steps', 'maxRate', 'concentration', 'total', 'duration', 'container'] as const;

/** One change by hand. Whatever was worked out from, or confirmed for, what changes goes with it. */
export function changed(text: OrderText, change: Partial<OrderText>, template: Template | null): OrderText {
  const keys = (Object.keys(change) as (keyof OrderText)[]).filter((key) => change[key] !== text[key]);
  const next = { ...text, ...change };
  const has = (names: readonly string[]) => keys.some((key) => names.includes(key));
  // Another unit of the scale is another reading: the digits that stood before it go (SR-007, SR-047).
  if (change.measuredUnit !== undefined && change.measuredUnit !== text.measuredUnit)
    return changed({ ...next, measured: text.measured, weightConfirmed: false }, { measured: '' }, template);
  if (has(fromWeight)) {
    const weighed = has(['measured']) ? { ...next, weightConfirmed: false } : next;
    return template === null ? weighed : withNumbers(weighed, template);
  }
  return has(ofRates) ? { ...next, conversionConfirmed: false, reasons: [] } : next;
}
