import { blockedBy } from '../../shared/session/blocked';
import { asksToEnd } from '../../shared/session/delivery/pause';
import type { BedsideState, Session } from '../../shared/session/state';
import { pausedForMs } from '../../shared/session/view';
import { formatDuration } from '../../shared/units/format';
import { openSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Refusals } from '../parts/sheet';

/** A pause that lasts is asked about; two named answers, and PAUSED stays what it is meanwhile (SR-062). */
export function PauseQuestionCard({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const submission = useSubmission();
  if (!asksToEnd(session, now.mono)) return null;
  const blocked = blockedBy(state, 'keep-paused', now.mono);
  const look = blocked === null ? 'btn outline low' : 'btn low blocked';
  return (
    <div className="card strong" data-testid="pause-question-card">
      <div className="grow">
        <b>Paused for {formatDuration(pausedForMs(session, now.mono))}. Is the infusion to go on?</b>
        <div className="lab">Nothing is given until RESUME.</div>
        <Refusals reasons={submission.reasons} />
      </div>
      <button
        type="button"
        className={look}
        data-testid="keep-paused"
        aria-disabled={blocked !== null}
        onClick={() => blocked === null && void submission.send({ kind: 'keep-paused' })}
      >
        Keep paused
        {blocked !== null && <small>{blocked}</small>}
      </button>
      <button
        type="button"
        className={look}
        data-testid="pause-end"
        aria-disabled={blocked !== null}
        onClick={() => blocked === null && openSheet('end')}
      >
        End the infusion
      </button>
    </div>
  );
}
