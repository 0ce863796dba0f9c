import type { Controller } from '../session/controller';
import type { Listeners } from './server';

/** What the windows tell, and what becomes of it. */
export function listenersFor(to: {
  readonly controller: Controller;
  readonly metrics: { submitted(): void; painted(seq: number, mono: number | null): void };
  readonly sound: { say(working: boolean, reason: string): void };
  readonly lock: { touched(): void };
  readonly reading: { open(): void };
  /** Writes the stop to the pump without asking the session. */
  readonly stopAnyway: () => void;
  readonly alive: () => void;
  readonly soundTried: () => void;
}): Listeners {
  const { controller, metrics, sound, lock, reading } = to;
  return {
    pause: ({ basisSeq }) => {
      metrics.submitted();
      try {
        controller.submit({ kind: 'pause-infusion' }, basisSeq);
      } catch (error) {
        // Whatever is broken here, the stop goes out.
        to.stopAnyway();
        throw error;
      }
    },
    touched: () => lock.touched(),
    openReading: () => reading.open(),
    alive: () => to.alive(),
    painted: ({ seq, mono }) => metrics.painted(seq, mono),
    entry: (typed) => controller.entry(typed),
    warned: (left) => {
      const by = controller.state().operator;
      const draft = { type: 'limit.warned', body: { by, ...left } } as const;
      // An order is written for a day, not for the session that may be open beside it.
      controller.note(draft, left.place === 'order' ? 'apart' : undefined);
    },
    sound: ({ working, reason }) => {
      sound.say(working, reason);
      controller.sound(working, reason);
      to.soundTried();
    },
    soundChecked: ({ working, reason }) => {
      sound.say(working, reason);
      controller.soundChecked(working, reason);
    },
  };
}
