import { usable } from '../../shared/session/pump-ability';
import type { BedsideState } from '../../shared/session/state';
import { deliveryView } from '../../shared/session/view';
import type { MonoMs } from '../../shared/time/clock';
import { formatTimer } from '../../shared/units/format';

export type PauseWords = {
  readonly look: 'ready' | 'with-words' | 'held';
  readonly title: string;
  readonly below: string;
};

/** A pump without remote control can not be paused from here; the button then says where to go. */
export function canPauseFromHere(state: BedsideState): boolean {
  const { capabilities } = state.pump;
  return capabilities === null || usable(capabilities, 'pause');
}

/** What PAUSE says now. It is never disabled and never gone: in every state a touch sends the stop again. */
export function pauseWords(state: BedsideState, mono: MonoMs): PauseWords {
  const delivery = deliveryView(state, mono);
  const hand = state.session?.phase === 'closed' ? null : (state.session?.delivery.handStop ?? null);
  if (hand !== null) {
    return {
      look: 'with-words',
      title: 'PAUSE',
      below: `press STOP on the pump ${formatTimer(mono - hand.mono)}`,
    };
  }
  const stop = state.session?.openCommand ?? null;
  const stopping = stop !== null && stop.command.kind === 'stop';
  if (stopping && stop.stage !== 'uncertain') {
    return { look: 'with-words', title: 'PAUSE', below: 'asking the pump to stop' };
  }
  if (delivery.kind === 'unknown') {
    return { look: 'with-words', title: 'PAUSE', below: 'and press STOP on the pump' };
  }
  if (delivery.kind === 'paused') {
    return { look: 'held', title: 'Paused, confirmed', below: 'PAUSE stays armed until RESUME' };
  }
  if (delivery.kind === 'complete') return { look: 'held', title: 'PAUSE', below: 'the infusion has ended' };
  if (delivery.kind === 'not-started' && stop === null)
    return { look: 'with-words', title: 'PAUSE', below: 'not started' };
  if (!canPauseFromHere(state)) {
    return { look: 'with-words', title: 'PAUSE', below: 'press STOP on the pump' };
  }
  return { look: 'ready', title: 'PAUSE', below: '' };
}
