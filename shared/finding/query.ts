import { z } from 'zod';
import { epochSchema } from '../time/clock';
import { mark } from './marks';
import { placesCursorSchema } from './places';

/** At most so many lines in one answer. */
export const MOST_LINES = 200;

const page = {
  /** Words of name, MRN, date or drug; each has to begin a word of the session. Empty: no such wish. */
  search: z.string().max(200),
  limit: z.int().min(1).max(MOST_LINES),
};

/** Which sessions are wanted: everything that is named has to hold. The latest come first. */
export const sessionQuerySchema = z.object({
  ...page,
  /** All of these happened. */
  marks: z.array(mark).max(8),
  patientId: z.string().nullable(),
  /** From this moment on; null: from the first. */
  from: epochSchema.nullable(),
  /** Before this moment; null: up to the last. */
  to: epochSchema.nullable(),
  /** The cursor of the answer before; null: the first page. */
  after: placesCursorSchema.nullable(),
});
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

/** Which patients are wanted: those with a session in this record, the one who was here last first. */
export const patientQuerySchema = z.object({
  ...page,
  /** Only those with a session that waits for a physician. */
  toReview: z.boolean(),
  after: placesCursorSchema.nullable(),
});
export type PatientQuery = z.infer<typeof patientQuerySchema>;

/** The same of one place alone: its cursor is a number of its own. */
export type InPlace<Query extends { readonly after: unknown }> = Omit<Query, 'after'> & {
  readonly after: number | null;
};

/** One patient of the record. */
export const patientLineSchema = z.object({
  patientId: z.string(),
  name: z.string(),
  mrn: z.string(),
  sessions: z.int(),
  toReview: z.int(),
  firstAt: epochSchema,
  lastAt: epochSchema,
  /** How far the list of its place is read after this line. */
  cursor: z.int(),
});
export type PatientLine = z.infer<typeof patientLineSchema>;
