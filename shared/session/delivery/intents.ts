import { z } from 'zod';
import { pauseReason } from './events';

/** What a person says about the running infusion; commands to the pump are in `../intents`. */
export const deliveryIntents = [
  z.object({ kind: z.literal('give-pause-reason'), reason: pauseReason, text: z.string() }),
  z.object({ kind: z.literal('keep-paused') }),
  z.object({ kind: z.literal('release-interlock'), reason: z.string().min(1) }),
  z.object({ kind: z.literal('confirm-hand-stop') }),
] as const;
