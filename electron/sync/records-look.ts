import { z } from 'zod';
import { type FhirContext, localCodeSystem } from '../../shared/fhir/context';
import type { RecordLine } from '../../shared/record/lines';
import type { Instant } from '../../shared/time/clock';
import { appVersion } from '../../shared/version';
import { namedIn, openReplica, type Replica } from '../store/elsewhere/replica';
import type { RecordKey } from '../store/key';
import { pullRecords } from './pull-records';
import type { Look } from './runner';
import type { Wire } from './send-parts';
import type { SyncDb } from './sync-db';

const MARK = 'records pulled';
/** From when on there are parts that this version of the console can not read, and which version that is. */
const UNREADABLE = 'records unreadable';
const unreadableSchema = z.object({ from: z.iso.datetime({ offset: true }), version: z.string() });

/** Brings finished sessions of other workstations beside the record, in turn with the sending. */
export function recordsLook(parts: {
  readonly db: Pick<SyncDb, 'mark' | 'keepMark' | 'tell'>;
  readonly wire: Wire;
  readonly context: FhirContext;
  readonly folder: string;
  readonly key: RecordKey;
  readonly now: () => Instant;
  readonly everyMs: number;
  /** Of the program. */
  readonly version?: string;
  readonly ownLines: () => readonly RecordLine[];
}): Look & { close(): void } {
  const { db, wire, context, folder, key, now, version = appVersion } = parts;
  const replicas = new Map<string, Replica>();
  const told = new Set<string>();
  let beginAnew = false;
  const replicaOf = (name: string): Replica => {
    const known = replicas.get(name);
    if (known !== undefined) return known;
    const { begunAnew, ...replica } = openReplica(folder, key, name);
    replicas.set(name, replica);
    if (begunAnew) {
      beginAnew = true;
      tellOnce(
        `What was here of workstation ${namedIn(name).stationId} was damaged: all of it is brought again.`,
      );
    }
    return replica;
  };
  const unreadable = () => {
    const text = db.mark(UNREADABLE);
    return text === null || text === '' ? null : unreadableSchema.parse(JSON.parse(text));
  };
  /** Where the next look begins: a newer console takes what an older one could not read. */
  const begins = (): string | null => {
    const newest = db.mark(MARK) || null;
    const known = unreadable();
    if (newest === null || known === null || known.version === version) return newest;
    return Date.parse(known.from) < Date.parse(newest) ? known.from : newest;
  };
  const tellOnce = (words: string): void => {
    if (told.has(words)) return;
    told.add(words);
    db.tell(now().at, words);
  };
  return {
    everyMs: parts.everyMs,
    async look() {
      const newest = begins();
      const pulled = await pullRecords({
        ...{ transport: wire.carry, setting: context, newest, replicaOf, ownLines: parts.ownLines },
        type: `${localCodeSystem(context)}|record-part`,
      });
      if (beginAnew) db.keepMark(MARK, '');
      else if (pulled.newest !== null && pulled.newest !== newest) db.keepMark(MARK, pulled.newest);
      beginAnew = false;
      const known = unreadable();
      if (pulled.unreadableFrom !== null && known?.version !== version)
        db.keepMark(UNREADABLE, JSON.stringify({ from: pulled.unreadableFrom, version }));
      else if (known !== null && known.version !== version && pulled.failed === null)
        db.keepMark(UNREADABLE, '');
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
