import { z } from 'zod';
import { accessPolicySchema } from './access-policy';
import { alarmsPolicySchema } from './alarms-policy';
import { deliveryPolicySchema } from './delivery-policy';
import { ledgerPolicySchema } from './ledger-policy';
import { ordersPolicySchema } from './orders-policy';
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
