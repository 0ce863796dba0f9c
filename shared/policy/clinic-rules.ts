import type { z } from 'zod';
import { coursePolicySchema } from './course-policy';
import { policySchema } from './policy';
import { predictionPolicySchema } from './prediction-policy';
import { syncPolicySchema } from './sync-policy';

/** The whole of the clinic's file: also what is no session's rule, but one about the time between sessions. */
export const clinicRulesSchema = policySchema.extend({
  course: coursePolicySchema,
  prediction: predictionPolicySchema,
  sync: syncPolicySchema,
});
export type ClinicRules = z.infer<typeof clinicRulesSchema>;
