import { z } from 'zod';
import { actorSchema } from '../record/people';
import { epochSchema } from '../time/clock';
import { quantity } from '../units/schema';
import type { MgPerKgPerHour } from '../units/units';

/** What earlier sessions of a patient were read for. In the workstation's stream: no session need be open. */
export const courseEvents = {
  /** Beside the rate of a new order it was shown what was tolerated before, or that it can not be told. */
  'tolerated-rate.shown': z.object({
    by: actorSchema,
    patientId: z.string(),
    drug: z.string(),
    /** Null: it could not be told. */
    offered: z
      .object({
        mgPerKgPerHour: quantity<MgPerKgPerHour>(),
        sessionId: z.string(),
        startedAt: epochSchema,
      })
      .nullable(),
    reasons: z.array(z.string()),
  }),
} as const;
