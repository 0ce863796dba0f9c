import { z } from 'zod';
import { exportFormat } from '../../record/export-format';
import { recordLineName } from '../../record/lines';
import { actorSchema, personSchema } from '../../record/people';
import { epochSchema } from '../../time/clock';
import { quantity } from '../../units/schema';
import type { Mg, MlPerHour } from '../../units/units';

/** What someone types or shows to prove who they are. */
export const proofKind = z.enum(['password', 'pin', 'badge']);
export type ProofKind = z.infer<typeof proofKind>;

/** What the person who takes over was shown of the session. */
export const handOverSchema = z.object({
  phase: z.enum(['preparing', 'infusing', 'paused', 'recovery']),
  rateMlPerHour: quantity<MlPerHour>().nullable(),
  givenMg: z.object({ low: quantity<Mg>(), high: quantity<Mg>() }),
  lastObservationAt: epochSchema.nullable(),
  openAlarms: z.array(z.string()),
});

/** Who is at the workstation: signing in, locking, being locked out, breaking the glass, and who may come in at all. */
export const accessEvents = {
  /** A verified copy of the record was made; `anchor` is the copy's last seal. */
  'record.copied': z.object({
    file: z.string(),
    bytes: z.number(),
    lastSeq: z.number(),
    anchor: z.string(),
  }),
  /** The record was put back from a copy: entries after `afterSeq` are a new line of it, by this name. */
  'record.put-back': z.object({
    copyDay: z.string(),
    afterSeq: z.int().nonnegative(),
    line: recordLineName,
  }),
  'record.copy-failed': z.object({ reason: z.string() }),
  /** A session left the record as files for people. */
  'record.exported': z.object({
    by: actorSchema,
    sessionId: z.string(),
    as: exportFormat,
    files: z.array(z.string()),
  }),
  'operator.signed-in': z.object({ by: actorSchema }),
  'operator.signed-out': z.object({ by: actorSchema, why: z.enum(['asked', 'idle', 'run-ended']) }),
  /** Someone was not let in. Never what was typed. `personId` null: a badge that nobody here has. */
  'operator.refused': z.object({
    personId: z.string().nullable(),
    name: z.string().nullable(),
    with: proofKind,
    why: z.enum(['wrong', 'locked-out']),
    /** Wrong ones in a row. */
    failures: z.int(),
    /** Nothing of this person's is tried for this long from now, ms; null: they may try again. */
    lockedOutMs: z.number().nullable(),
  }),
  'operator.handed-over': z.object({ from: actorSchema, to: actorSchema, seen: handOverSchema }),
  /** Emergency access without a secret: the typed name is all that is known of the person. */
  'operator.broke-glass': z.object({ by: actorSchema, reason: z.string().min(1) }),
  /** An administrator has read of an emergency access. */
  'glass.seen': z.object({ by: actorSchema, glassSeq: z.int() }),
  /** `by` null: the first administrator of a workstation, whom nobody could make. */
  'person.changed': z.object({
    by: actorSchema.nullable(),
    person: personSchema,
    what: z.enum([
      'added',
      'role',
      'deactivated',
      'activated',
      'reset',
      'unlocked',
      'password',
      'pin',
      'badge',
      'badge-removed',
    ]),
  }),
  'record.viewed': z.object({
    by: actorSchema,
    sessionId: z.string(),
    /** With all sessions of that patient, this one the latest. */
    course: z.literal(true).optional(),
  }),
} as const;
