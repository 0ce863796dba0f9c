import { z } from 'zod';
import { ledgerEntrySchema } from '../../ledger/entry';
import { actorSchema } from '../../record/people';
import { quantity } from '../../units/schema';
import type { MgPerMl, Ml } from '../../units/units';

/** Controlled substance: lines of the ledger, and what each syringe of a session gave. */
export const ledgerEvents = {
  /** In the workstation's stream: a ledger outlives its sessions. */
  'ledger.entered': z.object({ entry: ledgerEntrySchema }),
  /** The syringe in the pump is this one of the ledger. */
  'syringe.traced': z.object({ by: actorSchema, syringeId: z.string().min(1) }),
  /** What the session's n-th syringe gave, by the pump's account; a later one of the same number replaces it. */
  'syringe.used': z.object({
    number: z.int().min(1),
    syringeId: z.string().nullable(),
    drug: z.string(),
    concentrationMgPerMl: quantity<MgPerMl>(),
    givenMl: z.object({ low: quantity<Ml>(), high: quantity<Ml>() }),
  }),
} as const;
