import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** From the stop to the door. */
export const recoveryPolicySchema = z.object({
  scale: z.enum(['Aldrete', 'PADSS']),
  targetScore: z.int(),
  stableSets: z.int().min(1),
  minimumStayMin: quantity<Minutes>(),
});
