import { type Cut, cutOfPart, cutOfTrend } from '../../shared/sync/divide';
import type { RecordPart } from '../../shared/sync/record-part';
import type { WaitingItem } from './sync-rows';

/** Finds where an item may be cut. A part of the record is cut at a seal, so that each piece can be checked alone. */
export function cutFrom(
  partOf: (
    sessionId: string,
    fromSeq: number,
    toSeq: number,
  ) => Pick<RecordPart, 'entries' | 'seals' | 'sessionId'>,
): (item: WaitingItem) => Cut | null {
  return (item) => {
    const { attachment, sessionId, kind } = item;
    if (kind === 'trend-block') return cutOfTrend(item);
    if (attachment?.kind !== 'record' || sessionId === null) return null;
    return cutOfPart(partOf(sessionId, attachment.fromSeq, attachment.toSeq), attachment);
  };
}
