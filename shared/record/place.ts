import { z } from 'zod';

/** Another workstation whose finished sessions are kept here too, as they stand in its own record. */
export const placeSchema = z.object({ stationId: z.string(), room: z.string() });
export type Place = z.infer<typeof placeSchema>;
