import { z } from 'zod';

/** How alarms sound and come back. */
export const alarmsPolicySchema = z.object({
  /** At most 120 s (SR-111). */
  soundPauseSeconds: z.int().min(30).max(120),
  /** An acknowledged alarm whose condition lasts sounds again after this (SR-115). */
  reminderSeconds: z.number().positive(),
});
export type AlarmsPolicy = z.infer<typeof alarmsPolicySchema>;
