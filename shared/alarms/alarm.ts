import { z } from 'zod';
import { epochSchema, type MonoMs, monoSchema } from '../time/clock';

export const alarmPriority = z.enum(['high', 'medium', 'low']);
export type AlarmPriority = z.infer<typeof alarmPriority>;

export const alarmCondition = z.enum([
  'pump-link-lost',
  'monitor-link-lost',
  'monitor-never-linked',
  'pump-alarm',
  'pump-changed',
  'pump-not-controlled',
  'pump-replaced',
  'pump-counter-reset',
  'pump-stalled',
  'pump-started-locally',
  'command-not-confirmed',
  'stop-not-confirmed',
  'pause-long',
  'pause-question',
  'hand-stop-open',
  'rate-not-set',
  'rate-over-limit',
  'volume-disagrees',
  'bolus-outside-order',
  'interlock-fired',
  'interlock-blind',
  'dose-limit-reached',
  'order-complete',
  'order-revoked',
  'order-changed',
  'syringe-low',
  'spo2-low',
  'spo2-absent',
  'heart-rate-low',
  'heart-rate-high',
  'systolic-low',
  'systolic-high',
  'diastolic-high',
  'respiration-low',
  'respiration-high',
  'nibp-overdue',
  'monitor-replaced',
  'monitor-demo-data',
  'observation-due',
  'observation-threshold',
  'stop-asked',
  'clock-stepped',
  'record-not-kept',
  'sound-path-failed',
  'on-battery',
  'battery-low',
  'may-fall-asleep',
  'sync-overdue',
]);
export type AlarmCondition = z.infer<typeof alarmCondition>;

/** An alarm as it was raised. `key` tells two alarms of one condition apart (a pump's alarm code, a command's id). */
export const alarmSchema = z.object({
  alarmId: z.string(),
  condition: alarmCondition,
  key: z.string(),
  kind: z.enum(['physiological', 'technical']),
  priority: alarmPriority,
  /** One line: what, value, limit. No code. */
  words: z.string(),
  /** What to do, in the clinic's words. */
  response: z.string(),
  since: epochSchema,
  sinceMono: monoSchema,
  /** The condition is still there. False: it went away and the alarm stays until someone has seen it (latched). */
  present: z.boolean(),
  /** For a latched alarm: what the value is now. */
  nowWords: z.string().nullable(),
  acknowledged: z.boolean(),
});

/** An alarm as it stands. */
export type Alarm = z.infer<typeof alarmSchema> & {
  /** When it was last seen; null: never, or not since it came back, grew worse or reminded. */
  readonly acknowledgedMono?: MonoMs | null;
  /** When its words last changed. */
  readonly wordedMono?: MonoMs;
};
