import type { EpochMs } from '../time/clock';
import type { SyncStatus } from './status';

/** What the quiet line says of the clinic's server: everything of the status that fits into one. */
export type SyncLine =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly link:
        | { readonly kind: 'online'; readonly since: EpochMs }
        | { readonly kind: 'offline'; readonly since: EpochMs; readonly reason: string }
        | { readonly kind: 'not-known' };
      readonly waiting: number;
      /** When the oldest that waits was written; null: nothing waits. */
      readonly oldestAt: EpochMs | null;
      readonly lastSentAt: EpochMs | null;
      /** Items that the server refused, and lanes that it forbids: a person has to look. */
      readonly refused: number;
    };

/** The line of a status. */
export function lineOf(status: SyncStatus): SyncLine {
  if (status.kind === 'off') return { kind: 'off' };
  const { link, waiting, oldestAt, lastSentAt, parked, lanes } = status;
  const refused = parked.length + lanes.filter(({ stopped }) => stopped !== null).length;
  return { kind: 'on', link, waiting, oldestAt, lastSentAt, refused };
}

const HOUR_MS = 3_600_000;

/** The hours that the clinic allows, where something waits for longer by now; null: nothing does. */
export function overdueHours(line: SyncLine, at: EpochMs, alarmAfterHours: number): number | null {
  if (line.kind === 'off' || line.oldestAt === null) return null;
  return at - line.oldestAt >= alarmAfterHours * HOUR_MS ? alarmAfterHours : null;
}
