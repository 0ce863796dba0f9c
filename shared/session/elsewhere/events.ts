import { z } from 'zod';
import { orderSchema } from '../../dosing/order';
import { patientSchema } from '../../record/patient';
import { actorSchema } from '../../record/people';
import { epochSchema } from '../../time/clock';

/** Which version of which resource of which server. `lastUpdated` is the server's time. */
export const fromServerSchema = z.object({
  /** The server's base address. */
  server: z.string().min(1),
  serverId: z.string().min(1),
  versionId: z.string().min(1),
  lastUpdated: epochSchema,
});
export type FromServer = z.infer<typeof fromServerSchema>;

/** One thing that reads otherwise than before, in words with units. */
export const differenceSchema = z.object({ what: z.string(), was: z.string(), now: z.string() });
export type Difference = z.infer<typeof differenceSchema>;

const ofOrder = {
  from: fromServerSchema,
  /** `MedicationRequest.status`, as the server says it. */
  status: z.string(),
  orderId: z.string(),
  patientId: z.string(),
};

/** What came of a clinician's look at an order that was changed or revoked elsewhere while it is being given. */
export const orderDecision = z.enum(['continue', 'pause', 'end', 'noted']);
export type OrderDecision = z.infer<typeof orderDecision>;

/** What the clinic's server says of patients and orders. Nothing here moves a pump. */
export const elsewhereEvents = {
  /** A signed order came, whole; it is kept as planned here. */
  'order.arrived': z.object({ from: fromServerSchema, status: z.string(), order: orderSchema }),
  /** The server has a version of an order that says the same as ours: one of ours that was sent, or another status. */
  'order.seen-elsewhere': z.object(ofOrder),
  /** Another version came. `order`: kept as planned from now on; null: it was given already, the record stays. */
  'order.changed-elsewhere': z.object({
    ...ofOrder,
    order: orderSchema.nullable(),
    differences: z.array(differenceSchema).min(1),
  }),
  /** Not to be given any more, said elsewhere. A running infusion is not changed by it. */
  'order.revoked-elsewhere': z.object({ ...ofOrder, reason: z.string().nullable() }),
  /** Came, and can not be given as it came: to be written and signed here. */
  'order.listed': z.object({
    from: fromServerSchema,
    status: z.string(),
    /** Null: whose it is is not known here. */
    patientId: z.string().nullable(),
    patientServerId: z.string().nullable(),
    drug: z.string(),
    text: z.string(),
    requester: z.string().nullable(),
    authoredAt: epochSchema.nullable(),
    why: z.string().min(1),
  }),
  /** A person took it off that list. */
  'order.unlisted': z.object({
    by: actorSchema,
    server: z.string(),
    serverId: z.string(),
    reason: z.string().min(1),
  }),
  /** With which version of the server's order a session was opened, and when the server was last asked for it. */
  'order.pinned': z.object({ ...ofOrder, askedAt: epochSchema.nullable() }),
  'order.decided': z.object({
    by: actorSchema,
    /** Whose own PIN stands under `continue`. */
    physician: actorSchema.nullable(),
    orderId: z.string(),
    versionId: z.string(),
    about: z.enum(['revoked', 'changed']),
    decision: orderDecision,
    reason: z.string(),
  }),
  /** `waits`: a session of this patient is open, so that name and number stay as they are until it is closed. */
  'patient.arrived': z.object({
    from: fromServerSchema,
    what: z.enum(['new', 'same', 'changed', 'waits']),
    patient: patientSchema,
    differences: z.array(differenceSchema),
  }),
  /** Not taken over: the record number is another person's here, or what came can not be read. */
  'patient.refused': z.object({
    from: fromServerSchema,
    patientId: z.string().nullable(),
    words: z.string().min(1),
  }),
  /** The server keeps this patient under another entry now. What was recorded stays where it is. */
  'patient.merged-elsewhere': z.object({
    from: fromServerSchema,
    patientId: z.string(),
    intoServerId: z.string(),
    words: z.string().min(1),
  }),
} as const;
