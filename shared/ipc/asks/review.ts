import { z } from 'zod';
import type { SessionFacts } from '../../course/facts';
import type { CoursePage } from '../../course/page';
import type { Tolerated } from '../../course/tolerated';
import { placesCursorSchema } from '../../finding/places';
import { patientLineSchema, patientQuerySchema, sessionQuerySchema } from '../../finding/query';
import { exportFormat } from '../../record/export-format';
import { reviewWishSchema } from '../../review/wish';
import { reviewMeaning } from '../../session/review/events';
import { asked, done, exportedFiles, own } from '../asked';
import { type PackedDetail, type ReviewStanding, sessionSummarySchema } from '../session-detail';

/** Finding, reading, signing and exporting what was recorded. */
export const reviewAsks = {
  reviewStanding: asked(z.object({ sessionId: z.string() }), own<ReviewStanding>()),
  /** A comment, a note at a moment, or a value put right, in a closed session. */
  reviewSession: asked(z.object({ sessionId: z.string(), wish: reviewWishSchema }), done),
  /** The signature under a review, by the person's own secret, which is never written down. */
  signReview: asked(
    z.object({
      sessionId: z.string(),
      meaning: reviewMeaning,
      /** The last entry of the session's stream that the person saw. */
      seenSeq: z.number(),
      with: z.enum(['password', 'pin']),
      secret: z.string(),
    }),
    done,
  ),
  /** A session as a file for people, made by a process of its own; the answer names what was written. */
  exportSession: asked(z.object({ sessionId: z.string(), as: exportFormat }), exportedFiles),
  /** A page of sessions. `after` null: there are no more; `total` null: nobody counted those that fit. */
  findSessions: asked(
    sessionQuerySchema,
    z.object({
      sessions: z.array(sessionSummarySchema),
      after: placesCursorSchema.nullable(),
      total: z.int().nullable(),
    }),
  ),
  findPatients: asked(
    patientQuerySchema,
    z.object({ patients: z.array(patientLineSchema), after: placesCursorSchema.nullable() }),
  ),
  /** Every session of a patient with what is known of it. What is not gathered yet is asked for one by one. */
  course: asked(z.object({ patientId: z.string() }), own<CoursePage>()),
  /** Gathers what a course shows of one closed session; null: the record has no closed session of that name. */
  gatherFacts: asked(z.object({ sessionId: z.string() }), own<{ facts: SessionFacts | null }>()),
  /** What earlier sessions say about the top rate of the next order. That it was shown is written down. */
  toleratedRate: asked(z.object({ patientId: z.string(), drug: z.string().min(1) }), own<Tolerated>()),
  session: asked(z.object({ sessionId: z.string() }), own<PackedDetail>()),
} as const;
