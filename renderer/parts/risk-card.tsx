import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { StandingCard } from './standing-card';

/** An open suicide risk, on every screen of the session, until a physician has recorded what was done. */
export function RiskCard({ place = '' }: { place?: string }) {
  const session = useLive((view) => view.state?.session ?? null);
  const operator = useLive((view) => view.state?.operator ?? null);
  if (session === null || session.phase === 'closed' || session.recovery.risk.length === 0) return null;
  const { risk } = session.recovery;
  return (
    <StandingCard
      testid="risk-card"
      place={place}
      title="SUICIDE RISK OPEN"
      way={
        operator === null
          ? null
          : { words: 'Record what was done', testid: 'risk-open', go: () => goTo('risk') }
      }
    >
      {risk.map(({ words }) => words).join('; ')}. Stay with the patient, call the physician. Discharge is
      blocked.
    </StandingCard>
  );
}
