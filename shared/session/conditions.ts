import { type StandingCondition, standing } from '../alarms/condition';
import { flowing } from '../dosing/delivered';
import type { AlarmsPolicy } from '../policy/alarms-policy';
import { type MonoMs, patience } from '../time/clock';
import { formatIn, formatNumber } from '../units/format';
import type { Power } from '../workstation/power';
import { chapters } from './chapters';
import { doseConditions } from './dose-conditions';
import { pumpAge, ROUND_FLOOR_MS } from './freshness';
import { machineConditions } from './machine-conditions';
import { monitorConditions } from './monitor-conditions';
import { isSessionPump } from './session-pump';
import type { BedsideState, Session } from './state';
import { mayInfuse } from './view';
import { vitalConditions } from './vital-conditions';

/** What the log can not know about itself. */
export type Surroundings = {
  /** Why the record is not being written; null: it is. */
  readonly recordNotKept: string | null;
  /** Why no alarm sound can be made; null: it can. */
  readonly soundFailed: string | null;
  /** How alarms come back and sound, by the clinic's rules of now; an open session keeps its own. */
  readonly alarmRules: AlarmsPolicy;
  readonly power: Power;
  /** Something waits for the clinic's server for over so many hours, which the clinic does not allow; null: nothing does. */
  readonly syncOverdueHours: number | null;
  /** Why the display or the machine may fall asleep over a session; null: it is kept awake. */
  readonly mayFallAsleep: string | null;
};

export const ESCALATE_MS = 60_000;
export const STOP_CONFIRM_MS = 5_000;

/** Everything that is worth an alarm at `mono`. Pure: the same state and time give the same list. */
export function standingConditions(
  state: BedsideState,
  mono: MonoMs,
  surroundings: Surroundings,
): StandingCondition[] {
  const own = workstationConditions(state, mono, surroundings);
  const { session } = state;
  if (session === null || session.phase === 'closed') return own;
  return [
    ...own,
    ...machineConditions(session.policy.workstation, surroundings),
    ...linkConditions(state, session, mono),
    ...pumpConditions(state, session, mono),
    ...commandConditions(state, session, mono),
    ...doseConditions(session, mono),
    ...monitorConditions(state, session, mono),
    ...vitalConditions(state, mono),
    ...chapters.flatMap((chapter) => chapter.conditions(state, session, mono)),
  ];
}

function workstationConditions(
  state: BedsideState,
  mono: MonoMs,
  surroundings: Surroundings,
): StandingCondition[] {
  const found: StandingCondition[] = [];
  if (surroundings.recordNotKept !== null) {
    found.push(
      standing({
        condition: 'record-not-kept',
        priority: 'high',
        words: 'RECORD NOT KEPT',
        response: `${surroundings.recordNotKept} Only PAUSE works. Write on paper.`,
      }),
    );
  }
  if (surroundings.soundFailed !== null) {
    found.push(
      standing({
        condition: 'sound-path-failed',
        priority: 'medium',
        words: 'No alarm sound on this workstation',
        response: `${surroundings.soundFailed} Stay with the patient.`,
      }),
    );
  }
  if (surroundings.syncOverdueHours !== null) {
    found.push(
      standing({
        condition: 'sync-overdue',
        priority: 'low',
        words: `Records wait for the clinic's server for over ${formatNumber(surroundings.syncOverdueHours, 0)} h`,
        response:
          'Everything is safe on this workstation. After the session, have the network and the server looked at.',
      }),
    );
  }
  if (state.clockStep !== null && mono - state.clockStep.mono < patience(120_000, state.timeFactor, 2_000)) {
    const seconds = Math.round(state.clockStep.value / 1000);
    found.push(
      standing({
        condition: 'clock-stepped',
        key: String(state.clockStep.seq),
        priority: 'low',
        words: `The workstation's clock jumped by ${formatNumber(seconds, 0)} s`,
        response: 'Totals and durations are not changed by it. Check the clock after the session.',
      }),
    );
  }
  return found;
}

/** Since when nothing is known of the pump; across a restart of the console, since its last word before it. */
export function pumpUnheardSince(state: BedsideState, session: Session): MonoMs {
  const { link, reading } = state.pump;
  return link.kind === 'never' ? (reading?.mono ?? session.phaseSinceMono) : link.sinceMono;
}

function linkConditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const found: StandingCondition[] = [];
  const { link } = state.pump;
  if (
    link.kind === 'down' ||
    link.kind === 'silent' ||
    (link.kind === 'never' && session.startedAt !== null)
  ) {
    const lasting = mono - pumpUnheardSince(state, session) >= patience(ESCALATE_MS, state.timeFactor, 1_000);
    const infusing = mayInfuse(session);
    found.push(
      standing({
        condition: 'pump-link-lost',
        priority: infusing ? (lasting ? 'high' : 'medium') : session.phase === 'preparing' ? 'low' : 'medium',
        words: infusing ? 'PUMP LINK LOST, delivery unknown' : 'Pump link lost',
        response: infusing
          ? 'Go to the pump and read its screen. In doubt press STOP there. Push the cable in at both ends.'
          : 'Push the cable in at both ends.',
        awaitsFirstWord: link.kind === 'never',
      }),
    );
  }
  const monitorLink = state.monitor.link;
  // After a restart of the console a monitor that was there before is missed, not unknown.
  const missed =
    monitorLink.kind === 'never' && state.monitor.acceptedSerial !== null && session.startedAt !== null;
  if (monitorLink.kind === 'down' || monitorLink.kind === 'silent' || missed) {
    found.push(
      standing({
        condition: 'monitor-link-lost',
        priority: session.phase === 'preparing' ? 'low' : 'medium',
        words: 'Monitor link lost, no vital signs here',
        response: 'Look at the monitor itself. Push the cable in at both ends.',
        awaitsFirstWord: missed,
      }),
    );
  }
  return found;
}

function pumpConditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const { pump } = state;
  const found: StandingCondition[] = [];
  const fresh = pumpAge(state, mono).freshness !== 'absent';
  const snapshot = fresh && isSessionPump(state) ? pump.reading?.value : undefined;
  for (const alarm of snapshot?.alarms ?? []) {
    found.push(
      standing({
        condition: 'pump-alarm',
        key: alarm.code,
        priority: alarm.severity,
        words: `PUMP: ${alarm.text}`,
        response: 'Go to the pump and follow what it shows.',
      }),
    );
  }
  if (snapshot !== undefined && flowing(snapshot) && snapshot.motion === 'stalled') {
    found.push(
      standing({
        condition: 'pump-stalled',
        priority: 'high',
        words: 'The pump says infusing, its volume does not rise',
        response: 'Go to the pump. Check line, clamp and syringe.',
      }),
    );
  }
  const change = session.pumpChange;
  if (change !== null) {
    const started = change.value.kind === 'started';
    found.push(
      standing({
        condition: started
          ? 'pump-started-locally'
          : change.value.kind === 'counter-reset'
            ? 'pump-counter-reset'
            : 'pump-changed',
        key: String(change.seq),
        priority: started ? 'high' : 'medium',
        words: change.value.words,
        response: 'Check the pump against the order, then accept the change here or PAUSE.',
      }),
    );
  }
  const serial = pump.identity?.serialNumber ?? null;
  if (pump.link.kind === 'up' && pump.acceptedSerial !== null && serial !== pump.acceptedSerial) {
    found.push(
      standing({
        condition: 'pump-replaced',
        priority: 'high',
        words: `Another pump is at the cable: ${serial ?? 'no serial number'}`,
        response: `This session uses ${pump.acceptedSerial}. Check which pump is at the patient, then accept it here.`,
      }),
    );
  } else if (pump.control === 'refused' || pump.control === 'withdrawn') {
    found.push(
      standing({
        condition: 'pump-not-controlled',
        key: pump.control,
        priority: session.phase === 'infusing' && pump.control === 'withdrawn' ? 'medium' : 'low',
        words: pump.control === 'refused' ? 'The pump refuses remote control' : 'The pump took control back',
        response: 'Operate at the pump. PAUSE here is still sent; press STOP on the pump as well.',
      }),
    );
  }
  return found;
}

function commandConditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const open = session.openCommand;
  if (open === null) {
    const last = session.lastCommand;
    const notStopped =
      last !== null &&
      last.command.kind === 'stop' &&
      !last.took &&
      (session.phase === 'infusing' || pumpAge(state, mono).freshness === 'absent');
    return notStopped ? [stopNotConfirmed(last.reason ?? 'The pump did not stop.')] : [];
  }
  if (open.command.kind === 'stop') {
    const waited = mono - (open.stopAskedMono ?? open.requestedMono);
    const late =
      waited >= patience(STOP_CONFIRM_MS, state.timeFactor, ROUND_FLOOR_MS) || open.stage === 'uncertain';
    return late ? [stopNotConfirmed('The pump has not shown that it stopped.')] : [];
  }
  if (open.stage !== 'uncertain' || open.uncertainSinceMono === null) return [];
  const lasting = mono - open.uncertainSinceMono >= patience(ESCALATE_MS, state.timeFactor, 1_000);
  const what = open.command.kind === 'start' ? 'start' : 'rate change';
  return [
    standing({
      condition: 'command-not-confirmed',
      key: open.commandId,
      priority: lasting ? 'high' : 'medium',
      words: `NOT CONFIRMED: ${what} to ${formatIn(open.command.rateMlPerHour, 'mL/h')} mL/h`,
      response: 'Go to the pump and read its screen. In doubt press STOP there.',
    }),
  ];
}

/** One alarm however often PAUSE is pressed: each press is a command of its own, the danger is the same. */
function stopNotConfirmed(why: string): StandingCondition {
  return standing({
    condition: 'stop-not-confirmed',
    priority: 'high',
    words: 'PAUSE NOT CONFIRMED: press STOP on the pump',
    response: `${why} Press STOP on the pump now.`,
  });
}
