import { sameRate, toMgPerKgPerHour } from '../dosing/convert';
import { accountReading, flowing, newCounter, nothingDelivered, still } from '../dosing/delivered';
import type { PumpSnapshot } from '../readings/pump';
import type { MonoMs } from '../time/clock';
import { formatIn } from '../units/format';
import type { MlPerHour } from '../units/units';
import type { LoggedEvent } from './events';
import type { BedsideState, Phase, PumpChange, Session, Stamped } from './state';

/** What an event means for the session: phase, times, given dose, what was charted. Commands are in `evolve-command`. */
export function evolveSession(state: BedsideState, event: LoggedEvent): BedsideState {
  if (event.type === 'session.opened') return { ...state, session: opened(event), alarms: state.alarms };
  const { session } = state;
  if (session === null) return state;
  const next = sessionAfter(session, state, event);
  return next === session ? state : { ...state, session: next };
}

function opened(event: LoggedEvent & { type: 'session.opened' }): Session {
  const { by, patient, order, limits, room, simulation, timeFactor } = event.body;
  return {
    sessionId: event.sessionId,
    phase: 'preparing',
    openedAt: event.at,
    openedMono: event.mono,
    openedBy: by,
    patient,
    order,
    limits,
    room,
    simulation,
    timeFactor,
    checks: {},
    syringe: null,
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
    endedWhy: null,
  };
}

function sessionAfter(session: Session, state: BedsideState, event: LoggedEvent): Session {
  switch (event.type) {
    case 'check.confirmed': {
      const { by, check, evidence } = event.body;
      return { ...session, checks: { ...session.checks, [check]: { by, at: event.at, evidence } } };
    }
    case 'syringe.loaded': {
      const { by, syringe } = event.body;
      const evidence = `${syringe.drug} ${formatIn(syringe.concentrationMgPerMl, 'mg/mL')} mg/mL, ${formatIn(syringe.volumeMl, 'mL')} mL`;
      return { ...session, syringe, checks: { ...session.checks, syringe: { by, at: event.at, evidence } } };
    }
    case 'link.up': {
      const replaced =
        event.body.device === 'pump' && event.body.identity.serialNumber !== state.pump.acceptedSerial;
      return replaced
        ? { ...session, delivered: newCounter(session.delivered, event.mono, session.phase !== 'preparing') }
        : session;
    }
    case 'pump.reading':
      return isSessionPump(state) ? withReading(session, event.body, event) : session;
    case 'pause.reason':
      return { ...session, pauseReason: { reason: event.body.reason, text: event.body.text } };
    case 'pump.change-accepted':
      return { ...session, pumpChange: null };
    case 'observation.recorded':
      return {
        ...session,
        observation: { value: event.body.observation, at: event.at, mono: event.mono, seq: event.seq },
      };
    case 'infusion.ended':
      return { ...enterPhase(session, 'recovery', event), endedWhy: event.body.why };
    case 'session.closed':
      return enterPhase(session, 'closed', event);
    default:
      return session;
  }
}

/** The pump at the cable is the one that this session was opened with or that a person accepted. */
function isSessionPump(state: BedsideState): boolean {
  const serial = state.pump.identity?.serialNumber ?? null;
  return serial === null || state.pump.acceptedSerial === null || serial === state.pump.acceptedSerial;
}

/** Closes the running account of the phase that ends and opens the next one's. */
export function enterPhase(
  session: Session,
  phase: Phase,
  event: { readonly at: Session['openedAt']; readonly mono: MonoMs },
): Session {
  if (session.phase === phase) return session;
  const spent = Math.max(0, event.mono - session.phaseSinceMono);
  const starts = phase === 'infusing' && session.startedAt === null;
  return {
    ...session,
    phase,
    phaseSince: event.at,
    phaseSinceMono: event.mono,
    startedAt: starts ? event.at : session.startedAt,
    startedMono: starts ? event.mono : session.startedMono,
    infusedMs: session.infusedMs + (session.phase === 'infusing' ? spent : 0),
    pausedMs: session.pausedMs + (session.phase === 'paused' ? spent : 0),
    pauses: session.pauses + (phase === 'paused' ? 1 : 0),
    pauseReason: phase === 'paused' ? null : session.pauseReason,
    rateBeforePauseMlPerHour:
      phase === 'paused'
        ? (session.confirmedRate?.value.mlPerHour ?? null)
        : session.rateBeforePauseMlPerHour,
  };
}

/** The rate that the pump shows becomes the confirmed one. */
export function confirmRate(
  session: Session,
  mlPerHour: MlPerHour,
  event: Pick<LoggedEvent, 'at' | 'mono' | 'seq'>,
): Session {
  const { concentrationMgPerMl, dosingWeightKg } = session.order;
  return {
    ...session,
    confirmedRate: {
      value: { mlPerHour, mgPerKgPerHour: toMgPerKgPerHour(mlPerHour, concentrationMgPerMl, dosingWeightKg) },
      at: event.at,
      mono: event.mono,
      seq: event.seq,
    },
  };
}

function withReading(session: Session, snapshot: PumpSnapshot, event: LoggedEvent): Session {
  const started = session.startedAt !== null || session.phase !== 'preparing';
  const expectingStart = session.openCommand?.command.kind === 'start';
  const counting = started || expectingStart || flowing(snapshot);
  const delivered = accountReading(session.delivered, snapshot, event.mono, counting);
  const pending = session.openCommand;
  const counted: Session = {
    ...session,
    delivered:
      pending !== null && pending.command.kind !== 'stop' && pending.stage !== 'requested'
        ? {
            ...delivered,
            possibleMaxMlPerHour: Math.max(
              delivered.possibleMaxMlPerHour,
              pending.command.rateMlPerHour,
            ) as MlPerHour,
          }
        : delivered,
  };
  const reset = delivered.pumpCounterResets > session.delivered.pumpCounterResets && counting;
  const noted = reset
    ? changedAtPump(
        counted,
        {
          kind: 'counter-reset',
          words: 'The pump counts from zero again: it was switched off, or its volume was cleared.',
        },
        event,
      )
    : counted;
  // While a command is open its own evidence decides; a change seen meanwhile may be its effect.
  return pending === null ? followPump(noted, snapshot, event) : noted;
}

function changedAtPump(session: Session, change: PumpChange, event: LoggedEvent): Session {
  const seen: Stamped<PumpChange> = { value: change, at: event.at, mono: event.mono, seq: event.seq };
  return { ...session, pumpChange: seen };
}

/** What the pump does without having been asked: it wins, and is shown as its own doing (H13). */
function followPump(session: Session, snapshot: PumpSnapshot, event: LoggedEvent): Session {
  const rate = snapshot.rateMlPerHour;
  if (flowing(snapshot) && rate !== null) {
    const words = `Infusing ${formatIn(rate, 'mL/h')} mL/h, changed at the pump.`;
    if (session.phase !== 'infusing') {
      if (session.phase === 'closed') return session;
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
