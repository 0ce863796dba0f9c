import { wideLimits } from '../../shared/alarms/limits';
import { formatTimer } from '../../shared/units/format';
import { inOrder, markOf } from '../live/alarm-order';
import { goTo, openSheet } from '../live/route';
import { useLive, useNow } from '../live/store';
import { submit } from '../live/submit';
import { clockTime, limitsWords } from '../live/words';
import { LeaveSheet, Sheet } from './sheet';

/** Every alarm that stands, with what to do about it; seen ones can be marked so. */
export function AlarmSheet() {
  const alarms = useLive((view) => view.state?.alarms ?? null);
  const session = useLive((view) => view.state?.session ?? null);
  const now = useNow();
  const wide =
    session === null || session.phase === 'closed'
      ? []
      : wideLimits(session.vitalLimits, session.policy.alarms.vitalBands);
  const ordered = inOrder(alarms ?? []);
  return (
    <Sheet
      title="Alarms"
      testid="sheet-alarms"
      empty
      foot={
        <>
          <LeaveSheet>Close the list</LeaveSheet>
          {session !== null && session.phase !== 'closed' && (
            <button
              type="button"
              className="btn"
              data-testid="alarm-limits"
              onClick={() => {
                goTo('session');
                openSheet('alarm-limits');
              }}
            >
              Change alarm limits
            </button>
          )}
        </>
      }
    >
      <div className="alarm-list scroll">
        {ordered.length === 0 && <p>No active alarm. {limitsWords(session)}.</p>}
        {wide.map(({ sign, side, words }) => (
          <p key={`${sign}/${side}`} className="soft" data-testid="wide-limit">
            Limit {words}: this side hardly alarms or not at all.
          </p>
        ))}
        {ordered.map((alarm) => (
          <div key={alarm.alarmId} className="alarm-item" data-testid="alarm-item">
            <span className={`tag ${alarm.priority === 'low' ? 'line' : alarm.priority}`}>
              {markOf(alarm)}
            </span>
            <div className="grow">
              <b>{alarm.words}</b>
              <div className="lab">
                {alarm.present
                  ? `since ${clockTime(alarm.since)}, for ${formatTimer((now?.mono ?? 0) - alarm.sinceMono)}`
                  : `ended: ${alarm.nowWords ?? 'the condition is gone'}`}
                {alarm.acknowledged ? ' · seen' : ''}
              </div>
              {alarm.response && <div className="lab">{alarm.response}</div>}
            </div>
            {!alarm.acknowledged && (
              <button
                type="button"
                className="btn low"
                data-testid="alarm-seen"
                onClick={() => void submit({ kind: 'acknowledge-alarm', alarmId: alarm.alarmId })}
              >
                Mark as seen
              </button>
            )}
          </div>
        ))}
      </div>
    </Sheet>
  );
}
