import { z } from 'zod';
import { amendableField, amendedValueSchema, annotationSchema } from '../session/review/events';
import { epochSchema } from '../time/clock';

/** What a person wants to say about a closed session, short of signing it. */
export const reviewWishSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('comment'), text: z.string() }),
  z.object({
    kind: z.literal('annotate'),
    momentAt: epochSchema,
    ofSeq: z.number().nullable(),
    annotation: annotationSchema,
  }),
  z.object({ kind: z.literal('withdraw'), ofSeq: z.number(), reason: z.string() }),
  z.object({
    kind: z.literal('amend'),
    ofSeq: z.number(),
    field: amendableField,
    /** The value that the person saw there. */
    was: amendedValueSchema,
    now: amendedValueSchema,
    reason: z.string(),
  }),
]);
export type ReviewWish = z.infer<typeof reviewWishSchema>;
