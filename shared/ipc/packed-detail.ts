import { packSeries, unpackSeries } from '../series/packed';
import type { PackedDetail, SessionDetail } from './session-detail';

/** Packs a detail that is there as a whole. */
export function packedDetail({ summary, state, events, series }: SessionDetail): PackedDetail {
  return {
    ...{ summary, state: JSON.stringify(state), events: JSON.stringify(events) },
    columns: packSeries(series),
  };
}

/** The detail again. Its texts are this program's own, made by the other process a moment before. */
export function unpackedDetail({ summary, state, events, columns }: PackedDetail): SessionDetail {
  return {
    summary,
    state: JSON.parse(state) as SessionDetail['state'],
    events: JSON.parse(events) as SessionDetail['events'],
    series: unpackSeries(columns),
  };
}
