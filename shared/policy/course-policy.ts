import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** The clinic's rules for what earlier sessions say about the next order. */
export const coursePolicySchema = z.strictObject({
  /** When a rate counts as tolerated, so that it is offered beside the rate of the next order. Never applied. */
  tolerated: z.strictObject({
    /** One unchanged rate, without a break, for at least this long. */
    heldForMin: quantity<Minutes>().refine((value) => value > 0),
    /** How many of the latest sessions are looked at. */
    sessions: z.int().min(1),
    /** What is seen up to this long after a rate has ended still speaks against it. */
    settleMin: quantity<Minutes>().refine((value) => value >= 0),
    /** Of the time at a rate, valid SpO2 values must have come for at least this share, in percent. */
    watchedPercent: z.number().min(1).max(100),
  }),
});
export type CoursePolicy = z.infer<typeof coursePolicySchema>;
