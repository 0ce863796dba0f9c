import type { Device, Observation, ObservationComponent, Reference } from '@medplum/fhirtypes';
import type { VitalSign } from '../observation/vital-signs';
import type { NumericCode } from '../readings/monitor';
import type { Actor } from '../record/people';
import { type CodeName, LOINC, ownConcept, unitOf } from './codes';
import { quantity } from './elements';
import { type About, absent, component, observationOf } from './observation';

const R4 = 'http://hl7.org/fhir/StructureDefinition';
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

/**
 * What a resource may claim, because it is tested to hold. The pressure claims US Core alone: the R4 profile `bp` is met
 * by the same panel, and no validator that runs in the tests can see it (its parts are told apart two levels deep).
 */
export const vitalProfiles = {
  'heart-rate': [`${R4}/heartrate`],
  spo2: [`${R4}/oxygensat`],
  respiration: [`${R4}/resprate`],
  temperature: [`${R4}/bodytemp`],
  weight: [`${R4}/bodyweight`],
  height: [`${R4}/bodyheight`],
  'blood-pressure': [`${US_CORE}/us-core-blood-pressure`],
} as const satisfies Partial<Record<CodeName, readonly string[]>>;

export type Single = Exclude<VitalSign, 'systolicMmHg' | 'diastolicMmHg'>;

const codeOf: Record<Single, 'heart-rate' | 'spo2' | 'respiration'> = {
  heartRatePerMin: 'heart-rate',
  spo2Percent: 'spo2',
  respirationPerMin: 'respiration',
};

/** Of one value: when, from what device or by whose hand. */
export type Taken = {
  readonly value: number;
  readonly at: number;
  readonly writtenAt: number | null;
  readonly by: Actor | null;
  readonly device: Reference<Device> | null;
  /** What the monitor called it; null: it was typed. */
  readonly numeric: NumericCode | null;
  readonly note: string;
};

/** A heart rate by the ECG and a pulse by the oximeter differ by their MDC code. */
const heartCode = (numeric: NumericCode | null): CodeName =>
  numeric === 'HR' ? 'heart-rate-ecg' : numeric === 'PR' ? 'pulse-rate-pleth' : 'heart-rate';

const how = (about: About, { numeric }: Pick<Taken, 'numeric'>): Partial<Observation> => ({
  method:
    numeric === null
      ? ownConcept(about.context, 'typed', 'typed by a person')
      : ownConcept(about.context, 'taken-over', 'taken over from the monitor'),
});

const rest = (about: About, taken: Omit<Taken, 'value'>): Partial<Observation> => ({
  ...how(about, taken),
  ...(taken.device === null ? {} : { device: taken.device }),
  ...(taken.note === '' ? {} : { note: [{ text: taken.note }] }),
});

/** One vital sign but the pressure, as its profile has it. */
export function vitalObservation(about: About, sign: Single, taken: Taken): Observation {
  const code = codeOf[sign];
  const { at, writtenAt, by } = taken;
  return observationOf(
    about,
    {
      ...{ category: 'vital-signs', at, writtenAt, by },
      code: code === 'heart-rate' ? heartCode(taken.numeric) : code,
      more: { meta: { profile: [...vitalProfiles[code]] }, ...rest(about, taken) },
    },
    { valueQuantity: quantity(taken.value, unitOf(code)) },
  );
}

export type Pressure = {
  readonly systolicMmHg: number | null;
  readonly diastolicMmHg: number | null;
  readonly meanMmHg: number | null;
  readonly pulsePerMin: number | null;
};

/** A blood pressure as one panel. A part that is not there says why; the mean and the pulse are there or not. */
export function pressureObservation(
  about: About,
  pressure: Pressure,
  taken: Omit<Taken, 'value'>,
  why: 'unknown' | 'error' = 'unknown',
): Observation {
  const { at, writtenAt, by } = taken;
  const part = (code: CodeName, value: number | null): ObservationComponent => {
    const whole = component(
      about,
      code,
      value === null
        ? { dataAbsentReason: absent(why, why === 'error' ? 'the cuff gave none' : 'not taken') }
        : { valueQuantity: quantity(value, unitOf(code)) },
    );
    // The profile tells the parts apart by their LOINC, and some servers take no second code beside it.
    const coding = (whole.code.coding ?? []).filter(({ system }) => system === LOINC);
    return { ...whole, code: { ...whole.code, coding } };
  };
  const { systolicMmHg, diastolicMmHg, meanMmHg, pulsePerMin } = pressure;
  return observationOf(
    about,
    {
      ...{ code: 'blood-pressure', category: 'vital-signs', at, writtenAt, by },
      more: {
        meta: { profile: [...vitalProfiles['blood-pressure']] },
        ...rest(about, taken),
        component: [
          part('systolic', systolicMmHg),
          part('diastolic', diastolicMmHg),
          ...(meanMmHg === null ? [] : [part('mean-pressure', meanMmHg)]),
          ...(pulsePerMin === null ? [] : [part('pulse-rate-cuff', pulsePerMin)]),
        ],
      },
    },
    null,
  );
}
