import { alarmFrom } from '../../shared/session/delivery/pause';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Session } from '../../shared/session/state';
import { syringeLeftMl } from '../../shared/session/view';
import { formatDuration, formatIn, withUnit } from '../../shared/units/format';
import type { Now } from '../live/store';
import { ageWords, clockSeconds, clockTime } from '../live/words';
import { armedShort } from '../parts/interlock-words';
import { canPauseFromHere } from '../parts/pause-words';

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
  // The brand stands where the syringe is checked; here it would push what is left out of sight.
  const size = seen === null ? '' : ` · ${withUnit(seen.sizeMl, 'mL')} syringe`;
  return left === null ? `not confirmed${size}` : `${withUnit(left, 'mL')} left${size}`;
}

/** What the console may stop by itself stands beside the pump that it would stop. */
function interlockLine(session: Session): Line {
  return { key: 'Interlock', words: armedShort(session) };
}

type Line = { readonly key: string; readonly words: string; readonly wrap?: boolean };

/** Three lines: what matters in this state, the pump first where it is not answering. */
function deviceLines(state: BedsideState, session: Session, now: Now): Line[] {
  const age = pumpAge(state, now.mono);
  const old = age.freshness === 'stale' ? age.ms : null;
  const pump = { key: 'Pump', words: old === null ? pumpWords(state, now) : `old, ${ageWords(old)} ago` };
  const syringe = { key: 'Syringe', words: syringeWords(state, session, now) };
  if (age.freshness === 'absent') {
    if (state.pump.capabilities?.watchdogMs == null) return [pump, syringe];
    return [
      pump,
      { key: 'Watchdog', words: 'pump may have stopped itself, unknown until it answers', wrap: true },
    ];
  }
  if (session.phase === 'paused') {
    const inMs = alarmFrom(session) - session.phaseSinceMono;
    const words = `at ${clockTime(session.phaseSince + inMs)}, after ${formatDuration(inMs)} paused`;
    return [{ key: 'Reminder', words }, syringe, interlockLine(session)];
  }
  return [pump, syringe, interlockLine(session)];
}

/** Pump, syringe, and what comes by itself. */
export function DoseDevices({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  return (
    <div className="dose-devices" data-testid="dose-devices">
      {deviceLines(state, session, now).map(({ key, words, wrap = false }) => (
        <div key={key} className="device">
          <span className="key">{key}</span>
          <span className={wrap ? 'words wrap' : 'words'}>{words}</span>
        </div>
      ))}
    </div>
  );
}
