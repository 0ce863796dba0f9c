import { mayDo, type Permission } from '../record/permissions';
import type { MonoMs } from '../time/clock';
import { chapters } from './chapters';
import { pumpAge } from './freshness';
import type { Intent } from './intents';
import { usable } from './pump-ability';
import type { BedsideState, Session } from './state';

const needed: Partial<Record<Intent['kind'], Permission>> = {
  ...Object.assign({}, ...chapters.map(({ needs }) => needs)),
  'open-session': 'open-session',
  'record-alarm-test': 'chart',
  'start-infusion': 'give-drug',
  'resume-infusion': 'give-drug',
  'change-rate': 'give-drug',
  'give-bolus': 'give-drug',
  'end-infusion': 'give-drug',
  'take-control': 'give-drug',
  'accept-device': 'accept-device',
  'accept-pump-change': 'accept-device',
  'resolve-uncertain': 'give-drug',
  'close-session': 'open-session',
};

/**
 * Why an intent can not be taken now, in the words that stand on its button; null when nothing is in the way. The
 * same answer greys the button and refuses the call. Pausing and the alarm sound are never blocked.
 */
export function blockedBy(state: BedsideState, kind: Intent['kind'], mono: MonoMs): string | null {
  if (
    kind === 'pause-infusion' ||
    kind === 'pause-sound' ||
    kind === 'resume-sound' ||
    kind === 'acknowledge-alarm'
  ) {
    return null;
  }
  const permission = needed[kind];
  if (permission !== undefined) {
    if (state.operator === null) return 'Locked. Sign in first.';
    if (!mayDo(state.operator.role, permission)) return `Not for the role of ${state.operator.role}.`;
  }
  if (kind === 'record-alarm-test') return null;
  const { session } = state;
  const open = session !== null && session.phase !== 'closed';
  if (kind === 'open-session') {
    return open ? `A session is open: ${session.patient.name}. Close it first.` : unseenAlarm(state);
  }
  if (!open) return 'No session is open.';

  const phase = wrongPhase(kind, session);
  if (phase !== null) return phase;
  for (const chapter of chapters) {
    const why = chapter.blocked(kind, state, session, mono);
    if (why !== null) return why;
  }
  switch (kind) {
    case 'start-infusion':
    case 'resume-infusion':
      return whyNotDeliver(state, session, mono, 'start');
    case 'change-rate':
      return whyNotDeliver(state, session, mono, 'setRate');
    case 'give-bolus':
      if (session.order.bolus === null) return 'not ordered';
      return usable(state.pump.capabilities, 'bolus') ? null : 'give at the pump, then record';
    case 'end-infusion':
      return session.phase === 'infusing' || session.phase === 'paused' ? null : 'Nothing to end.';
    case 'take-control':
      if (state.pump.link.kind !== 'up') return 'No pump is linked.';
      return isAccepted(state) ? null : 'Another pump is at the cable. Accept it first.';
    case 'close-session':
      if (session.phase === 'infusing' || session.phase === 'paused') return 'End the infusion first.';
      return session.openCommand === null ? null : 'blocked: not confirmed';
    default:
      return null;
  }
}

function wrongPhase(kind: Intent['kind'], { phase }: Session): string | null {
  switch (kind) {
    case 'start-infusion':
      return phase === 'preparing' ? null : 'The infusion was started.';
    case 'resume-infusion':
      return phase === 'paused' ? null : 'The infusion is not paused.';
    case 'change-rate':
      return phase === 'infusing' ? null : 'Nothing is infusing.';
    default:
      return null;
  }
}

/** Opening a session begins with an empty alarm bar: what nobody has seen of the patient before would go unseen. */
function unseenAlarm({ alarms }: BedsideState): string | null {
  const unseen = alarms.find(
    ({ priority, present, acknowledged }) => priority === 'high' && !present && !acknowledged,
  );
  return unseen === undefined ? null : `Not seen yet: ${unseen.words}. Touch the alarm bar first.`;
}

function isAccepted(state: BedsideState): boolean {
  return (state.pump.identity?.serialNumber ?? null) === state.pump.acceptedSerial;
}

/** Everything that must hold before the pump may be told to give more. */
function whyNotDeliver(
  state: BedsideState,
  session: Session,
  mono: MonoMs,
  what: 'start' | 'setRate',
): string | null {
  const { pump } = state;
  if (session.openCommand !== null) {
    return session.openCommand.stage === 'uncertain' ? 'blocked: not confirmed' : 'waiting for the pump';
  }
  if (pump.link.kind !== 'up') return 'no pump link';
  if (!isAccepted(state)) return 'blocked: another pump is at the cable';
  if (pump.identity?.simulator !== state.simulation) {
    return state.simulation ? 'blocked: a real pump in a simulation' : 'blocked: this pump is a simulator';
  }
  if (pumpAge(state, mono).freshness !== 'live') return 'blocked: pump reading is old';
  if (!usable(pump.capabilities, what)) return 'operate at the pump';
  if (pump.control !== 'console') {
    return pump.control === 'unknown' ? 'waiting for control of the pump' : 'operate at the pump';
  }
  if (session.pumpChange !== null) return 'blocked: accept the change at the pump first';
  const alarm = pump.reading?.value.alarms[0];
  if (alarm !== undefined) return 'blocked: pump alarm';
  return null;
}
