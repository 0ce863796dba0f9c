import { type Turned, turnedAfter } from '../outcomes/turn';
import { canonical } from '../record/canonical';
import { epochMs, monoMs } from '../time/clock';
import type { LoggedEvent } from './events';
import { evolveAlarms } from './evolve-alarms';
import { evolveCommand } from './evolve-command';
import { evolveDevices } from './evolve-devices';
import { evolveSession } from './evolve-session';
import { isReview } from './review/events';
import type { BedsideState } from './state';

/** The state of a console that has just been switched on and knows nothing. */
export function initialState(): BedsideState {
  return {
    seq: 0,
    at: epochMs(0),
    mono: monoMs(0),
    runId: '',
    simulation: false,
    timeFactor: 1,
    operator: null,
    pump: {
      link: { kind: 'never' },
      identity: null,
      acceptedSerial: null,
      capabilities: null,
      control: 'unknown',
      controlDetail: '',
      reading: null,
      lastFault: null,
    },
    monitor: {
      link: { kind: 'never' },
      identity: null,
      acceptedSerial: null,
      numerics: {},
      lastReadingMono: null,
      alarms: [],
      trusted: true,
      clockOffsetMs: null,
      lastFault: null,
    },
    session: null,
    alarms: [],
    soundPause: null,
    alarmTest: null,
    selfTest: null,
    turned: null,
    clockStep: null,
    significantSeq: 0,
  };
}

/** Events after which a decision formed earlier may rest on something that is no longer so. */
const significant: ReadonlySet<LoggedEvent['type']> = new Set([
  'session.opened',
  'session.closed',
  'syringe.loaded',
  'double-check.differed',
  'link.up',
  'link.down',
  'link.silent',
  'pump.control',
  'command.requested',
  'command.confirmed',
  'command.rejected',
  'command.uncertain',
  'command.resolved',
  'infusion.ended',
  'pump.change-accepted',
  'device.accepted',
  'interlock.fired',
  'interlock.released',
  'hand-stop.asked',
  'hand-stop.ended',
]);

/**
 * The state after one event: the whole of what a log means. Pure, total, and the same function in the main process,
 * in the window and on replay.
 */
export function evolve(before: BedsideState, event: LoggedEvent): BedsideState {
  // Written about a closed session, perhaps days later: nothing that runs now, and no account of then, moves by it.
  if (isReview(event.type)) return { ...before, seq: event.seq };
  const stamped: BedsideState = {
    ...before,
    seq: event.seq,
    at: event.at,
    mono: event.mono,
    turned: screenAfter(before.turned, event),
    significantSeq: significant.has(event.type) ? event.seq : before.significantSeq,
  };
  const changeBefore = before.session?.pumpChange ?? null;
  const after = evolveAlarms(
    evolveCommand(evolveSession(evolveDevices(stamped, event), event), event),
    event,
  );
  const changed = (after.session?.pumpChange ?? null) !== changeBefore;
  return changed ? { ...after, significantSeq: event.seq } : after;
}

function screenAfter(turned: Turned | null, event: LoggedEvent): Turned | null {
  switch (event.type) {
    case 'screen.turned':
    case 'screen.answered':
    case 'screen.taken-back':
      return turnedAfter(turned, event);
    default:
      return turned;
  }
}

/** The state of a log. */
export function replay(events: Iterable<LoggedEvent>, from: BedsideState = initialState()): BedsideState {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

/** A short fingerprint by which a window finds out that it folded something else than the main process (cyrb53). */
export function stateHash(state: BedsideState): string {
  const text = canonical(state);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16);
}
