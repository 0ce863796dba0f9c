import { z } from 'zod';
import { actorSchema } from '../record/people';

/** One thing of the setting that became another; null: it was not there, or is not any more. */
const settingChangeSchema = z.object({
  what: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type SettingChange = z.infer<typeof settingChangeSchema>;

/** How this workstation reaches the clinic's server, and by which key. Never what is secret. */
export const serverEvents = {
  'clinic-server.set': z.object({ by: actorSchema, changes: z.array(settingChangeSchema).min(1) }),
  /** What a person decided about an item that the server refused. */
  'clinic-server.decided': z.object({
    by: actorSchema,
    what: z.enum(['retried', 'not-sent']),
    kind: z.string(),
    key: z.string(),
    /** Why it is not sent; empty where it is tried again. */
    reason: z.string(),
  }),
  'clinic-server.key': z.object({
    by: actorSchema,
    /** The key's own fingerprint, under which the server knows it. */
    keyId: z.string(),
    /** `opened`: the passphrase was typed, so that sync can begin. `not-opened`: a wrong one was. */
    what: z.enum(['made', 'used', 'removed', 'opened', 'not-opened']),
  }),
} as const;
