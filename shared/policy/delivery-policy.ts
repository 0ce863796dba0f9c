import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes, Ml } from '../units/units';

/** Pauses, entries left open, and what the pump is compared with. */
export const deliveryPolicySchema = z.object({
  pauseAlarmMin: quantity<Minutes>(),
  pauseQuestionMin: quantity<Minutes>(),
  /** A rate typed and not confirmed for so long sounds that the infusion still runs at the old one (SR-063). */
  entryAlarmSeconds: z.number().positive(),
  /** The pump's counter may differ from its own rate times the time by so much, and by so great a share of it. */
  volumeToleranceMl: quantity<Ml>(),
  volumeToleranceShare: z.number().positive(),
  /** The syringe is nearly empty so long before it is (SR-069). */
  syringeLowMin: quantity<Minutes>(),
});
