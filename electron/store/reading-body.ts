import type { EventDraft } from '../../shared/session/events';
import { decodeMonitor, encodeMonitor } from './monitor-body';
import { decodePump, encodePump } from './pump-body';

/** A fact that comes once a second for hours, and is therefore kept as a short tuple. */
export type ReadingDraft = Extract<EventDraft, { type: 'pump.reading' | 'monitor.reading' }>;

/**
 * The text that is kept. What the tuple has no place for (a field of a later version) makes the whole body stay a
 * plain object: longer, and nothing is lost.
 */
export function encodeReading(draft: ReadingDraft): string {
  const tuple = draft.type === 'pump.reading' ? encodePump(draft.body) : encodeMonitor(draft.body);
  return JSON.stringify(tuple ?? draft.body);
}

/** The body of a kept reading, exactly as it was. Throws where the tuple is not one of ours. */
export function decodeReading(type: ReadingDraft['type'], stored: unknown): unknown {
  if (!Array.isArray(stored)) return stored;
  const tuple: readonly unknown[] = stored;
  return type === 'pump.reading' ? decodePump(tuple) : decodeMonitor(tuple);
}
