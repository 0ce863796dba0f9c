import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import { armedSigns, signNames } from '../../shared/session/delivery/armed';
import { standingWords } from '../../shared/session/delivery/interlock';
import { whyNotStoppedFromHere } from '../../shared/session/pump-ability';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatDuration, formatNumber } from '../../shared/units/format';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockSeconds } from '../live/words';
import { Refusals } from '../parts/sheet';

const reasons = [
  'Awake, oxygen on',
  'Airway opened, breathing again',
  'Sensor was wrong, patient well',
  'Physician at the bedside',
] as const;

/** The console stopped the pump by itself: what it saw, what to do, and the person's word before anything goes on. */
export function InterlockCard({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const [reason, setReason] = useState<string | null>(null);
  const { fired } = session.delivery;
  if (fired === null) return null;
  const { name, unit } = signNames[fired.sign];
  const blocked = blockedBy(state, 'release-interlock', now.mono);
  const byHand = session.phase === 'infusing' && whyNotStoppedFromHere(state) !== null;
  const present = armedSigns(session).map((armed) => standingWords(state, session, armed, now.mono));
  const length = formatDuration(fired.forSeconds * 1_000);
  const why = blocked ?? (reason === null ? 'choose a reason' : null);
  return (
    <div className="card column strong" data-testid="interlock-card">
      <div className="h2">
        {session.phase === 'infusing'
          ? byHand
            ? 'Press STOP on the pump now'
            : 'The console tells the pump to stop'
          : 'The console paused the pump'}
      </div>
      <div>
        <b>
          {name} {formatNumber(fired.value, 0)} {unit}, under {formatNumber(fired.level, 0)} for {length}
        </b>
        , at {clockSeconds(fired.at)}. Stimulate, open the airway, give oxygen, call.
      </div>
      <div className="lab" data-testid="interlock-now">
        Now: {present.join(' · ')}
      </div>
      <div className="answers">
        {reasons.map((words) => (
          <button
            key={words}
            type="button"
            className={reason === words ? 'btn low selected' : 'btn outline low'}
            aria-pressed={reason === words}
            disabled={blocked !== null}
            onClick={() => setReason(words)}
          >
            {words}
          </button>
        ))}
      </div>
      <Refusals reasons={submission.reasons} />
      <button
        type="button"
        className={why === null ? 'btn primary' : 'btn blocked'}
        data-testid="interlock-release"
        aria-disabled={why !== null || submission.pending}
        onClick={() =>
          why === null && reason !== null && void submission.send({ kind: 'release-interlock', reason })
        }
      >
        Release the interlock, keep paused
        {why !== null && <small>{why}</small>}
      </button>
    </div>
  );
}
