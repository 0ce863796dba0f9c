import { z } from 'zod';
import { epochSchema } from '../time/clock';

/** Parameters we chart. Two sensors for one parameter stay apart by `source`, and are never merged silently. */
export const numericCode = z.enum([
  'HR',
  'PR',
  'SpO2',
  'Perf',
  'NIBP-sys',
  'NIBP-dia',
  'NIBP-mean',
  'NIBP-PR',
  'RR',
  'EtCO2',
  'InsCO2',
  'Temp',
]);
export type NumericCode = z.infer<typeof numericCode>;

/** Units as they came over the wire; UCUM spelling. An unknown unit code makes the numeric absent. */
export const numericUnit = z.enum(['/min', '%', 'mm[Hg]', 'kPa', 'Cel', '[degF]', '1']);
export type NumericUnit = z.infer<typeof numericUnit>;

export const numericQuality = z.enum([
  'valid',
  'questionable',
  'invalid',
  'unavailable',
  'calibrating',
  'test',
  'demo',
]);
export type NumericQuality = z.infer<typeof numericQuality>;

export const numericSchema = z.object({
  code: numericCode,
  /** The sensor: ecg, pleth, abp, cuff, impedance, airway, skin, core … */
  source: z.string(),
  /** Null: the device says it has no value now. */
  value: z.number().nullable(),
  unit: numericUnit,
  quality: numericQuality,
  /** The monitor itself is alarming on this value. */
  alarming: z.boolean(),
  /** Time of the measurement in host time, for intermittent ones (NIBP); null for streaming values. */
  measuredAt: epochSchema.nullable(),
});
export type Numeric = z.infer<typeof numericSchema>;

export const monitorAlarmSchema = z.object({
  kind: z.enum(['physiological', 'technical']),
  priority: z.enum(['high', 'medium', 'low']),
  text: z.string(),
  code: z.string(),
});
export type MonitorAlarm = z.infer<typeof monitorAlarmSchema>;
