import { type Cancel, type Clock, patience } from '../../shared/time/clock';
import type { Controller } from './controller';

const LOOK_EVERY_MS = 1_000;

export type IdleLock = { touched(): void; stop(): void };

/**
 * Locks the workstation when nobody has touched it for `idleMin`. The window says when it was touched; that the time
 * is over is judged here, so that a window that hangs or is rebuilt does not leave the workstation open.
 */
export function idleLock(parts: {
  readonly clock: Clock;
  readonly controller: Pick<Controller, 'state' | 'signOut'>;
  readonly idleMin: number;
}): IdleLock {
  const { clock, controller, idleMin } = parts;
  // Hands are not faster in a simulation that runs faster.
  const idleMs = patience(idleMin * 60_000, clock.factor, idleMin * 60_000);
  let touchedMono = clock.now().mono;
  let whom: string | null = null;
  let cancel: Cancel = () => {};

  function watch(inMs: number): void {
    cancel();
    cancel = clock.after(inMs, look);
  }

  function look(): void {
    const { operator } = controller.state();
    const now = clock.now().mono;
    // Whoever has just come in has the whole time, also when the sign-in itself was the last touch.
    if (operator !== null && operator.personId !== whom) touchedMono = now;
    whom = operator?.personId ?? null;
    const left = touchedMono + idleMs - now;
    if (operator !== null && left <= 0) {
      whom = null;
      controller.signOut('idle');
    }
    watch(left > 0 ? Math.min(left, LOOK_EVERY_MS * clock.factor) : LOOK_EVERY_MS * clock.factor);
  }

  look();
  return {
    touched: () => {
      touchedMono = clock.now().mono;
    },
    stop: () => cancel(),
  };
}
