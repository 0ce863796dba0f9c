import { z } from 'zod';
import { alarmPriority } from '../../alarms/alarm';
import { vitalLimitsSchema } from '../../dosing/order';

/** What a person wants of the alarms. */
export const alarmIntents = [
  z.object({ kind: z.literal('acknowledge-alarm'), alarmId: z.string() }),
  z.object({ kind: z.literal('pause-sound') }),
  z.object({ kind: z.literal('change-alarm-limits'), limits: vitalLimitsSchema, reason: z.string() }),
  z.object({ kind: z.literal('resume-sound') }),
  /** What was heard and seen of the alarm test, as the person says it. */
  z.object({
    kind: z.literal('record-alarm-test'),
    heard: z.array(alarmPriority),
    seen: z.array(alarmPriority),
  }),
] as const;
