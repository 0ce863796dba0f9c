import { z } from 'zod';
import type { FhirContext } from '../../shared/fhir/context';
import { handedOverSchema } from '../../shared/sync/arrived';
import { durationMs, type Instant } from '../../shared/time/clock';
import { type PullCursor, pullFromTheStart, pullOnce } from './pull';
import type { Look } from './runner';
import type { Wire } from './send-parts';
import type { SyncDb } from './sync-db';

/** What the main process is asked: to keep what came; to note that the server said all that is new. */
export type AskMain = (about: 'elsewhere' | 'server-asked', body: unknown) => Promise<unknown>;

const MARK = 'pulled';
const typeCursor = z.object({ at: z.string().nullable(), recent: z.array(z.string()) });
const cursorSchema = z.object({ patients: typeCursor, orders: typeCursor });

/** Up to where was asked; what can not be read is asked from the start, and known in the record. */
function cursorIn(text: string | null): PullCursor {
  if (text === null) return pullFromTheStart;
  const read = cursorSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : pullFromTheStart;
}

/** Asks the clinic's server for patients and orders, in turn with the sending, and as patiently where it fails. */
export function pullLook(parts: {
  readonly db: Pick<SyncDb, 'mark' | 'keepMark' | 'keepPlace' | 'tell'>;
  readonly wire: Wire;
  readonly baseUrl: string;
  readonly context: FhirContext;
  readonly ask: AskMain;
  readonly pulled: (at: Instant['at']) => void;
  readonly now: () => Instant;
  readonly everyMs: number;
}): Look {
  const { db, wire, baseUrl, context, ask, now } = parts;
  let told: string | null = null;
  return {
    everyMs: parts.everyMs,
    async look() {
      const cursor = cursorIn(db.mark(MARK));
      const result = await pullOnce({
        ...{ transport: wire.carry, baseUrl, context, cursor },
        handOver: async (arrived) => {
          const answers = z.array(handedOverSchema).safeParse(await ask('elsewhere', arrived));
          return answers.success ? answers.data : [];
        },
        linked: ({ kind, key, type, id, version }) => db.keepPlace(kind, key, { type, id, version }, null),
      });
      if (JSON.stringify(result.cursor) !== JSON.stringify(cursor))
        db.keepMark(MARK, JSON.stringify(result.cursor));
      const { at } = now();
      if (result.arrived > 0) db.tell(at, `From the server: ${result.arrived} of patients and orders.`);
      if (result.kind === 'failed') {
        const { words, retryAfterMs } = result;
        wire.heard(result.status === null ? words : null);
        wire.failed({ retryAfter: retryAfterMs === null ? null : durationMs(retryAfterMs), halve: false });
        if (told !== words) db.tell(at, `Patients and orders could not be asked for: ${words}`);
        told = words;
        return;
      }
      told = null;
      wire.heard(null);
      wire.succeeded();
      parts.pulled(at);
      await ask('server-asked', { server: baseUrl });
    },
  };
}
