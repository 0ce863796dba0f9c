import type { Actor } from '../record/people';
import type { CommandPurpose, EventDraft } from './events';
import { takesStop, whyNotStoppedFromHere } from './pump-ability';
import type { BedsideState } from './state';
import { mayInfuse } from './view';

export type StopAsked = {
  readonly purpose: Extract<CommandPurpose, 'pause' | 'end' | 'secure'>;
  readonly commandId: string;
  readonly by: Actor | null;
  readonly basisSeq: number;
};

const shout = { pause: 'PAUSE', end: 'END', secure: 'the interlock' } as const;
const whyOf = { pause: 'pause', end: 'end', secure: 'interlock' } as const;

/**
 * What a stop means for the log, and whether one goes to the wire: it overtakes whatever is open, and where the pump
 * may not follow it the hand at the pump is asked for as well.
 */
export function stopDrafts(state: BedsideState, asked: StopAsked): { events: EventDraft[]; sends: boolean } {
  const { purpose, commandId, by, basisSeq } = asked;
  const { session } = state;
  const overtaken = session?.openCommand ?? null;
  const sends = takesStop(state.pump.capabilities);
  const events: EventDraft[] = [];
  if (sends && overtaken !== null && overtaken.stage !== 'uncertain') {
    const reason = `Overtaken by ${shout[purpose]} before the pump had shown it.`;
    events.push({ type: 'command.uncertain', body: { commandId: overtaken.commandId, reason } });
  }
  if (sends) {
    events.push({
      type: 'command.requested',
      body: {
        commandId,
        command: { kind: 'stop' },
        purpose,
        by,
        signedIn: state.operator !== null,
        basisSeq,
        rateMgPerKgPerHour: null,
        findings: [],
        reasons: [],
      },
    });
  }
  const detail = whyNotStoppedFromHere(state);
  const open = session !== null && session.phase !== 'closed';
  const running = open ? session.delivery.handStop : null;
  const needed = open && (mayInfuse(session) || purpose === 'end') && running?.why !== whyOf[purpose];
  // The hand's timer runs from the first time it was asked for; only an end is more than the pause before it.
  if (detail !== null && needed && (running === null || purpose === 'end')) {
    events.push({ type: 'hand-stop.asked', body: { why: whyOf[purpose], detail } });
  }
  return { events, sends };
}
