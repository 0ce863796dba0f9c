import type { Session } from '../../shared/session/state';
import { deliveredMg, deliveredMl, timeLeftMs } from '../../shared/session/view';
import {
  formatDuration,
  formatIn,
  formatNumber,
  formatShare,
  formatTimer,
  withUnit,
} from '../../shared/units/format';
import type { Now } from '../live/store';
import { clockTime } from '../live/words';

/** One number while it is exact, `43.9 to 44.2` while it is a range. */
export function rangeText(
  low: number,
  high: number,
  exact: boolean,
  show: (value: number) => string,
): string {
  const [from, to] = [show(low), show(high)];
  return exact || from === to ? to : `${from} to ${to}`;
}

function Left({ session, now }: { session: Session; now: Now }) {
  const left = timeLeftMs(session, now.mono);
  if (session.phase === 'recovery') {
    return (
      <div className="left">
        <b>recovery {formatTimer(now.mono - session.phaseSinceMono)}</b>
        <span>{session.endedWhy === 'complete' ? 'all of the order' : 'before the total'}</span>
      </div>
    );
  }
  return (
    <div className="left">
      <b data-testid="time-left">{left === null ? 'time left not known' : `${formatDuration(left)} left`}</b>
      {left !== null && (
        <span>{session.phase === 'paused' ? 'once resumed' : `ends ${clockTime(now.at + left)}`}</span>
      )}
    </div>
  );
}

/** Given mg, percent of the order, mg/kg and mL, from what the pump reported; a range where that is not known. */
export function DoseGiven({ session, now }: { session: Session; now: Now }) {
  const { order } = session;
  const { lowMg, highMg, exact } = deliveredMg(session, now.mono);
  const volume = deliveredMl(session, now.mono);
  const share = (amount: number) => `${Math.min(100, (100 * amount) / order.totalMg)}%`;
  const text = rangeText(lowMg, highMg, exact, (value) => formatIn(value, 'mg'));
  const isRange = text.includes(' to ');
  return (
    <div className={isRange ? 'given uncertain' : 'given'}>
      <div className="top">
        <b className="amount" data-testid="delivered-mg">
          {text}
          <span className="unit">mg</span>
        </b>
        {!isRange && (
          <span className="of">
            <b>{formatShare(highMg / order.totalMg)} %</b> of {withUnit(order.totalMg, 'mg')}
          </span>
        )}
      </div>
      <div className="bar">
        <i style={{ width: share(lowMg) }} />
        {!exact && (
          <i
            className="range"
            style={{ left: share(lowMg), width: `max(0.6rem, ${(100 * (highMg - lowMg)) / order.totalMg}%)` }}
          />
        )}
      </div>
      <div className="sub">
        {isRange ? (
          <>
            <span>
              {rangeText(lowMg, highMg, false, (value) => formatShare(value / order.totalMg))} % of{' '}
              {withUnit(order.totalMg, 'mg')}
            </span>
            <span>limits use {formatIn(highMg, 'mg')}</span>
          </>
        ) : (
          <>
            <span data-testid="delivered-mg-per-kg">{withUnit(highMg / order.dosingWeightKg, 'mg/kg')}</span>
            {/* To the hundredth: this is the number to hold against the pump's own counter. */}
            <span data-testid="delivered-ml">{formatNumber(volume.high, 2)} mL</span>
          </>
        )}
      </div>
      {!isRange && <Left session={session} now={now} />}
    </div>
  );
}
