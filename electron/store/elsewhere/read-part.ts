import type { RecordPart } from '../../../shared/sync/record-part';
import { type Link, rowsOf } from '../chain';
import type { Connection } from '../connection';
import { sql } from '../sql';

export type PartWanted = Pick<RecordPart, 'stationId' | 'room' | 'sessionId' | 'fromSeq' | 'toSeq'>;

/**
 * A stretch of this record's log with its seals, for another workstation. Both ends have to be entries with a seal of
 * their own (anything but a reading), or the stretch could not be checked without its neighbours; throws otherwise.
 */
export function readPart(db: Connection, wanted: PartWanted): RecordPart {
  const { fromSeq, toSeq } = wanted;
  const before = db.prepare<{ seq: number }, Link>(sql.linkBefore).get({ seq: fromSeq });
  const entries = [...rowsOf(db)(fromSeq - 1, toSeq)];
  const links = db
    .prepare<{ afterSeq: number; limit: number }, Link>(sql.links)
    .all({ afterSeq: fromSeq - 1, limit: entries.length + 1 })
    .filter(({ last_seq }) => last_seq <= toSeq);
  const ends = before?.last_seq === fromSeq - 1 && links.at(-1)?.last_seq === toSeq;
  if (before === undefined || !ends || entries.length !== toSeq - fromSeq + 1)
    throw new Error(
      `the entries ${fromSeq} to ${toSeq} do not begin and end at a seal, or are not all there`,
    );
  const sealOf = ({ last_seq, hash }: Link) => ({ lastSeq: last_seq, hash: hash.toString('hex') });
  return {
    form: 'infusion-console record part 1',
    ...wanted,
    before: sealOf(before),
    entries: entries.map(({ seq, sessionId, runId, at, mono, type, version, body }) => [
      ...([seq, sessionId, runId, at, mono, type, version, body] as const),
    ]),
    seals: links.map(sealOf),
  };
}
