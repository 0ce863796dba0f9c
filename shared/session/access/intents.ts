import { z } from 'zod';

/** What whoever is signed in wants with the session of someone else. */
export const accessIntents = [z.object({ kind: z.literal('take-over-session') })] as const;
