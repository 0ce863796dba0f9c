import { z } from 'zod';
import { overridableGate, seenGate } from '../../recovery/gate';
import { riskAssessmentSchema, scoreSchema } from './events';

/** What a person wants in this chapter. What a physician signs needs their own secret with the call. */
export const recoveryIntents = [
  z.object({ kind: z.literal('record-recovery-score'), score: scoreSchema }),
  z.object({
    kind: z.literal('record-recovery-item'),
    gate: seenGate,
    standing: z.enum(['met', 'not-yet']),
    evidence: z.string().min(1),
  }),
  z.object({
    kind: z.literal('override-gates'),
    gates: z.array(overridableGate).min(1),
    reason: z.string().min(1),
  }),
  z.object({ kind: z.literal('report-risk'), words: z.string().min(1) }),
  z.object({ kind: z.literal('assess-risk'), ...riskAssessmentSchema.shape }),
  z.object({ kind: z.literal('sign-discharge') }),
] as const;
