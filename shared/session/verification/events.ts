import { z } from 'zod';
import { syringeSchema } from '../../dosing/order';
import { actorSchema } from '../../record/people';

export const preStartCheck = z.enum([
  'patient-identity',
  'order',
  'syringe',
  'allergies',
  'consent',
  'escort',
  'iv-site',
  'rescue-equipment',
]);
export type PreStartCheck = z.infer<typeof preStartCheck>;

/** What was verified before drug flows, by whom, and by what evidence. */
export const verificationEvents = {
  'check.confirmed': z.object({ by: actorSchema, check: preStartCheck, evidence: z.string() }),
  'syringe.loaded': z.object({ by: actorSchema, syringe: syringeSchema }),
} as const;
