import { z } from 'zod';
import { pkModelIds } from '../pk/model';
import { ke0sFor, pkModels } from '../pk/models';

/** Which models predict, for the eye alone: nothing is decided by any of them. */
export const predictionPolicySchema = z
  .strictObject({
    /** The one whose line is drawn. */
    model: z.enum(pkModelIds),
    /** Those whose spread is the band; the drawn one among them. */
    offered: z.array(z.enum(pkModelIds)).min(1),
    /** Which rate of equilibration the effect site follows. */
    ke0: z.string(),
    /** What the patient was given so long before still counts, hours. */
    carryOverHours: z
      .number()
      .min(0)
      .max(14 * 24),
  })
  .refine(({ model, offered }) => offered.includes(model), {
    error: 'the drawn model is not among those offered',
    path: ['offered'],
  })
  .refine(({ model, ke0 }) => ke0sFor(pkModels[model]).some(({ ke0Id }) => ke0Id === ke0), {
    error: 'the drawn model has no such rate of equilibration',
    path: ['ke0'],
  });
export type PredictionPolicy = z.infer<typeof predictionPolicySchema>;
