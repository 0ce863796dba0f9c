import { mayRunAt } from '../dosing/delivered';
import type { MgPerKgPerHour, MlPerHour } from '../units/units';
import type { LoggedEvent } from './events';
import { confirmRate, enterPhase } from './phase';
import type { BedsideState, LastCommand, OpenCommand, Session } from './state';

/** What an event means for the one command whose ending is not known. */
export function evolveCommand(state: BedsideState, event: LoggedEvent): BedsideState {
  const { session } = state;
  if (session === null) return state;
  const next = commandAfter(session, event);
  return next === session ? state : { ...state, session: next };
}

function commandAfter(session: Session, event: LoggedEvent): Session {
  if (event.type === 'command.requested') return requested(session, event);
  const open = session.openCommand;
  switch (event.type) {
    case 'command.sent':
      if (open?.commandId !== event.body.commandId) return session;
      return {
        ...session,
        delivered:
          open.command.kind === 'stop'
            ? session.delivered
            : mayRunAt(session.delivered, open.command.rateMlPerHour),
        openCommand: {
          ...open,
          stage: open.stage === 'uncertain' ? 'uncertain' : 'sent',
          evidenceAfterMono: event.mono,
        },
      };
    case 'command.acknowledged':
      if (open?.commandId !== event.body.commandId) return session;
      return {
        ...session,
        openCommand: {
          ...open,
          stage: open.stage === 'uncertain' ? 'uncertain' : 'acknowledged',
          evidenceAfterMono: event.mono,
        },
      };
    case 'command.uncertain':
      if (open?.commandId !== event.body.commandId || open.stage === 'uncertain') return session;
      return {
        ...session,
        delivered:
          open.command.kind === 'stop'
            ? session.delivered
            : mayRunAt(session.delivered, open.command.rateMlPerHour),
        openCommand: {
          ...open,
          stage: 'uncertain',
          uncertainSinceMono: event.mono,
          uncertainReason: event.body.reason,
        },
      };
    case 'command.confirmed':
      if (open?.commandId !== event.body.commandId) return session;
      return settle(session, open, event, { ending: 'confirmed', took: true, reason: null });
    case 'command.rejected':
      if (open?.commandId !== event.body.commandId) return session;
      return settle(session, open, event, { ending: 'rejected', took: false, reason: event.body.reason });
    case 'command.resolved': {
      if (open?.commandId !== event.body.commandId) return session;
      const { source, took } = event.body;
      const ending = source.kind === 'device' ? 'resolved-by-device' : 'resolved-by-person';
      const settled = settle(session, open, event, { ending, took, reason: open.uncertainReason });
      return source.kind === 'person'
        ? asTold(settled, source.pumpShows, source.rateMlPerHour, event)
        : settled;
    }
    default:
      return session;
  }
}

function requested(session: Session, event: LoggedEvent & { type: 'command.requested' }): Session {
  const { commandId, command, purpose, by, rateMgPerKgPerHour } = event.body;
  const superseded = session.openCommand;
  const openCommand: OpenCommand = {
    commandId,
    command,
    purpose,
    by,
    rateMgPerKgPerHour: rateMgPerKgPerHour as MgPerKgPerHour | null,
    stage: 'requested',
    requestedAt: event.at,
    requestedMono: event.mono,
    stopAskedMono: command.kind === 'stop' ? (superseded?.stopAskedMono ?? event.mono) : null,
    evidenceAfterMono: event.mono,
    rateBeforeMlPerHour: presentRate(session),
    uncertainSinceMono: null,
    uncertainReason: null,
  };
  // A stop overtakes whatever is open. What the overtaken command may have set running stays in the range.
  const delivered =
    superseded !== null && superseded.command.kind !== 'stop' && superseded.stage !== 'requested'
      ? mayRunAt(session.delivered, superseded.command.rateMlPerHour)
      : session.delivered;
  return { ...session, delivered, openCommand };
}

function presentRate(session: Session): MlPerHour | null {
  if (session.openCommand?.stage === 'uncertain') return session.openCommand.rateBeforeMlPerHour;
  if (session.phase === 'infusing') return session.confirmedRate?.value.mlPerHour ?? null;
  return 0 as MlPerHour;
}

function settle(
  session: Session,
  open: OpenCommand,
  event: LoggedEvent,
  outcome: Pick<LastCommand, 'ending' | 'took' | 'reason'>,
): Session {
  const closed: Session = {
    ...session,
    openCommand: null,
    lastCommand: {
      commandId: open.commandId,
      command: open.command,
      purpose: open.purpose,
      requestedAt: open.requestedAt,
      ...outcome,
    },
  };
  if (!outcome.took) return closed;
  switch (open.command.kind) {
    case 'start':
      return {
        ...enterPhase(confirmRate(closed, open.command.rateMlPerHour, event), 'infusing', event),
        pumpChange: null,
      };
    case 'set-rate':
      return confirmRate(closed, open.command.rateMlPerHour, event);
    case 'stop':
      // An end goes on to recovery by its own `infusion.ended`, written with this one; it is no pause.
      if (open.purpose === 'end') return closed;
      // A start that was overtaken before its proof, and gave something: the infusion has begun, and now it pauses.
      if (closed.phase === 'preparing' && closed.delivered.lowMl > 0) {
        return enterPhase(enterPhase(closed, 'infusing', event), 'paused', event);
      }
      return closed.phase === 'infusing' ? enterPhase(closed, 'paused', event) : closed;
  }
}

/** What a person read on the pump, kept as theirs: it moves the phase, and the next reading may correct it. */
function asTold(
  session: Session,
  pumpShows: 'stopped' | 'infusing',
  rate: MlPerHour | null,
  event: LoggedEvent,
): Session {
  if (pumpShows === 'stopped') {
    return session.phase === 'infusing' ? enterPhase(session, 'paused', event) : session;
  }
  const rated =
    rate === null
      ? session
      : { ...confirmRate(session, rate, event), delivered: mayRunAt(session.delivered, rate) };
  return session.phase === 'paused' || session.phase === 'preparing'
    ? enterPhase(rated, 'infusing', event)
    : rated;
}
