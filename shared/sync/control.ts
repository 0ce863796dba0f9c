import { z } from 'zod';
import type { ItemKind } from './item';

/** Checked where it is looked up: what is no kind names no item. */
const itemKind = z.custom<ItemKind>((value) => typeof value === 'string');

/** What a person does about what waits for the clinic's server. */
export const syncControlSchema = z.discriminatedUnion('kind', [
  /** The server's fault was mended, or the source was: the item is sent once more. */
  z.object({ kind: z.literal('retry'), of: itemKind, key: z.string() }),
  /** It stays here and is not sent; what depends on it goes on waiting or goes without it. */
  z.object({
    kind: z.literal('dismiss'),
    of: itemKind,
    key: z.string(),
    reason: z.string().min(1).max(500),
  }),
  /** Nobody waits for the next look by itself. */
  z.object({ kind: z.literal('look-now') }),
]);
export type SyncControl = z.infer<typeof syncControlSchema>;
