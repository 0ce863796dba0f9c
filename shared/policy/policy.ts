import { z } from 'zod';
import { accessPolicySchema } from './access-policy';
import { alarmsPolicySchema } from './alarms-policy';
import { coursePolicySchema } from './course-policy';
import { deliveryPolicySchema } from './delivery-policy';
import { ledgerPolicySchema } from './ledger-policy';
import { ordersPolicySchema } from './orders-policy';
import { predictionPolicySchema } from './prediction-policy';
import { recordPolicySchema } from './record-policy';
import { recoveryPolicySchema } from './recovery-policy';
import { roundsPolicySchema } from './rounds-policy';
import { verificationPolicySchema } from './verification-policy';
import { workstationPolicySchema } from './workstation-policy';

/**
 * The clinic's own rules: every `[clinic]` value that is not a dose limit. Data (`resources/policy/clinic.json`), read
 * and checked at the start; a session keeps the version it was opened with.
 */
export const policySchema = z.object({
  policyId: z.string(),
  version: z.string(),
  source: z.string(),
  access: accessPolicySchema,
  verification: verificationPolicySchema,
  rounds: roundsPolicySchema,
  alarms: alarmsPolicySchema,
  delivery: deliveryPolicySchema,
  recovery: recoveryPolicySchema,
  ledger: ledgerPolicySchema,
  orders: ordersPolicySchema,
  record: recordPolicySchema,
  workstation: workstationPolicySchema,
});
export type Policy = z.infer<typeof policySchema>;

/** The whole of the clinic's file: also what is no session's rule, but one about the time between sessions. */
export const clinicRulesSchema = policySchema.extend({
  course: coursePolicySchema,
  prediction: predictionPolicySchema,
});
export type ClinicRules = z.infer<typeof clinicRulesSchema>;
