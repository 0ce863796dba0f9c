import { z } from 'zod';
import { vitalLimitsSchema } from '../dosing/order';
import { actorSchema } from '../record/people';
import { epochSchema, monoSchema } from '../time/clock';
import { alarmPriority, alarmSchema } from './alarm';

/** Alarms come, go and are seen; their sound is paused; whether the room can be alarmed at all is tested. */
export const alarmEvents = {
  'alarm.raised': z.object({ alarm: alarmSchema }),
  'alarm.escalated': z.object({
    alarmId: z.string(),
    priority: z.enum(['high', 'medium']),
    words: z.string(),
  }),
  /** The condition lasts and is milder than it was. */
  'alarm.eased': z.object({
    alarmId: z.string(),
    priority: z.enum(['medium', 'low']),
    words: z.string(),
  }),
  /** The same priority, another value. */
  'alarm.reworded': z.object({ alarmId: z.string(), words: z.string() }),
  'alarm.condition-ended': z.object({ alarmId: z.string(), nowWords: z.string().nullable() }),
  'alarm.condition-returned': z.object({ alarmId: z.string(), words: z.string() }),
  'alarm.acknowledged': z.object({ alarmId: z.string(), by: actorSchema.nullable() }),
  /** It was seen, and its condition lasts: it sounds again (SR-115). */
  'alarm.reminded': z.object({ alarmId: z.string() }),
  'sound.paused': z.object({ by: actorSchema.nullable(), untilMono: monoSchema }),
  'sound.resumed': z.object({ why: z.enum(['time', 'higher-alarm', 'asked']) }),
  /** Other limits for this patient's vital signs, for this session; with a reason where one was widened. */
  'alarm-limits.changed': z.object({
    by: actorSchema,
    before: vitalLimitsSchema,
    limits: vitalLimitsSchema,
    reason: z.string(),
  }),
  /** The path to the loudspeaker, tried with a tone nobody hears, as each session opens (SR-118). */
  'sound.checked': z.object({ working: z.boolean(), reason: z.string() }),
  /** What a person heard and saw of the three priorities; said again, with its own time, in each new run. */
  'alarm.tested': z.object({
    by: actorSchema,
    at: epochSchema,
    heard: z.array(alarmPriority),
    seen: z.array(alarmPriority),
  }),
} as const;

type Bodies = typeof alarmEvents;
/** A fact about alarms or their sound. */
export type AlarmFact = {
  [T in keyof Bodies]: { readonly type: T; readonly body: z.infer<Bodies[T]> };
}[keyof Bodies];
