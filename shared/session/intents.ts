import { z } from 'zod';
import { softReasonSchema } from '../limits/profile';
import { deviceRole } from '../readings/device';
import { quantity } from '../units/schema';
import type { MgPerKgPerHour, MlPerHour } from '../units/units';
import { accessIntents } from './access/intents';
import { alarmIntents } from './alarms/intents';
import { deliveryIntents } from './delivery/intents';
import { elsewhereIntents } from './elsewhere/intents';
import { ledgerIntents } from './ledger/intents';
import { recoveryIntents } from './recovery/intents';
import { roundIntents } from './rounds/intents';
import { verificationIntents } from './verification/intents';

/**
 * What a person wants. `basisSeq` is the state that they were looking at; a decision that could increase delivery
 * is refused when that is no longer the state that matters.
 */
export const intentSchema = z.discriminatedUnion('kind', [
  ...alarmIntents,
  ...verificationIntents,
  ...roundIntents,
  ...deliveryIntents,
  ...recoveryIntents,
  ...ledgerIntents,
  ...accessIntents,
  ...elsewhereIntents,
  z.object({ kind: z.literal('open-session'), orderId: z.string() }),
  z.object({
    kind: z.literal('start-infusion'),
    rateMgPerKgPerHour: quantity<MgPerKgPerHour>(),
    reasons: z.array(softReasonSchema),
  }),
  z.object({ kind: z.literal('pause-infusion') }),
  z.object({
    kind: z.literal('resume-infusion'),
    rateMgPerKgPerHour: quantity<MgPerKgPerHour>(),
    reasons: z.array(softReasonSchema),
  }),
  z.object({
    kind: z.literal('change-rate'),
    rateMgPerKgPerHour: quantity<MgPerKgPerHour>(),
    reasons: z.array(softReasonSchema),
  }),
  z.object({ kind: z.literal('give-bolus') }),
  z.object({ kind: z.literal('end-infusion') }),
  z.object({ kind: z.literal('take-control') }),
  z.object({ kind: z.literal('accept-device'), device: deviceRole }),
  z.object({ kind: z.literal('accept-pump-change') }),
  z.object({
    kind: z.literal('resolve-uncertain'),
    commandId: z.string(),
    pumpShows: z.enum(['stopped', 'infusing']),
    rateMlPerHour: quantity<MlPerHour>().nullable(),
  }),
  z.object({ kind: z.literal('close-session') }),
]);
export type Intent = z.infer<typeof intentSchema>;

/** The same call's answer. `accepted` says that the fact is on disk, not that the pump did it. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), seq: z.number(), commandId: z.string().nullable() }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);
export type Answer = z.infer<typeof answerSchema>;
