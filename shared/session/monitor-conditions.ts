import { type StandingCondition, standing } from '../alarms/condition';
import type { MonoMs } from '../time/clock';
import { formatNumber } from '../units/format';
import { agingMoments, isMeasured, nibpPatienceMs, vital } from './freshness';
import type { BedsideState, Session } from './state';

/** Whether the monitor's values can be had and trusted. */
export function monitorConditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const found: StandingCondition[] = [];
  const { monitor } = state;
  if (!monitor.trusted) {
    found.push(
      standing({
        condition: 'monitor-replaced',
        priority: 'medium',
        words: 'The monitor changed, or shows another patient',
        response: 'Check the name on the monitor, then accept it here. Until then its values are not taken.',
      }),
    );
  }
  // A monitor that never spoke is not a link that was lost: nothing else would say that nobody watches.
  if (monitor.link.kind === 'never' && monitor.acceptedSerial === null && session.phase === 'infusing') {
    found.push(
      standing({
        condition: 'monitor-never-linked',
        priority: 'medium',
        words: 'No monitor is linked, no vital signs here',
        response: 'Look at the patient and the monitor itself. Push the cable in at both ends.',
      }),
    );
  }
  if (monitor.link.kind !== 'up') return found;
  if (Object.values(monitor.numerics).some((seen) => seen.value.quality === 'demo')) {
    found.push(
      standing({
        condition: 'monitor-demo-data',
        priority: 'medium',
        words: 'The monitor shows demo data, not the patient',
        response: 'Leave the demo mode on the monitor.',
      }),
    );
  }
  if (session.phase !== 'infusing') return found;
  const spo2 = vital(state, 'SpO2', mono);
  if (monitor.trusted && (spo2 === null || spo2.freshness !== 'live' || !isMeasured(spo2.numeric))) {
    found.push(
      standing({
        condition: 'spo2-absent',
        priority: 'medium',
        words: 'No SpO₂ value',
        response: 'Look at the patient, then at the sensor.',
      }),
    );
  }
  const nibp = vital(state, 'NIBP-sys', mono);
  const started = session.startedMono ?? mono;
  const missing = nibp === null && monitor.trusted && mono - started > nibpPatienceMs(state);
  if (missing || nibp?.freshness === 'stale') {
    found.push(
      standing({
        condition: 'nibp-overdue',
        priority: 'low',
        words:
          nibp === null
            ? 'No NIBP since the start'
            : `NIBP is older than ${formatNumber(Math.floor(nibpPatienceMs(state) / 60_000), 0)} min`,
        response: 'Start a measurement at the monitor.',
      }),
    );
  }
  return found;
}

/** When time alone makes a value of the monitor too old, or a pressure overdue. */
export function monitorMoments(state: BedsideState, session: Session): number[] {
  const overdue = (session.startedMono ?? state.mono) + nibpPatienceMs(state);
  return [...Object.values(state.monitor.numerics).flatMap((seen) => agingMoments(state, seen)), overdue];
}
