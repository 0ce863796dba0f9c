import { z } from 'zod';

/** What the clinic allows while its server is out of reach. */
export const syncPolicySchema = z.strictObject({
  /** No session is opened with an order that the server was not asked for lately; else it is only said (fhir-sync.md 3.4). */
  staleOrderBlocks: z.boolean(),
});
export type SyncPolicy = z.infer<typeof syncPolicySchema>;
