import { z } from 'zod';

/** Roles that a person on the list can have; what each may do stands in `permissions.ts`. */
export const staffRole = z.enum(['nurse', 'physician', 'pharmacist', 'administrator']);
export type StaffRole = z.infer<typeof staffRole>;

/** Every role that can act, with that of someone who came in by emergency access and is on no list. */
export const role = z.enum([...staffRole.options, 'emergency']);
export type Role = z.infer<typeof role>;

/** Who did something: kept with the act itself, so that the record reads without another table. */
export const actorSchema = z.object({ personId: z.string(), name: z.string(), role });
export type Actor = z.infer<typeof actorSchema>;

/** A person as the sign-in screen lists them. Never carries the secret. */
export const personSchema = actorSchema.extend({ role: staffRole, active: z.boolean() });
export type Person = z.infer<typeof personSchema>;
