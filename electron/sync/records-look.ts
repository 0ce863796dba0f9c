import { type FhirContext, localCodeSystem } from '../../shared/fhir/context';
import type { Instant } from '../../shared/time/clock';
import { openReplica, type Replica } from '../store/elsewhere/replica';
import type { RecordKey } from '../store/key';
import { pullRecords } from './pull-records';
import type { Look } from './runner';
import type { Wire } from './send-parts';
import type { SyncDb } from './sync-db';

const MARK = 'records pulled';

/** Brings finished sessions of other workstations beside the record, in turn with the sending. */
export function recordsLook(parts: {
  readonly db: Pick<SyncDb, 'mark' | 'keepMark' | 'tell'>;
  readonly wire: Wire;
  readonly context: FhirContext;
  readonly folder: string;
  readonly key: RecordKey;
  readonly now: () => Instant;
  readonly everyMs: number;
}): Look & { close(): void } {
  const { db, wire, context, folder, key, now } = parts;
  const replicas = new Map<string, Replica>();
  const told = new Set<string>();
  const replicaOf = (stationId: string): Replica => {
    const known = replicas.get(stationId) ?? openReplica(folder, key, stationId);
    replicas.set(stationId, known);
    return known;
  };
  const tellOnce = (words: string): void => {
    if (told.has(words)) return;
    told.add(words);
    db.tell(now().at, words);
  };
  return {
    everyMs: parts.everyMs,
    async look() {
      const newest = db.mark(MARK);
      const pulled = await pullRecords({
        ...{ transport: wire.carry, setting: context, newest, replicaOf },
        type: `${localCodeSystem(context)}|record-part`,
      });
      if (pulled.newest !== null && pulled.newest !== newest) db.keepMark(MARK, pulled.newest);
      for (const words of pulled.refused) tellOnce(words);
      if (pulled.sessions.length > 0)
        db.tell(now().at, `Sessions of other workstations that are here now: ${pulled.sessions.length}.`);
      if (pulled.failed === null) {
        wire.succeeded();
        return;
      }
      wire.heard(pulled.failed);
      wire.failed({ retryAfter: null, halve: false });
      tellOnce(`Sessions of other workstations could not be asked for: ${pulled.failed}`);
    },
    close() {
      for (const replica of replicas.values()) replica.close();
      replicas.clear();
    },
  };
}
