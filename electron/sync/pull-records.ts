import { z } from 'zod';
import { lineOf, type RecordLine } from '../../shared/record/lines';
import type { FhirResource } from '../../shared/sync/item';
import type { SyncSetting } from '../../shared/sync/setting';
import type { Transport } from '../../shared/sync/transport';
import { sqliteCode } from '../store/connection';
import { unpackPart } from '../store/elsewhere/packed-part';
import { isStationName, type Replica, replicaName } from '../store/elsewhere/replica';
import { pagesOf } from './pages';

/** Parts of a megabyte at most: so many at a time keep an answer small. */
const PAGE = 10;
/** So far behind the newest one the next look begins: servers may show a document a little after its time. */
const OVERLAP_MS = 120_000;

export type RecordsPulled = {
  /** The server's time of the newest part that was seen; null: none ever. */
  readonly newest: string | null;
  /** Sessions of other workstations that are whole here now. */
  readonly sessions: readonly string[];
  /** Parts that are not what their workstation wrote, each with why. They are not kept. */
  readonly refused: readonly string[];
  /** The server's time of the first part that this version of the console can not read; null: it read all. */
  readonly unreadableFrom: string | null;
  /** Why the look ended before its end; null: everything was seen. */
  readonly failed: string | null;
};

const partSchema = z.looseObject({
  id: z.string(),
  meta: z.looseObject({ lastUpdated: z.iso.datetime({ offset: true }) }),
  status: z.string(),
  content: z.array(z.looseObject({ attachment: z.looseObject({ data: z.base64().optional() }) })).min(1),
});

type Taken = {
  readonly sessions: readonly string[];
  readonly refused: string | null;
  /** A version of the console that knows more may take it. */
  readonly unreadable?: boolean;
};

type Document = z.infer<typeof partSchema>;

type Into = {
  readonly setting: Pick<SyncSetting, 'stationId'>;
  readonly replicaOf: (name: string) => Replica;
  /** The lines of this workstation's own record. */
  readonly ownLines: () => readonly RecordLine[];
};

const OF_DISK = /^SQLITE_(?:FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM|CORRUPT|NOTADB)/;
const isOfDisk = (error: unknown): boolean =>
  OF_DISK.test(sqliteCode(error) ?? '') || (error instanceof Error && 'syscall' in error);

/**
 * As `take`; what the disk does not take ends the look, and comes again. Whatever else is wrong with a part is wrong
 * with it alone: it must not hold up the parts behind it, or those of other workstations.
 */
function takeAlone(...asked: Parameters<typeof take>): Taken {
  try {
    return take(...asked);
  } catch (error) {
    if (isOfDisk(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const refused = `DocumentReference/${asked[0].id} is not taken by this version of the console: ${why}`;
    return { sessions: [], refused, unreadable: true };
  }
}

/**
 * Puts one document in. What this workstation's own record holds, or its author has taken back, is passed over; what it
 * held before it was put back from a copy is kept as of a part that was replaced.
 */
function take(document: Document, { setting: { stationId }, replicaOf, ownLines }: Into): Taken {
  const nothing: Taken = { sessions: [], refused: null };
  const refuse = (words: string): Taken => ({
    sessions: [],
    refused: `DocumentReference/${document.id} is no part of a record: ${words}.`,
  });
  if (document.status !== 'current') return nothing;
  const data = document.content[0]?.attachment.data;
  if (data === undefined) return refuse('it has no attachment');
  const unpacked = unpackPart(Buffer.from(data, 'base64'));
  if (unpacked.kind === 'refused') return refuse(unpacked.words);
  const { part } = unpacked;
  if (!isStationName(part.stationId))
    return refuse(`${JSON.stringify(part.stationId.slice(0, 64))} is no name of a workstation`);
  const line = part.lines?.at(-1)?.line ?? null;
  const isOwn = part.stationId === stationId;
  if (isOwn && lineOf(ownLines(), part.toSeq) === line) return nothing;
  const replica = replicaOf(replicaName(part.stationId, line));
  const answer = replica.putIn(part);
  if (isOwn && answer.kind !== 'refused') replica.noteLines(ownLines());
  if (answer.kind === 'refused') return refuse(`of workstation ${part.stationId}, ${answer.words}`);
  return { sessions: answer.kind === 'kept' ? answer.sessions : [], refused: null };
}

function pathOf(type: string, newest: string | null): string {
  const since = newest === null ? null : new Date(Date.parse(newest) - OVERLAP_MS).toISOString();
  const wanted = new URLSearchParams({
    type,
    ...(since === null ? {} : { _lastUpdated: `ge${since}` }),
    _sort: '_lastUpdated',
    _count: String(PAGE),
  });
  return `DocumentReference?${wanted.toString()}`;
}

/**
 * Brings the finished sessions of other workstations here: every part of a record that is newer than the last look. A
 * part that comes twice changes nothing, so a look that broke off begins again where the last whole page ended.
 */
export async function pullRecords(
  parts: Into & {
    readonly transport: Transport;
    /** The kind of document by which parts are searched: `system|code`. */
    readonly type: string;
    readonly newest: string | null;
  },
): Promise<RecordsPulled> {
  const { transport, type } = parts;
  let { newest } = parts;
  let unreadableFrom: string | null = null;
  const sessions: string[] = [];
  const refused: string[] = [];
  for await (const page of pagesOf(transport, pathOf(type, newest))) {
    if (page.kind === 'failed') return { newest, sessions, refused, unreadableFrom, failed: page.words };
    for (const resource of page.resources) {
      const document = partSchema.safeParse(resource);
      if (!document.success) {
        refused.push(`${nameOf(resource)} is no part of a record: it has no attachment.`);
        continue;
      }
      const taken = takeAlone(document.data, parts);
      sessions.push(...taken.sessions);
      if (taken.refused !== null) refused.push(taken.refused);
      const lastUpdated = notAfter(document.data.meta.lastUpdated, page.date);
      if (taken.unreadable === true) unreadableFrom ??= lastUpdated;
      if (newest === null || Date.parse(lastUpdated) > Date.parse(newest)) newest = lastUpdated;
    }
  }
  return { newest, sessions, refused, unreadableFrom, failed: null };
}

/** A document from a time that has not come would hide all that comes before it: then the answer's own time counts. */
const notAfter = (lastUpdated: string, answered: string | null): string =>
  answered !== null && Date.parse(lastUpdated) > Date.parse(answered) ? answered : lastUpdated;

const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${String(id)}`;
