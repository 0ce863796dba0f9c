import { useEffect } from 'react';
import type { SyncStatus } from '../../shared/sync/status';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { useAnswer } from '../live/use-answer';
import { RoomFrame } from '../parts/room-frame';
import { LanesPanel } from './lanes-panel';
import { ParkedPanel } from './parked-panel';
import './sync.css';

const READ_AGAIN_MS = 1_000;

type On = Extract<SyncStatus, { kind: 'on' }>;

function History({ status }: { status: On }) {
  return (
    <section className="panel sync-panel" aria-label="Lately">
      <h2>Lately</h2>
      <ul className="sync-history" data-testid="sync-history">
        {status.history.map(({ at, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one second may read the same
          <li key={`${at} ${index}`}>
            <time>{new Date(at).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'medium' })}</time>
            {words}
          </li>
        ))}
        {status.history.length === 0 && <li>Nothing has happened yet.</li>}
      </ul>
    </section>
  );
}

/** What of the record is on the clinic's server, what waits, and what it refused. Never needed during an infusion. */
export function SyncScreen() {
  const [answered, again] = useAnswer('syncStatus', {});
  const role = useLive((view) => view.state?.operator?.role ?? null);
  const now = useNow();
  useEffect(() => {
    const timer = setInterval(again, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);
  const status = answered.kind === 'here' ? answered.value : null;
  return (
    <RoomFrame
      actions={
        <button type="button" className="btn" data-testid="sync-leave" onClick={() => goTo('home')}>
          Back
        </button>
      }
    >
      <div className="sync" data-testid="sync-screen">
        {answered.kind === 'failed' && <p className="panel sync-panel">{answered.words}</p>}
        {status?.kind === 'off' && (
          <section className="panel sync-panel">
            <h1>Clinic’s server</h1>
            <p>
              No server is set up. Everything is kept on this workstation only. An administrator connects it
              under “Connect the server”.
            </p>
          </section>
        )}
        {status?.kind === 'on' && now !== null && (
          <div className="sync-columns">
            <LanesPanel status={status} at={now.at} onLook={again} />
            <ParkedPanel status={status} role={role} onChanged={again} />
            <History status={status} />
          </div>
        )}
      </div>
    </RoomFrame>
  );
}
