import type { SyncStatus } from '../../shared/sync/status';
import { clockSeconds, dayWords } from '../live/words';

type On = Extract<SyncStatus, { kind: 'on' }>;

/** What happened on the way to the server, the newest first; the day stands above its first line. */
export function HistoryPanel({ history }: Pick<On, 'history'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled
    <section className="panel sync-part-panel" aria-label="Lately" tabIndex={0}>
      <h2>Lately</h2>
      <ul className="sync-history" data-testid="sync-history">
        {history.map(({ at, words }, index) => {
          const before = history[index - 1];
          const day = dayWords(at);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one second may read the same
            <li key={`${at} ${index}`}>
              <time>
                {before === undefined || dayWords(before.at) !== day
                  ? `${day}, ${clockSeconds(at)}`
                  : clockSeconds(at)}
              </time>
              {words}
            </li>
          );
        })}
        {history.length === 0 && <li>Nothing has happened yet.</li>}
      </ul>
    </section>
  );
}
