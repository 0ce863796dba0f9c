import { z } from 'zod';
import { observationScheduleSchema } from '../observation/schedule';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** Observation rounds: the clinic's schedule where an order names none, and when a missed one alarms. */
export const roundsPolicySchema = z.object({
  schedule: observationScheduleSchema,
  lowAlarmAfterDueMin: quantity<Minutes>(),
  mediumAlarmAfterDueMin: quantity<Minutes>(),
});
