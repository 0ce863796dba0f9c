import { useEffect } from 'react';
import { isWithPatient } from '../shared/session/turned';
import { connect } from './live/connect';
import { useLive } from './live/store';
import { AlarmBar } from './parts/alarm-bar';
import { LiveStrip } from './parts/live-strip';
import { NotLive } from './parts/not-live';
import { PauseButton } from './parts/pause-button';
import { usePauseKeys } from './parts/pause-keys';
import { LiveReview } from './review/live-review';
import './theme/reading.css';

const performanceNow = () => performance.now();

/**
 * The second window: a running session for reading, once a second. Alarms and values are seen and not touched here;
 * PAUSE is. It makes no sound: the bedside window does.
 */
export function ReadingWindow() {
  useEffect(() => connect(window.bridge, performanceNow, false), []);
  usePauseKeys();
  const session = useLive((view) => view.state?.session ?? null);
  // A patient who answers on the turned screen must not read of the one before beside it.
  const withPatient = useLive((view) => view.state !== null && isWithPatient(view.state));
  const open = session !== null && session.phase !== 'closed';
  return (
    <>
      <main className="reading" data-testid="reading-window">
        <div className="reading-alarms" inert>
          <AlarmBar />
        </div>
        <div className="reading-head">
          <div className="strip" inert>
            {!withPatient && <LiveStrip />}
          </div>
          {open && <PauseButton room={session.room} />}
        </div>
        <LiveReview />
      </main>
      <NotLive />
    </>
  );
}
