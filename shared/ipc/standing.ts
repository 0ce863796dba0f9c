import { z } from 'zod';
import type { limitProfileSchema } from '../limits/profile';
import type { ClinicRules } from '../policy/clinic-rules';
import type { BedsideState } from '../session/state';
import { epochSchema, type instantSchema } from '../time/clock';

/** How the record stands: told to the window beside the events, because an event can not say that it was not written. */
export const recordStandingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), lastWrittenAt: epochSchema.nullable() }),
  z.object({ kind: z.literal('not-kept'), since: epochSchema, reason: z.string(), waiting: z.number() }),
]);
export type RecordStanding = z.infer<typeof recordStandingSchema>;

export type Resumed = {
  readonly state: BedsideState;
  readonly hash: string;
  readonly record: RecordStanding;
  readonly now: z.infer<typeof instantSchema>;
};

export type WorkstationFacts = {
  readonly room: string;
  readonly version: string;
  readonly simulation: boolean;
  readonly timeFactor: number;
  readonly recordFolder: string;
  readonly freeBytes: number | null;
  readonly pumpPort: string | null;
  readonly monitorPort: string | null;
  /** Simulation only: PINs of the invented people, shown because no patient can be touched. */
  readonly trainingPins: Readonly<Record<string, string>> | null;
  /** Passwords of the same people, as readable. */
  readonly trainingPasswords: Readonly<Record<string, string>> | null;
  /** Nobody keeps the list of people yet: the first-run screen makes the first administrator. */
  readonly firstRun: boolean;
  /** The entries that a session opened now would get; empty where the library is refused. */
  readonly limitProfiles: z.infer<typeof limitProfileSchema>[];
  readonly library:
    | { readonly kind: 'ready'; readonly versionNo: number }
    | { readonly kind: 'refused'; readonly words: string };
  readonly policy: ClinicRules;
};
