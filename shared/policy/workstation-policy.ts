import { z } from 'zod';

/** What the console asks of the machine that it runs on. */
export const workstationPolicySchema = z.object({
  /** At and below this a battery alarms as high. */
  batteryLowPercent: z.number().min(5).max(90),
  /** Less free space than this where the record lies, and no session is opened, MB. */
  freeForSessionMb: z.number().positive(),
  /** Less than this is said at the start, MB. */
  freeEnoughMb: z.number().positive(),
  /** A newest verified copy older than this is said at the start, days. */
  copyOldDays: z.number().positive(),
  /** The clock may stand this far behind the newest entry of the record, seconds. */
  clockBehindSeconds: z.number().min(0),
});
export type WorkstationPolicy = z.infer<typeof workstationPolicySchema>;
