import { syringeRunsLow } from '../../shared/session/dose-conditions';
import type { BedsideState, Session } from '../../shared/session/state';
import { syringeOpen } from '../../shared/session/verification/checklist';
import { syringeLeftMl } from '../../shared/session/view';
import { withUnit } from '../../shared/units/format';
import { openSheet } from '../live/route';
import type { Now } from '../live/store';

/** What stands between this syringe's end and the next one's RESUME, and the way there. */
export function NextSyringeCard({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const open = session.phase === 'paused' ? syringeOpen(session) : [];
  const running = session.phase === 'infusing' || session.phase === 'paused';
  if (open.length === 0 && !(running && syringeRunsLow(session, now.mono))) return null;
  const left = syringeLeftMl(session, now.mono);
  const signedIn = state.operator !== null;
  return (
    <div className="card" data-testid="next-syringe-card">
      <div className="grow">
        {open.length > 0 ? (
          <b>RESUME waits: {open.join(', ')}</b>
        ) : (
          <>
            <b>Syringe nearly empty: {left === null ? 'rest not known' : `${withUnit(left, 'mL')} left`}</b>
            <div className="lab">
              {session.phase === 'paused'
                ? 'Compare the next label with the order before RESUME.'
                : 'Prepare the next one. It is changed while paused.'}
            </div>
          </>
        )}
      </div>
      <button
        type="button"
        className={signedIn ? 'btn outline low' : 'btn low blocked'}
        data-testid="next-syringe-open"
        aria-disabled={!signedIn}
        onClick={() => signedIn && openSheet('next-syringe')}
      >
        Next syringe
        {!signedIn && <small>Sign in first.</small>}
      </button>
    </div>
  );
}
