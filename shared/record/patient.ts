import { z } from 'zod';

export const sex = z.enum(['female', 'male', 'other', 'unknown']);

/** A patient as the banner shows them. `birthDate` is a calendar date, ISO 8601 (`1979-03-14`). */
export const patientSchema = z.object({
  patientId: z.string(),
  name: z.string().min(1),
  birthDate: z.iso.date(),
  sex,
  mrn: z.string().min(1),
  /** Null: nobody has asked yet. An empty list: asked, none known. */
  allergies: z.array(z.string()).nullable(),
});
export type Patient = z.infer<typeof patientSchema>;
