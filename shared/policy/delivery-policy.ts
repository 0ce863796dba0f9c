import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** Pauses, entries left open, and what the pump is compared with. */
export const deliveryPolicySchema = z.object({
  pauseAlarmMin: quantity<Minutes>(),
  pauseQuestionMin: quantity<Minutes>(),
});
