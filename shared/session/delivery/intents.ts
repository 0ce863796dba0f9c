import { z } from 'zod';
import { quantity } from '../../units/schema';
import type { Mg } from '../../units/units';
import { pauseReason } from './events';

/** What a person says about the running infusion; commands to the pump are in `../intents`. */
export const deliveryIntents = [
  z.object({ kind: z.literal('give-pause-reason'), reason: pauseReason, text: z.string() }),
  z.object({ kind: z.literal('keep-paused') }),
  z.object({ kind: z.literal('release-interlock'), reason: z.string().min(1) }),
  z.object({ kind: z.literal('confirm-hand-stop') }),
  /** A bolus that a hand gave at the pump, as it was given. */
  z.object({
    kind: z.literal('record-bolus'),
    doseMg: quantity<Mg>(),
    overSeconds: z.number(),
  }),
] as const;
