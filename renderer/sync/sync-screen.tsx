import { useEffect } from 'react';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { useAnswer } from '../live/use-answer';
import { RoomFrame } from '../parts/room-frame';
import { HistoryPanel } from './history-panel';
import { LanesPanel } from './lanes-panel';
import { ParkedPanel } from './parked-panel';
import './sync.css';

const READ_AGAIN_MS = 1_000;

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
        {answered.kind === 'failed' && <p className="panel sync-part-panel">{answered.words}</p>}
        {status?.kind === 'off' && (
          <section className="panel sync-part-panel">
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
            <HistoryPanel history={status.history} />
          </div>
        )}
      </div>
    </RoomFrame>
  );
}
