import type { RecordPart } from '../../../shared/sync/record-part';
import { begin, type Sealed, seal } from '../chain';

export const sealedOf = ([
  seq,
  sessionId,
  runId,
  at,
  mono,
  type,
  version,
  body,
]: RecordPart['entries'][number]): Sealed => ({
  ...{ seq, sessionId, runId, version, body },
  at: at as Sealed['at'],
  mono: mono as Sealed['mono'],
  type: type as Sealed['type'],
});

/** Why a part is not what its workstation wrote; null: every entry is there once and every seal holds. */
export function againstPart({ fromSeq, toSeq, before, entries, seals }: RecordPart): string | null {
  if (before.lastSeq !== fromSeq - 1)
    return `its first seal ends at ${before.lastSeq}, not at ${fromSeq - 1}`;
  if (entries.length !== toSeq - fromSeq + 1 || entries.some(([seq], index) => seq !== fromSeq + index))
    return `it does not hold each entry from ${fromSeq} to ${toSeq} once`;
  if (seals.at(-1)?.lastSeq !== toSeq) return `no seal stands at its end, entry ${toSeq}`;
  let hash = begin(Buffer.from(before.hash, 'hex'));
  let next = 0;
  for (const { lastSeq, hash: sealed } of seals) {
    for (let entry = entries[next]; entry !== undefined && entry[0] <= lastSeq; entry = entries[next]) {
      seal(hash, sealedOf(entry));
      next += 1;
    }
    const found = hash.digest();
    if (found.toString('hex') !== sealed) return `the seal at entry ${lastSeq} does not hold`;
    hash = begin(found);
  }
  return next === entries.length ? null : 'entries stand behind its last seal';
}
