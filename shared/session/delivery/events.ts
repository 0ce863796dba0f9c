import { z } from 'zod';
import { orderedUnit } from '../../dosing/order';
import { findingSchema } from '../../limits/profile';
import { actorSchema } from '../../record/people';
import { quantity } from '../../units/schema';
import type { Mg } from '../../units/units';

export const pauseReason = z.enum([
  'nausea',
  'distress',
  'blood-pressure-or-heart-rate',
  'breathing',
  'line-or-pump',
  'toilet',
  'patient-asks',
  'other',
]);
export type PauseReason = z.infer<typeof pauseReason>;

/** The signs that an interlock may watch, as the monitor calls them. */
export const interlockSign = z.enum(['SpO2', 'RR']);
export type InterlockSign = z.infer<typeof interlockSign>;

/** Why the pump is to stand. */
export const stopWhy = z.enum(['pause', 'end', 'interlock']);
export type StopWhy = z.infer<typeof stopWhy>;

/** The running infusion: why it was paused, what the interlock did, what a hand at the pump did, how it ended. */
export const deliveryEvents = {
  'pause.reason': z.object({ by: actorSchema, reason: pauseReason, text: z.string() }),
  /** Asked whether to end after a long pause, a person answered: it stays a pause. */
  'pause.kept': z.object({ by: actorSchema }),
  /** A sign stayed below the level of the signed order; the stop itself is a command of its own, beside this. */
  'interlock.fired': z.object({
    sign: interlockSign,
    value: z.number(),
    level: z.number(),
    forSeconds: z.number(),
    /** Time for which it was seen below, in milliseconds. */
    belowMs: z.number(),
    lowest: z.number(),
    /** Readings in this log: the first below, the lowest, the last. */
    evidenceSeqs: z.array(z.number()),
    /** False: this pump takes no stop from here, the hand at the pump is the only one. */
    stopSent: z.boolean(),
  }),
  'interlock.released': z.object({
    by: actorSchema,
    reason: z.string().min(1),
    /** The sign was not back at its level; a physician lets the infusion go on all the same. */
    override: z.boolean(),
    value: z.number().nullable(),
  }),
  /** A stop was wanted that the console can not make for certain: the pump holds its controls, or does not answer. */
  'hand-stop.asked': z.object({ why: stopWhy, detail: z.string() }),
  'hand-stop.ended': z.object({
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('device'), evidenceSeq: z.number() }),
      z.object({ kind: z.literal('person'), by: actorSchema }),
    ]),
  }),
  /** Given at the pump by hand; its volume is in the pump's counter, and `findings` say what it was against. */
  'bolus.recorded': z.object({
    by: actorSchema,
    doseMg: quantity<Mg>(),
    overSeconds: z.number(),
    findings: z.array(findingSchema),
  }),
  /** What stands in a rate sheet that was not held; an empty text: the sheet was left or emptied. */
  'entry.changed': z.object({
    by: actorSchema.nullable(),
    purpose: z.enum(['change-rate', 'resume']),
    text: z.string(),
    unit: orderedUnit,
  }),
  'infusion.ended': z.object({ by: actorSchema.nullable(), why: z.enum(['ended', 'complete']) }),
} as const;
