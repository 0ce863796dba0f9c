import { z } from 'zod';
import { orderSchema } from '../../dosing/order';
import { keptTemplateSchema, templateSchema } from '../../dosing/template';
import type { LastWeight } from '../../dosing/weight';
import { softReasonSchema } from '../../limits/profile';
import { patientSchema } from '../../record/patient';
import { actorSchema } from '../../record/people';
import type { EventBody } from '../../session/events';
import { epochSchema } from '../../time/clock';
import { asked, done, own } from '../asked';

export const plannedSessionSchema = z.object({
  order: orderSchema,
  patient: patientSchema,
  state: z.enum(['planned', 'open', 'done', 'withdrawn']),
  sessionId: z.string().nullable(),
  /** Who withdrew the order, when and why (`by` null: on the clinic's server); null: it holds. */
  withdrawn: z.object({ by: actorSchema.nullable(), at: epochSchema, reason: z.string() }).nullable(),
});
/** What the day's plan says of an order beside its numbers, as this workstation judges it now. */
export const planEntrySchema = plannedSessionSchema.extend({
  elsewhere: z
    .object({
      status: z.string(),
      versionId: z.string(),
      /** It was signed elsewhere and came; false: it was written here, and is there too. */
      came: z.boolean(),
      /** For so many hours, beyond the clinic's limit, nobody could ask the server for it; null: the copy is fresh. */
      offlineHours: z.union([z.number(), z.literal('not-known')]).nullable(),
    })
    .nullable(),
  /** Why no session of it is begun; empty: nothing speaks against it. */
  against: z.array(z.string()),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;
export type PlannedSession = z.infer<typeof plannedSessionSchema>;

/** Patients, orders and the templates that orders are written from. */
export const ordersAsks = {
  planned: asked(z.object({}), z.array(planEntrySchema)),
  /** What came from the clinic's server and waits for a person. */
  arrivedElsewhere: asked(
    z.object({}),
    own<{
      readonly orders: readonly (EventBody<'order.listed'> & { readonly patientName: string | null })[];
      readonly patients: readonly { readonly serverId: string; readonly words: string }[];
    }>(),
  ),
  /** A physician has dealt with an order of the clinic's system. */
  unlistOrder: asked(
    z.object({ server: z.string(), serverId: z.string(), reason: z.string().min(3), pin: z.string() }),
    done,
  ),
  patients: asked(z.object({}), z.array(patientSchema)),
  addPatient: asked(patientSchema.omit({ patientId: true }), done),
  signOrder: asked(
    orderSchema
      .omit({ orderId: true, signedBy: true, signedAt: true, template: true })
      .extend({ pin: z.string(), templateVersionNo: z.int(), softReasons: z.array(softReasonSchema) }),
    done,
  ),
  /** The order is not to be given any more, with the physician's own secret. */
  withdrawOrder: asked(
    z.object({ orderId: z.string(), reason: z.string().trim().min(3), pin: z.string() }),
    done,
  ),
  /** Every version of every template, and what of the shipped ones could not be read. */
  templates: asked(
    z.object({}),
    z.object({ templates: z.array(keptTemplateSchema), faults: z.array(z.string()) }),
  ),
  proposeTemplate: asked(
    z.object({ template: templateSchema, note: z.string().min(1), pin: z.string() }),
    done,
  ),
  approveTemplate: asked(z.object({ versionNo: z.int(), pin: z.string() }), done),
  lastWeight: asked(z.object({ patientId: z.string() }), own<{ last: LastWeight | null }>()),
} as const;
