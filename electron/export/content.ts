import { createHash } from 'node:crypto';
import type { LoggedEvent } from '../../shared/session/events';
import type { Store } from '../store/store';

/** One entry as the JSON Lines export writes it, with its end of line. */
export const contentLine = (event: LoggedEvent): string => `${JSON.stringify(event)}\n`;

/** What a session's entries are as one whole. */
export type Content = {
  readonly entries: number;
  readonly readings: number;
  readonly lastSeq: number;
  readonly lastAt: number;
  /** SHA-256 over the lines of all entries, hex: of the JSON Lines export without its first line. */
  readonly sha256: string;
};

/** Reads a session once and gives its fingerprint; null where the record has no such session. */
export function contentOf(store: Pick<Store, 'events'>, sessionId: string): Content | null {
  const hash = createHash('sha256');
  let [entries, readings, lastSeq, lastAt] = [0, 0, 0, 0];
  for (const event of store.events(sessionId)) {
    hash.update(contentLine(event));
    entries += 1;
    if (event.type === 'pump.reading' || event.type === 'monitor.reading') readings += 1;
    lastSeq = event.seq;
    lastAt = event.at;
  }
  return entries === 0 ? null : { entries, readings, lastSeq, lastAt, sha256: hash.digest('hex') };
}
