import { z } from 'zod';
import { actorSchema } from '../record/people';
import { quantity } from '../units/schema';
import type { MgPerMl, Ml } from '../units/units';

/** A vial or a syringe by its number in this ledger: `V12`, `S7`. */
export const containerSchema = z.object({ kind: z.enum(['vial', 'syringe']), id: z.string().min(1) });
export type Container = z.infer<typeof containerSchema>;

const common = { entryId: z.string(), by: actorSchema };
/** The second person who saw it. Never the first one; checked by `checkWitness`. */
const witnessed = { ...common, witness: actorSchema };

/** What was drawn from one vial for a syringe. */
export const drawSchema = z.object({ vialId: z.string().min(1), volumeMl: quantity<Ml>() });

/** What was typed of a vial that came in, off its label. */
export const receivedVialSchema = z.object({
  drug: z.string().min(1),
  lot: z.string().min(1),
  strengthMgPerMl: quantity<MgPerMl>(),
  volumeMl: quantity<Ml>(),
  /** The last day of use, ISO 8601. */
  expires: z.iso.date(),
});
export type ReceivedVial = z.infer<typeof receivedVialSchema>;

/** What was typed of a syringe that was prepared: from which vials, with what, and what its label says. */
export const preparedSyringeSchema = z.object({
  drug: z.string().min(1),
  draws: z.array(drawSchema).min(1),
  diluent: z.string(),
  concentrationMgPerMl: quantity<MgPerMl>(),
  volumeMl: quantity<Ml>(),
});
export type PreparedSyringe = z.infer<typeof preparedSyringeSchema>;

/**
 * One line of the controlled-substance ledger. Lines are only ever added: a wrong one is voided by another that says
 * why. What a pump gave is not a line of its own: it comes from the session's record (`syringe.used`).
 */
export const ledgerEntrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received'), ...common, vialId: z.string(), vial: receivedVialSchema }),
  z.object({
    kind: z.literal('prepared'),
    ...witnessed,
    syringeId: z.string(),
    syringe: preparedSyringeSchema,
  }),
  z.object({
    kind: z.literal('wasted'),
    ...witnessed,
    from: containerSchema,
    volumeMl: quantity<Ml>(),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('returned'),
    ...witnessed,
    from: containerSchema,
    volumeMl: quantity<Ml>(),
    /** To whom or where. */
    to: z.string().min(1),
  }),
  z.object({ kind: z.literal('explained'), ...witnessed, about: containerSchema, text: z.string().min(1) }),
  z.object({ kind: z.literal('voided'), ...witnessed, voids: z.string(), text: z.string().min(1) }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type LedgerEntryKind = LedgerEntry['kind'];
