import { sameRate } from '../dosing/convert';
import { accountReading, flowing, mayRunAt, newCounter, nothingDelivered, still } from '../dosing/delivered';
import type { PumpSnapshot } from '../readings/pump';
import { formatIn } from '../units/format';
import { openedAccess } from './access/slice';
import { chapters } from './chapters';
import { nothingYet } from './delivery/slice';
import { nothingElsewhere } from './elsewhere/slice';
import type { LoggedEvent } from './events';
import { emptyLedgerSlice } from './ledger/slice';
import { confirmRate, enterPhase } from './phase';
import { openedRecovery } from './recovery/signature';
import { noRounds } from './rounds/slice';
import { isSessionPump } from './session-pump';
import type { BedsideState, PumpChange, Session, Stamped } from './state';
import { nothingVerified } from './verification/slice';

/** What an event means for the session: phase, times, given dose, what was charted. Commands are in `evolve-command`. */
export function evolveSession(state: BedsideState, event: LoggedEvent): BedsideState {
  if (event.type === 'session.opened') return { ...state, session: opened(event) };
  const { session } = state;
  // A closed session stands: what the pump does afterwards is not this patient's.
  if (session === null || session.phase === 'closed') return state;
  const next = chapters.reduce(
    (after, chapter) => chapter.evolve(after, state, event),
    sessionAfter(session, state, event),
  );
  return next === session ? state : { ...state, session: next };
}

function opened(event: LoggedEvent & { type: 'session.opened' }): Session {
  const { by, patient, order, limits, policy, room, simulation, timeFactor } = event.body;
  return {
    sessionId: event.sessionId,
    phase: 'preparing',
    openedAt: event.at,
    openedMono: event.mono,
    openedBy: by,
    ...openedAccess(by),
    patient,
    order,
    limits,
    policy,
    vitalLimits: order.vitalLimits,
    room,
    simulation,
    timeFactor,
    ...nothingVerified,
    ...nothingElsewhere,
    syringe: null,
    syringeFromMl: nothingDelivered.highMl,
    startedAt: null,
    startedMono: null,
    infusedMs: 0,
    pausedMs: 0,
    pauses: 0,
    phaseSince: event.at,
    phaseSinceMono: event.mono,
    confirmedRate: null,
    rateBeforePauseMlPerHour: null,
    pauseReason: null,
    pumpChange: null,
    delivered: nothingDelivered,
    openCommand: null,
    lastCommand: null,
    observation: null,
    rounds: noRounds,
    endedWhy: null,
    ledger: emptyLedgerSlice,
    delivery: nothingYet,
    recovery: openedRecovery(event),
  };
}

function sessionAfter(session: Session, state: BedsideState, event: LoggedEvent): Session {
  switch (event.type) {
    case 'link.up': {
      const replaced =
        event.body.device === 'pump' && event.body.identity.serialNumber !== state.pump.acceptedSerial;
      return replaced ? { ...session, delivered: newCounter(session.delivered, event.mono) } : session;
    }
    case 'pump.reading':
      return isSessionPump(state) ? withReading(session, event.body, event) : session;
    case 'pump.change-accepted':
      return { ...session, pumpChange: null };
    case 'infusion.ended': {
      const ended = { ...enterPhase(session, 'recovery', event), endedWhy: event.body.why };
      // The pump stopped because the order is given: that is no change that someone has to accept.
      return session.pumpChange?.value.kind === 'stopped' ? { ...ended, pumpChange: null } : ended;
    }
    case 'session.closed':
      return enterPhase(session, 'closed', event);
    default:
      return session;
  }
}

/**
 * Whether what the counter rises by is a dose. Before the start it is a prime, unless the pump was seen to infuse, or
 * may have been set running: then nothing that follows is lost, also when the start is overtaken by a stop.
 */
function isCounting(session: Session, snapshot: PumpSnapshot): boolean {
  return (
    session.phase !== 'preparing' ||
    session.startedAt !== null ||
    session.openCommand?.command.kind === 'start' ||
    session.delivered.possibleMaxMlPerHour > 0 ||
    infuses(session, snapshot)
  );
}

/** The pump infuses; a purge before the start is a prime. */
function infuses(session: Session, snapshot: PumpSnapshot): boolean {
  return flowing(snapshot) && !(session.phase === 'preparing' && snapshot.runState === 'purging');
}

function withReading(session: Session, snapshot: PumpSnapshot, event: LoggedEvent): Session {
  const delivered = accountReading(session.delivered, snapshot, event.mono, isCounting(session, snapshot));
  const pending = session.openCommand;
  const mayHaveLeft =
    pending !== null && pending.command.kind !== 'stop' && pending.stage !== 'requested'
      ? pending.command.rateMlPerHour
      : null;
  const counted: Session = {
    ...session,
    delivered: mayHaveLeft === null ? delivered : mayRunAt(delivered, mayHaveLeft),
  };
  // While a command is open its own evidence decides; a change seen meanwhile may be its effect.
  const followed = pending === null ? followPump(counted, snapshot, event) : counted;
  const reset = delivered.pumpCounterResets > session.delivered.pumpCounterResets;
  return reset ? countedFromZero(session, followed, event) : followed;
}

/** A reset counter is news of its own, beside whatever else the pump is seen to have changed. */
function countedFromZero(before: Session, after: Session, event: LoggedEvent): Session {
  const words = 'The pump counts from zero again: it was switched off, or its volume was cleared.';
  const also = after.pumpChange !== before.pumpChange ? after.pumpChange : null;
  return changedAtPump(
    after,
    also === null
      ? { kind: 'counter-reset', words }
      : {
          kind: also.value.kind === 'started' ? 'started' : 'counter-reset',
          words: `${words} ${also.value.words}`,
        },
    event,
  );
}

function changedAtPump(session: Session, change: PumpChange, event: LoggedEvent): Session {
  const seen: Stamped<PumpChange> = { value: change, at: event.at, mono: event.mono, seq: event.seq };
  return { ...session, pumpChange: seen };
}

/** What the pump does without having been asked: it wins, and is shown as its own doing (H13). */
function followPump(session: Session, snapshot: PumpSnapshot, event: LoggedEvent): Session {
  const rate = snapshot.rateMlPerHour;
  if (infuses(session, snapshot) && rate !== null) {
    const words = `Infusing ${formatIn(rate, 'mL/h')} mL/h, changed at the pump.`;
    if (session.phase !== 'infusing') {
      const running = enterPhase(confirmRate(session, rate, event), 'infusing', event);
      return changedAtPump(running, { kind: 'started', words: `Started at the pump: ${words}` }, event);
    }
    const confirmed = session.confirmedRate?.value.mlPerHour;
    if (confirmed === undefined || !sameRate(confirmed, rate)) {
      return changedAtPump(confirmRate(session, rate, event), { kind: 'rate', words }, event);
    }
    return session;
  }
  if (still(snapshot) && session.phase === 'infusing') {
    const alarm = snapshot.alarms[0];
    const words = alarm ? `The pump stopped: ${alarm.text}.` : 'Stopped at the pump.';
    return changedAtPump(enterPhase(session, 'paused', event), { kind: 'stopped', words }, event);
  }
  return session;
}
