import type { Alarm, AlarmCondition } from '../../shared/alarms/alarm';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { inOrder } from '../live/alarm-order';
import { openSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Refusals } from '../parts/sheet';

/** Alarms with a card of their own: one thing said twice pushes a third off the screen. */
const ownCard: readonly AlarmCondition[] = ['interlock-fired', 'hand-stop-open', 'order-revoked'];

/** What the clinic does first at a high alarm. It stands over the graph, never over the value. */
export function AlarmCard({ alarms }: { alarms: readonly Alarm[] }) {
  const alarm = inOrder(alarms).find(
    (one) => one.priority === 'high' && one.present && !ownCard.includes(one.condition),
  );
  if (alarm === undefined || alarm.response === '') return null;
  return (
    <div className="card" data-testid="alarm-card">
      <div className="grow">
        <b>{alarm.words}</b>
        <div className="response">{alarm.response}</div>
      </div>
      <button type="button" className="btn outline low" onClick={() => openSheet('note')}>
        Note response
      </button>
    </div>
  );
}

/** Something was changed at the pump: said, and taken over only by a person. */
export function PumpChangeCard({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const change = session.pumpChange;
  if (change === null) return null;
  const blocked = blockedBy(state, 'accept-pump-change', now.mono);
  return (
    <div className="card" data-testid="pump-change-card">
      <div className="grow">
        <b>{change.value.words}</b>
        <div className="lab">
          Nothing was changed back. Raising the rate is blocked until you have read this.
        </div>
        <Refusals reasons={submission.reasons} />
      </div>
      <button
        type="button"
        className={blocked === null ? 'btn outline low' : 'btn low blocked'}
        data-testid="accept-pump-change"
        onClick={() => blocked === null && void submission.send({ kind: 'accept-pump-change' })}
      >
        Keep what the pump does
        {blocked !== null && <small>{blocked}</small>}
      </button>
    </div>
  );
}
