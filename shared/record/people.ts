import { z } from 'zod';

/** Roles of the people who use the console; what each may do stands in `permissions.ts`. */
export const role = z.enum(['nurse', 'physician', 'pharmacist', 'administrator']);
export type Role = z.infer<typeof role>;

/** Who did something: kept with the act itself, so that the record reads without another table. */
export const actorSchema = z.object({ personId: z.string(), name: z.string(), role });
export type Actor = z.infer<typeof actorSchema>;

/** A person as the sign-in screen lists them. Never carries the secret. */
export const personSchema = actorSchema.extend({ active: z.boolean() });
export type Person = z.infer<typeof personSchema>;
