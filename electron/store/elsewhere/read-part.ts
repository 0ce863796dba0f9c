import type { RecordPart } from '../../../shared/sync/record-part';
import { type Link, rowsOf } from '../chain';
import type { Connection } from '../connection';
import { linesTable } from '../lines';
import { sql } from '../sql';

export type PartWanted = Pick<RecordPart, 'stationId' | 'room' | 'sessionId' | 'fromSeq' | 'toSeq'>;

/**
 * A stretch of this record's log with its seals, for another workstation. A seal may cover some readings around an end:
 * then they come along, since the stretch could not be checked without them. Throws where the log does not hold the
 * entries, or no seal covers the last of them yet.
 */
export function readPart(db: Connection, wanted: PartWanted): RecordPart {
  const before = db.prepare<{ seq: number }, Link>(sql.linkBefore).get({ seq: wanted.fromSeq });
  const over = db.prepare<{ seq: number }, Link>(sql.linkOver).get({ seq: wanted.toSeq });
  if (before === undefined || over === undefined)
    throw new Error(`no seals stand around the entries ${wanted.fromSeq} to ${wanted.toSeq}`);
  const [fromSeq, toSeq] = [before.last_seq + 1, over.last_seq];
  const entries = [...rowsOf(db)(fromSeq - 1, toSeq)];
  const links = db
    .prepare<{ afterSeq: number; limit: number }, Link>(sql.links)
    .all({ afterSeq: fromSeq - 1, limit: entries.length + 1 })
    .filter(({ last_seq }) => last_seq <= toSeq);
  if (entries.length !== toSeq - fromSeq + 1)
    throw new Error(`the log does not hold every entry from ${fromSeq} to ${toSeq}`);
  const sealOf = ({ last_seq, hash }: Link) => ({ lastSeq: last_seq, hash: hash.toString('hex') });
  const lines = linesTable(db)
    .lines()
    .filter(({ afterSeq }) => afterSeq < toSeq);
  return {
    form: 'infusion-console record part 1',
    ...{ ...wanted, fromSeq, toSeq },
    ...(lines.length === 0 ? {} : { lines }),
    before: sealOf(before),
    entries: entries.map(({ seq, sessionId, runId, at, mono, type, version, body }) => [
      ...([seq, sessionId, runId, at, mono, type, version, body] as const),
    ]),
    seals: links.map(sealOf),
  };
}
