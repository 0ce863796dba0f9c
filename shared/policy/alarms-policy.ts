import { z } from 'zod';

/** The widest limits that still mean something; null: that side is no danger. */
const band = z.object({ lowest: z.number().nullable(), highest: z.number().nullable() });

/** How alarms sound and come back. */
export const alarmsPolicySchema = z.object({
  /** At most 120 s (SR-111). */
  soundPauseSeconds: z.int().min(30).max(120),
  /** An acknowledged alarm whose condition lasts sounds again after this (SR-115). */
  reminderSeconds: z.number().positive(),
  /** A limit that fires first beyond its band, or is off, is marked on the screen as long as it stands (SR-116). */
  vitalBands: z.object({
    heartRatePerMin: band,
    spo2Percent: band,
    systolicMmHg: band,
    diastolicMmHg: band,
    respirationPerMin: band,
  }),
  /** Shares of full volume. An alarm begins at the floor: the patient is next to the speaker. */
  sound: z.object({
    floor: z.number().min(0.1).max(1),
    usual: z.number().min(0.1).max(1),
    /** From the floor to the usual volume. */
    riseSeconds: z.number().positive(),
    /** Unanswered for so long it sounds at full volume. */
    fullAfterSeconds: z.number().positive(),
  }),
});
export type AlarmsPolicy = z.infer<typeof alarmsPolicySchema>;
