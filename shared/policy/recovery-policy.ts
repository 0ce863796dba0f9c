import { z } from 'zod';
import { riskLevelsSchema } from '../outcomes/risk';
import { nauseaLevel } from '../recovery/gate';
import { aldreteLevelsSchema, padssLevelsSchema, recoveryScale } from '../recovery/scores';
import { stabilitySchema } from '../recovery/stable';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';

/** From the stop to the door. */
export const recoveryPolicySchema = z.object({
  scale: recoveryScale,
  targetScore: z.int(),
  stableSets: z.int().min(1),
  minimumStayMin: quantity<Minutes>(),
  nauseaAtMost: nauseaLevel,
  stability: stabilitySchema,
  aldrete: aldreteLevelsSchema,
  padss: padssLevelsSchema,
  risk: riskLevelsSchema,
  noDrivingHours: z.number().positive(),
});
