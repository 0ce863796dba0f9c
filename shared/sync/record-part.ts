import { z } from 'zod';
import { recordLineSchema } from '../record/lines';
import { patientSchema } from '../record/patient';

const sealSchema = z.object({ lastSeq: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * A stretch of a workstation's log, every entry of it (also those between two of a session), each as it stands there
 * byte for byte, with the seals over it: whoever holds it can check it as the workstation itself does.
 */
export const recordPartSchema = z.object({
  form: z.literal('infusion-console record part 1'),
  stationId: z.string().min(1),
  /** The room of the workstation, as it called itself. */
  room: z.string(),
  /** For whose sake it is sent. */
  sessionId: z.string().min(1),
  /** The lines of the record up to here, the last one that of these entries; left out: it was never put back from a copy. */
  lines: z.array(recordLineSchema).min(1).optional(),
  /** Of an entry of no session: whom it is about, as the workstation knew them when it sent it. */
  patient: patientSchema.optional(),
  fromSeq: z.int().positive(),
  toSeq: z.int().positive(),
  /** The seal that covers everything before `fromSeq`, as the chain goes on from it. */
  before: sealSchema,
  /** seq, session, run, time (ms), monotonic time (ms), kind, version, body. */
  entries: z
    .array(
      z.tuple([
        z.int().positive(),
        z.string(),
        z.string(),
        z.number(),
        z.number(),
        z.string(),
        z.int(),
        z.string(),
      ]),
    )
    .min(1),
  seals: z.array(sealSchema),
});
export type RecordPart = z.infer<typeof recordPartSchema>;
