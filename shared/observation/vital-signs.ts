import { z } from 'zod';
import { type NumericCode, numericCode } from '../readings/monitor';
import { epochSchema } from '../time/clock';

/** The vital signs of an observation set; the names are those of an order's limits. */
export const vitalSign = z.enum([
  'heartRatePerMin',
  'spo2Percent',
  'systolicMmHg',
  'diastolicMmHg',
  'respirationPerMin',
]);
export type VitalSign = z.infer<typeof vitalSign>;
export const vitalSigns: readonly VitalSign[] = vitalSign.options;

const unit = z.enum(['/min', '%', 'mmHg']);

/** Where a value comes from (SR-083): read off a device by the console, or typed by a person. */
export const valueSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('device'), device: z.string().min(1), code: numericCode, sensor: z.string() }),
  z.object({ kind: z.literal('typed'), initials: z.string().min(1) }),
]);
export type ValueSource = z.infer<typeof valueSource>;

/** One value with all that it needs to be read alone. The time of recording is the entry's own. */
export const takenValueSchema = z.object({
  value: z.number().min(0).max(999),
  unit,
  source: valueSource,
  measuredAt: epochSchema,
  /** It is implausible, was asked for again, and was typed again just so (SR-082). */
  insisted: z.boolean(),
});
export type TakenValue = z.infer<typeof takenValueSchema>;

/** Null: not known in this set. */
export const vitalsSchema = z.object({
  heartRatePerMin: takenValueSchema.nullable(),
  spo2Percent: takenValueSchema.nullable(),
  systolicMmHg: takenValueSchema.nullable(),
  diastolicMmHg: takenValueSchema.nullable(),
  respirationPerMin: takenValueSchema.nullable(),
});
export type Vitals = z.infer<typeof vitalsSchema>;

export const noVitals: Vitals = {
  heartRatePerMin: null,
  spo2Percent: null,
  systolicMmHg: null,
  diastolicMmHg: null,
  respirationPerMin: null,
};

type SignWords = {
  readonly name: string;
  /** For a narrow place. */
  readonly short: string;
  readonly unit: z.infer<typeof unit>;
  /** What a monitor calls it, best first. */
  readonly codes: readonly NumericCode[];
};

/** Name, unit, and the monitor's numerics that stand for it. */
export const signWords: Record<VitalSign, SignWords> = {
  heartRatePerMin: { name: 'HR', short: 'HR', unit: '/min', codes: ['HR', 'PR'] },
  spo2Percent: { name: 'SpO₂', short: 'SpO₂', unit: '%', codes: ['SpO2'] },
  systolicMmHg: { name: 'Systolic', short: 'SYS', unit: 'mmHg', codes: ['NIBP-sys'] },
  diastolicMmHg: { name: 'Diastolic', short: 'DIA', unit: 'mmHg', codes: ['NIBP-dia'] },
  respirationPerMin: { name: 'RR', short: 'RR', unit: '/min', codes: ['RR'] },
};

/** Initials of a name as they stand beside a typed value: `R. Example` gives `RE`. */
export function initialsOf(name: string): string {
  const letters = name
    .split(/[\s.,-]+/)
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
  return letters === '' ? '?' : letters;
}
