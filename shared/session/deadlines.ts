import { alarmMoments } from '../alarms/engine';
import { proofTimeMs } from '../commands/evidence';
import { type MonoMs, monoMs, patience } from '../time/clock';
import { chapters } from './chapters';
import { ESCALATE_MS, pumpUnheardSince, STOP_CONFIRM_MS, type Surroundings } from './conditions';
import { doseMoments } from './dose-conditions';
import { quietLimitMs, ROUND_FLOOR_MS } from './freshness';
import { monitorMoments } from './monitor-conditions';
import { CONFIRM_FLOOR_MS, CONFIRM_MS, reminderMs, type SettleMemory } from './settle';
import type { BedsideState, Session } from './state';

/**
 * The next moment at which time alone may change something, later than `mono`; null when nothing waits. The
 * controller sets one timer for it. Too early does no harm: settling finds nothing and asks again.
 */
export function nextDeadline(
  state: BedsideState,
  mono: MonoMs,
  memory: SettleMemory,
  surroundings: Pick<Surroundings, 'alarmRules'>,
): MonoMs | null {
  const factor = state.timeFactor;
  const moments: number[] = [];
  const { pump, monitor, session, soundPause, clockStep } = state;
  if (pump.link.kind === 'up') {
    moments.push(Math.max(pump.link.sinceMono, pump.reading?.mono ?? 0) + quietLimitMs('pump', factor));
  } else if (session !== null) {
    moments.push(pumpUnheardSince(state, session) + patience(ESCALATE_MS, factor, 1_000));
  }
  if (monitor.link.kind === 'up') {
    moments.push(
      Math.max(monitor.link.sinceMono, monitor.lastReadingMono ?? 0) + quietLimitMs('monitor', factor),
    );
  }
  if (clockStep !== null) moments.push(clockStep.mono + patience(120_000, factor, 2_000));
  moments.push(
    ...alarmMoments({
      alarms: state.alarms,
      soundPause,
      memory,
      reminderMs: reminderMs(state, surroundings),
    }),
  );
  if (session !== null && session.phase !== 'closed') {
    moments.push(...commandMoments(session, factor), ...doseMoments(session, mono));
    moments.push(...monitorMoments(state, session));
    moments.push(...chapters.flatMap((chapter) => chapter.moments(state, session, mono)));
  }
  // Just past the moment: limits are met when they are reached, silences when they are exceeded. The moment itself
  // may be now, and what it brings about still to come.
  const ahead = moments.map((moment) => moment + 1).filter((past) => past > mono);
  return ahead.length === 0 ? null : monoMs(Math.min(...ahead));
}

function commandMoments(session: Session, factor: number): number[] {
  const open = session.openCommand;
  if (open === null) return [];
  const moments = [
    open.requestedMono + patience(CONFIRM_MS, factor, CONFIRM_FLOOR_MS) + proofTimeMs(open.command),
    (open.stopAskedMono ?? open.requestedMono) + patience(STOP_CONFIRM_MS, factor, ROUND_FLOOR_MS),
  ];
  if (open.uncertainSinceMono !== null) {
    moments.push(open.uncertainSinceMono + patience(ESCALATE_MS, factor, 1_000));
  }
  return moments;
}
