import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Session } from '../../shared/session/state';
import { syringeLeftMl } from '../../shared/session/view';
import { formatIn, withUnit } from '../../shared/units/format';
import { canPauseFromHere } from '../parts/pause-words';
import type { Now } from '../live/store';
import { ageWords, clockSeconds, clockTime } from '../live/words';

function pumpWords(state: BedsideState, now: Now): string {
  const age = pumpAge(state, now.mono);
  const { link, reading } = state.pump;
  if (link.kind === 'never') return 'no link yet';
  if (age.freshness === 'absent') {
    const since = reading === null ? link.since : reading.at;
    return `no answer since ${clockSeconds(since)}`;
  }
  const pressure = reading?.value.linePressureMmHg ?? null;
  const line = pressure === null ? '' : ` · line ${formatIn(pressure, 'mmHg')} mmHg`;
  const watch = canPauseFromHere(state) ? '' : ' · watched only';
  return `linked${line}${watch}`;
}

function syringeWords(state: BedsideState, session: Session, now: Now): string {
  const left = syringeLeftMl(session, now.mono);
  const seen = state.pump.reading?.value.syringe ?? null;
  const size = seen === null ? '' : `${withUnit(seen.sizeMl, 'mL')} ${seen.brand} · `;
  return left === null ? `${size}not confirmed` : `${size}${withUnit(left, 'mL')} left`;
}

function Third({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  if (pumpAge(state, now.mono).freshness === 'absent' && state.pump.capabilities?.watchdogMs != null) {
    return (
      <>
        <span className="key">Watchdog</span>
        <span className="words wrap">pump may have stopped itself, unknown until it answers</span>
      </>
    );
  }
  if (session.phase === 'paused') {
    return (
      <>
        <span className="key">Reminder</span>
        <span className="words">at {clockTime(session.phaseSince + 600_000)}, after 10 min paused</span>
      </>
    );
  }
  const vtbi = state.pump.reading?.value.vtbi ?? null;
  if (vtbi?.active !== true || vtbi.ml === null) return null;
  return (
    <>
      <span className="key">Limit</span>
      <span className="words">{withUnit(vtbi.ml, 'mL')} set at the pump</span>
    </>
  );
}

/** Pump, syringe, and what the pump does by itself. */
export function DoseDevices({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const age = pumpAge(state, now.mono);
  const old = age.freshness === 'stale' ? age.ms : null;
  return (
    <div className="dose-devices" data-testid="dose-devices">
      <span className="key">Pump</span>
      <span className="words">{old === null ? pumpWords(state, now) : `old, ${ageWords(old)} ago`}</span>
      <span className="key">Syringe</span>
      <span className="words">{syringeWords(state, session, now)}</span>
      <Third state={state} session={session} now={now} />
    </div>
  );
}
