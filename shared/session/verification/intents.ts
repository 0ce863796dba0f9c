import { z } from 'zod';
import { syringeSchema } from '../../dosing/order';
import { preStartCheck } from './events';

/** What a person wants before the start. */
export const verificationIntents = [
  z.object({ kind: z.literal('confirm-check'), check: preStartCheck, evidence: z.string() }),
  z.object({ kind: z.literal('load-syringe'), syringe: syringeSchema }),
] as const;
