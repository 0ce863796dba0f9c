import { goTo } from '../live/route';
import { useLive } from '../live/store';
import './cards.css';

/** An open suicide risk, on every screen of the session, until a physician has recorded what was done. */
export function RiskCard({ place = '' }: { place?: string }) {
  const session = useLive((view) => view.state?.session ?? null);
  const operator = useLive((view) => view.state?.operator ?? null);
  if (session === null || session.phase === 'closed' || session.recovery.risk.length === 0) return null;
  const { risk } = session.recovery;
  return (
    <div className={`card strong ${place}`} data-testid="risk-card">
      <div className="grow">
        <b>SUICIDE RISK OPEN</b>{' '}
        <span className="lab">
          {risk.map(({ words }) => words).join('; ')}. Stay with the patient, call the physician. Discharge is
          blocked.
        </span>
      </div>
      {operator !== null && (
        <button
          type="button"
          className="btn outline low"
          data-testid="risk-open"
          onClick={() => goTo('risk')}
        >
          Record what was done
        </button>
      )}
    </div>
  );
}
