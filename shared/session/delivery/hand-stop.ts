import { type StandingCondition, standing } from '../../alarms/condition';
import { flowing, still } from '../../dosing/delivered';
import type { MonoMs } from '../../time/clock';
import { type Chapter, silent } from '../chapter';
import { accept, type Decision, type Here, refuse } from '../decision';
import { endOf } from '../end-of';
import type { EventDraft } from '../events';
import { pumpAge } from '../freshness';
import { enterPhase } from '../phase';
import { isSessionPump } from '../session-pump';
import type { BedsideState, Session } from '../state';
import type { DeliverySlice } from './slice';

/**
 * A stop that only a hand at the pump makes for certain: the pump is watched only, holds its own controls, or does not
 * answer. It ends when the pump shows that it stands, or when a person says so, and the record keeps which (ui.md 2).
 */
export const handStop: Chapter = {
  ...silent,
  needs: { 'confirm-hand-stop': 'give-drug' },
  evolve(session, _state, event) {
    const set = (to: DeliverySlice['handStop']): Session => ({
      ...session,
      delivery: { ...session.delivery, handStop: to },
    });
    switch (event.type) {
      case 'hand-stop.asked': {
        const since = session.delivery.handStop ?? event;
        return set({ why: event.body.why, at: since.at, mono: since.mono, seq: event.seq });
      }
      case 'hand-stop.ended': {
        const ended = set(null);
        const told = event.body.source.kind === 'person' && ended.phase === 'infusing';
        // The next reading corrects it: a pump that goes on is then seen as started at the pump.
        return told ? enterPhase(ended, 'paused', event) : ended;
      }
      case 'infusion.ended':
        return session.delivery.handStop === null ? session : set(null);
      default:
        return session;
    }
  },
  decide: (intent, here) => (intent.kind === 'confirm-hand-stop' ? confirm(here) : null),
  blocked(kind, state, session, mono) {
    if (kind !== 'confirm-hand-stop') return null;
    if (session.delivery.handStop === null) return 'Nothing waits for a hand at the pump.';
    return showsFlow(state, mono) ? 'The pump still shows that it infuses.' : null;
  },
  conditions,
  facts,
};

function snapshotOf(state: BedsideState, mono: MonoMs) {
  const { reading } = state.pump;
  return reading !== null && isSessionPump(state) && pumpAge(state, mono).freshness === 'live'
    ? reading
    : null;
}

function showsFlow(state: BedsideState, mono: MonoMs): boolean {
  const seen = snapshotOf(state, mono);
  return seen !== null && flowing(seen.value);
}

function facts(state: BedsideState, session: Session, mono: MonoMs): EventDraft[] {
  const asked = session.delivery.handStop;
  const seen = snapshotOf(state, mono);
  if (asked === null || seen === null || seen.seq <= asked.seq || !still(seen.value)) return [];
  const ended: EventDraft = {
    type: 'hand-stop.ended',
    body: { source: { kind: 'device', evidenceSeq: seen.seq } },
  };
  // An end whose own stop is still open is completed by that; one that the pump refused is completed by the hand.
  const completes =
    asked.why === 'end' &&
    session.openCommand === null &&
    (session.phase === 'infusing' || session.phase === 'paused');
  return completes
    ? [ended, { type: 'infusion.ended', body: { by: state.operator, why: 'ended' } }]
    : [ended];
}

function confirm({ session, operator }: Here): Decision {
  const asked = session.delivery.handStop;
  if (asked === null) return refuse('Nothing waits for a hand at the pump.');
  const open = session.openCommand;
  const events: EventDraft[] = [
    { type: 'hand-stop.ended', body: { source: { kind: 'person', by: operator } } },
  ];
  if (open?.command.kind === 'stop') {
    events.push(
      {
        type: 'command.resolved',
        body: {
          commandId: open.commandId,
          took: true,
          source: { kind: 'person', by: operator, pumpShows: 'stopped', rateMlPerHour: null },
        },
      },
      ...endOf(open),
    );
  } else if (asked.why === 'end') {
    events.push({ type: 'infusion.ended', body: { by: operator, why: 'ended' } });
  }
  return accept(...events);
}

function conditions(_state: BedsideState, session: Session): StandingCondition[] {
  if (session.delivery.handStop === null) return [];
  return [
    standing({
      condition: 'hand-stop-open',
      priority: 'high',
      words: 'STOP AT THE PUMP',
      response: 'Press STOP on the pump. The console can not stop it for certain.',
    }),
  ];
}
