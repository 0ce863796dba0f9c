import { z } from 'zod';
import { epochSchema } from '../time/clock';

export const selfTestItem = z.enum([
  'record',
  'clock',
  'sound',
  'library',
  'rules',
  'space',
  'copy',
  'power',
]);
export type SelfTestItem = z.infer<typeof selfTestItem>;

export const selfTestLineSchema = z.object({
  item: selfTestItem,
  /** Unknown: the workstation does not say, which is neither good nor bad. */
  standing: z.enum(['passed', 'failed', 'unknown']),
  /** What was found. */
  words: z.string(),
  /** What it means at the bedside, and what to do; empty where nothing has failed. */
  meaning: z.string(),
  todo: z.string(),
  /** No session is opened while this has failed. */
  blocks: z.boolean(),
});
export type SelfTestLine = z.infer<typeof selfTestLineSchema>;

/** What the workstation finds out about itself. */
export const workstationEvents = {
  'self-test.done': z.object({ at: epochSchema, lines: z.array(selfTestLineSchema) }),
} as const;

export type SelfTest = z.infer<(typeof workstationEvents)['self-test.done']>;
