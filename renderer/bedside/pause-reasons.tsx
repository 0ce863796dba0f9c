import { blockedBy } from '../../shared/session/blocked';
import type { PauseReason } from '../../shared/session/delivery/events';
import type { BedsideState, Session } from '../../shared/session/state';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Refusals } from '../parts/sheet';

const reasons: readonly { readonly reason: PauseReason; readonly words: string }[] = [
  { reason: 'patient-asks', words: 'Asked' },
  { reason: 'nausea', words: 'Nausea' },
  { reason: 'distress', words: 'Distress' },
  { reason: 'blood-pressure-or-heart-rate', words: 'BP or HR' },
  { reason: 'breathing', words: 'Breathing' },
  { reason: 'line-or-pump', words: 'Line/pump' },
  { reason: 'toilet', words: 'Toilet' },
  { reason: 'other', words: 'Other' },
];

/** Why it was paused, asked afterwards and never in the way of the pause. */
export function PauseReasons({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const given = session.pauseReason?.reason ?? null;
  const blocked = blockedBy(state, 'give-pause-reason', now.mono);
  if (blocked !== null && given === null) {
    return (
      <div className="card" data-testid="pause-reasons">
        <span className="lab">Reason for the pause: {blocked}</span>
      </div>
    );
  }
  return (
    <div className="card reasons" data-testid="pause-reasons">
      <span className="lab">
        Reason
        <br />
        <b>{given === null ? 'open' : 'saved'}</b>
      </span>
      {reasons.map(({ reason, words }) => (
        <button
          key={reason}
          type="button"
          className={given === reason ? 'btn low selected' : 'btn low'}
          data-testid={`pause-reason-${reason}`}
          aria-pressed={given === reason}
          disabled={blocked !== null}
          onClick={() => void submission.send({ kind: 'give-pause-reason', reason, text: '' })}
        >
          {words}
        </button>
      ))}
      <Refusals reasons={submission.reasons} />
    </div>
  );
}
