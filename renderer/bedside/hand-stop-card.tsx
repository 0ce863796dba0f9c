import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatTimer } from '../../shared/units/format';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Refusals } from '../parts/sheet';

const asked = { pause: 'PAUSE', end: 'END', interlock: 'The interlock' } as const;

/** Only a hand at the pump stops it for certain; the timer ends with the pump's word, or with a person's. */
export function HandStopCard({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const { handStop } = session.delivery;
  if (handStop === null) return null;
  const blocked = blockedBy(state, 'confirm-hand-stop', now.mono);
  return (
    <div className="card strong" data-testid="hand-stop-card">
      <div className="grow">
        <b>
          {asked[handStop.why]}: press STOP on the pump{' '}
          <span data-testid="hand-stop-timer">{formatTimer(now.mono - handStop.mono)}</span>
        </b>
        <div className="lab">The time runs until the pump shows that it stands, or until you say so.</div>
        <Refusals reasons={submission.reasons} />
      </div>
      <button
        type="button"
        className={blocked === null ? 'btn outline low' : 'btn low blocked'}
        data-testid="hand-stop-confirm"
        aria-disabled={blocked !== null}
        onClick={() => blocked === null && void submission.send({ kind: 'confirm-hand-stop' })}
      >
        I see that the pump stands
        {blocked !== null && <small>{blocked}</small>}
      </button>
    </div>
  );
}
