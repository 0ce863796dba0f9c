import { z } from 'zod';
import { epochSchema } from '../time/clock';

/** Names a line of a record within the workstation. */
export const recordLineName = z.string().regex(/^[a-z0-9]{1,32}$/);

/**
 * A record that was put back from a copy gives numbers to entries that others had before. From `afterSeq` on it is
 * another line of the same record: its entries are others, whatever their numbers. `at`: when it was put back.
 */
export const recordLineSchema = z.object({
  line: recordLineName,
  afterSeq: z.int().nonnegative(),
  at: epochSchema,
});
export type RecordLine = z.infer<typeof recordLineSchema>;

/** The line in which an entry stands, of the lines of its record in the order in which they began; null: the first. */
export const lineOf = (lines: readonly RecordLine[], seq: number): string | null =>
  lines.findLast(({ afterSeq }) => afterSeq < seq)?.line ?? null;

/**
 * After which entry a line was replaced by another, in the record as it goes on (`current`: its lines). Null: it was
 * not. A line that the record does not go on from at all was replaced as a whole, that is after 0.
 */
export function replacedAfter(current: readonly RecordLine[], line: string | null): number | null {
  const at = line === null ? -1 : current.findIndex((one) => one.line === line);
  if (line !== null && at < 0) return current.length === 0 ? null : 0;
  return current[at + 1]?.afterSeq ?? null;
}
