import { z } from 'zod';
import { patientSchema } from '../record/patient';
import { fromServerSchema } from '../session/elsewhere/events';
import { epochSchema } from '../time/clock';

/** A patient as the server says it; ids are the server's. */
export const arrivedPatientSchema = z.object({
  kind: z.literal('patient'),
  from: fromServerSchema,
  /** Null: what the console needs is missing or can not be read; `fault` says what. */
  patient: patientSchema.omit({ patientId: true }).nullable(),
  fault: z.string().nullable(),
  /** The entry under which the server keeps this patient now (`link.type = replaced-by`); null: this one. */
  replacedBy: z.string().nullable(),
});
export type ArrivedPatient = z.infer<typeof arrivedPatientSchema>;

/** An order as the server says it. */
export const arrivedOrderSchema = z.object({
  kind: z.literal('order'),
  from: fromServerSchema,
  /** `MedicationRequest.status` */
  status: z.string(),
  /** Why it has that status, in the server's words. */
  statusReason: z.string().nullable(),
  /** Of `subject`; null: it names none. */
  patientServerId: z.string().nullable(),
  /** The whole signed order out of our extension, not yet checked; null: there is none, it is of another system. */
  order: z.unknown(),
  /** The number of an order of a console that stands beside it, also where the order itself was left out. */
  orderId: z.string().nullable().optional(),
  /** What is to be given, in the server's words. */
  drug: z.string(),
  /** The dosage, in the server's words. */
  text: z.string(),
  requester: z.string().nullable(),
  authoredAt: epochSchema.nullable(),
});
export type ArrivedOrder = z.infer<typeof arrivedOrderSchema>;

export const arrivedSchema = z.discriminatedUnion('kind', [arrivedPatientSchema, arrivedOrderSchema]);
export type Arrived = z.infer<typeof arrivedSchema>;

/**
 * What became of one thing that came. `kept`: it is in the record (or was), `localId` is ours. `passed`: not for here.
 * `needs-patient`: hand over this patient of the server first. `refused`: nothing was kept, hand it over again later.
 */
export const handedOverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), localId: z.string().nullable() }),
  z.object({ kind: z.literal('passed') }),
  z.object({ kind: z.literal('needs-patient'), patientServerId: z.string() }),
  z.object({ kind: z.literal('refused'), words: z.string() }),
]);
export type HandedOver = z.infer<typeof handedOverSchema>;
