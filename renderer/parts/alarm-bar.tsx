import type { Alarm } from '../../shared/alarms/alarm';
import { wideLimits } from '../../shared/alarms/limits';
import type { Instant } from '../../shared/time/clock';
import { formatTimer } from '../../shared/units/format';
import { inOrder, markOf } from '../live/alarm-order';
import { openSheet } from '../live/route';
import { useLive, useNow } from '../live/store';
import { submit } from '../live/submit';
import { clockTime, limitsWords } from '../live/words';
import { Icon } from './icon';
import { SimulationMark } from './simulation-mark';
import { SoundBlock } from './sound-block';

function touched(alarm: Alarm): void {
  if (!alarm.present) void submit({ kind: 'acknowledge-alarm', alarmId: alarm.alarmId });
  else openSheet('alarms');
}

function Message({ alarm, now, second = false }: { alarm: Alarm; now: Instant; second?: boolean }) {
  const latched = alarm.present ? '' : ' latched';
  // The second block is narrow: what happened fits, what to do stands in the first and in the list.
  const ended = second ? '' : ', touch when seen';
  const words = alarm.present ? alarm.words : `${alarm.words}: ${alarm.nowWords ?? 'ended'}${ended}`;
  return (
    <button
      type="button"
      className={`alarm-message ${alarm.priority}${latched}${second ? ' second' : ''}`}
      data-testid={second ? 'alarm-second' : 'alarm-first'}
      data-priority={alarm.priority}
      onClick={() => touched(alarm)}
    >
      <span className="mark">{markOf(alarm)}</span>
      <span className="words">{words}</span>
      {!second && alarm.present && (
        <span className="since">for {formatTimer(now.mono - alarm.sinceMono)}</span>
      )}
    </button>
  );
}

/** Silence of the main process is not quiet: what it would say now is not known. */
function NotKnown() {
  return (
    <div className="alarm-message medium" data-testid="alarm-not-known">
      <span className="mark">!!</span>
      <span className="words">SCREEN NOT LIVE, alarms are not known</span>
    </div>
  );
}

function Quiet() {
  const state = useLive((view) => view.state);
  const journal = useLive((view) => view.journal);
  const last = journal.findLast((event) => event.type === 'alarm.raised');
  const lastWords =
    last?.type === 'alarm.raised' ? ` · last: ${last.body.alarm.words}, ${clockTime(last.at)}` : '';
  return (
    <button
      type="button"
      className="alarm-message none"
      data-testid="alarm-none"
      onClick={() => openSheet('alarms')}
    >
      <Icon name="tick" />
      <span>No active alarm</span>
      <span className="cap words">{`${limitsWords(state?.session ?? null)}${lastWords}`}</span>
    </button>
  );
}

/** Limits that are off or hardly ever fire: said as long as they stand (SR-116). */
function WideMark() {
  const session = useLive((view) => view.state?.session ?? null);
  if (session === null || session.phase === 'closed') return null;
  const wide = wideLimits(session.vitalLimits, session.policy.alarms.vitalBands);
  const [first, ...more] = wide;
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className="alarm-wide"
      data-testid="limits-wide"
      onClick={() => openSheet('alarms')}
    >
      <Icon name="bell-off" />
      <span>
        Limit {first.words}
        {more.length > 0 && ` +${more.length}`}
      </span>
    </button>
  );
}

/** The highest alarm, the next one, how many more, the sound and the clock. Never empty, never covered. */
export function AlarmBar() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const [first, second, ...more] = inOrder(state?.alarms ?? []);
  return (
    <div className="alarm-bar" data-testid="alarm-bar" role="alert">
      {now !== null && !now.live && <NotKnown />}
      {first !== undefined && now !== null && <Message alarm={first} now={now} />}
      {first === undefined && now?.live !== false && <Quiet />}
      {second !== undefined && now !== null && <Message alarm={second} now={now} second />}
      {more.length > 0 && (
        <button
          type="button"
          className="alarm-more"
          data-testid="alarm-more"
          onClick={() => openSheet('alarms')}
        >
          +{more.length}
        </button>
      )}
      <WideMark />
      <SimulationMark />
      <SoundBlock />
      <div className="screen-clock" data-testid="clock">
        {now === null ? '- -' : clockTime(now.at)}
      </div>
    </div>
  );
}
