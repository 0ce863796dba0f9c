import type { SyncLine } from '../../shared/sync/line';
import type { EpochMs } from '../../shared/time/clock';
import { type Now, useLive, useNow } from '../live/store';
import { clockTime, counted } from '../live/words';

const DAY_MS = 86_400_000;

/** `for 12 min`, `for 3 h`, `for 2 days`: how long something has lasted, no finer than anybody needs. */
export function lastingWords(since: EpochMs, at: EpochMs): string {
  const minutes = Math.max(0, Math.floor((at - since) / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  return at - since < 2 * DAY_MS
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor((at - since) / DAY_MS)} days`;
}

/** One quiet sentence: where else the record is. Being offline is normal. */
export function syncWords(line: SyncLine, at: EpochMs): string {
  if (line.kind === 'off') return 'Kept on this workstation only';
  const { link, waiting, lastSentAt } = line;
  const waits = waiting === 0 ? '' : `${counted(waiting, 'record waits', 'records wait')}`;
  if (link.kind === 'offline')
    return [`Offline ${lastingWords(link.since, at)}`, waits === '' ? 'all is sent' : waits].join(', ');
  if (link.kind === 'not-known')
    return ['Server not heard yet', waits].filter((part) => part !== '').join(', ');
  if (waits !== '') return `Online, ${waits}`;
  return lastSentAt === null ? 'Online, all is sent' : `Online, all is sent, last ${clockTime(lastSentAt)}`;
}

/** What the server refused is work for later, never during an infusion. */
export function refusedWords(line: SyncLine): string | null {
  return line.kind === 'off' || line.refused === 0 ? null : `${line.refused} refused`;
}

function words(line: SyncLine | null, now: Now | null): string {
  if (line === null || now === null || !now.live) return 'Server: not known';
  const refused = refusedWords(line);
  return refused === null ? syncWords(line, now.at) : `${syncWords(line, now.at)}, ${refused}`;
}

/** The quiet line in the footer: information, not an alarm. */
export function SyncWords() {
  const line = useLive((view) => view.sync);
  const now = useNow();
  return <span data-testid="footer-sync">{words(line, now)}</span>;
}
