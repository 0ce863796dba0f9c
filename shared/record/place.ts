import { z } from 'zod';

/** Another workstation whose finished sessions are kept here too, as they stand in its own record. */
export const placeSchema = z.object({
  stationId: z.string(),
  room: z.string(),
  /** Its record was put back from a copy since and does not hold the session, or what was said of it later, any more. */
  replaced: z.enum(['whole', 'later']).optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** Where a session is from, in words. Left out: it is of this workstation. */
export function placeWords({ stationId, room: named, replaced }: Place): string {
  // One that never had a session said of no room.
  const room = named === '' ? `workstation ${stationId}` : named;
  if (replaced === 'whole') return `${room}, from a part of its record that a copy has replaced`;
  if (replaced === 'later')
    return `${room}, another workstation; what was said of it last is from a part of its record that a copy has replaced`;
  return `${room}, another workstation`;
}
