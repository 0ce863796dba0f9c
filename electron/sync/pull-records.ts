import { z } from 'zod';
import type { FhirResource } from '../../shared/sync/item';
import type { SyncSetting } from '../../shared/sync/setting';
import type { Transport } from '../../shared/sync/transport';
import { unpackPart } from '../store/elsewhere/packed-part';
import type { Replica } from '../store/elsewhere/replica';
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
  /** Why the look ended before its end; null: everything was seen. */
  readonly failed: string | null;
};

const partSchema = z.looseObject({
  id: z.string(),
  meta: z.looseObject({ lastUpdated: z.iso.datetime({ offset: true }) }),
  status: z.string(),
  content: z.array(z.looseObject({ attachment: z.looseObject({ data: z.base64().optional() }) })).min(1),
});

type Taken = { readonly sessions: readonly string[]; readonly refused: string | null };

type Document = z.infer<typeof partSchema>;

/** Puts one document in; what is this workstation's own, or was taken back by its author, is passed over. */
function take(document: Document, stationId: string, replicaOf: (stationId: string) => Replica): Taken {
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
  if (part.stationId === stationId) return nothing;
  const answer = replicaOf(part.stationId).putIn(part);
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
export async function pullRecords(parts: {
  readonly transport: Transport;
  readonly setting: Pick<SyncSetting, 'stationId'>;
  /** The kind of document by which parts are searched: `system|code`. */
  readonly type: string;
  readonly newest: string | null;
  readonly replicaOf: (stationId: string) => Replica;
}): Promise<RecordsPulled> {
  const { transport, setting, type, replicaOf } = parts;
  let { newest } = parts;
  const sessions: string[] = [];
  const refused: string[] = [];
  for await (const page of pagesOf(transport, pathOf(type, newest))) {
    if (page.kind === 'failed') return { newest, sessions, refused, failed: page.words };
    for (const resource of page.resources) {
      const document = partSchema.safeParse(resource);
      if (!document.success) {
        refused.push(`${nameOf(resource)} is no part of a record: it has no attachment.`);
        continue;
      }
      const taken = take(document.data, setting.stationId, replicaOf);
      sessions.push(...taken.sessions);
      if (taken.refused !== null) refused.push(taken.refused);
      const { lastUpdated } = document.data.meta;
      if (newest === null || Date.parse(lastUpdated) > Date.parse(newest)) newest = lastUpdated;
    }
  }
  return { newest, sessions, refused, failed: null };
}

const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${String(id)}`;
