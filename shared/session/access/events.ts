import { z } from 'zod';
import { actorSchema } from '../../record/people';

/** Who is at the workstation: signing in, locking, being locked out, breaking the glass. */
export const accessEvents = {
  'operator.signed-in': z.object({ by: actorSchema }),
  'operator.signed-out': z.object({ by: actorSchema, why: z.enum(['asked', 'idle', 'run-ended']) }),
} as const;
