import { setImmediate as pause } from 'node:timers/promises';

/** Runs a long piece of work between the console's own: after each of its pieces everything that waits comes first. */
export async function inPieces<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pause();
  }
}

/** Looks at each of many, in pieces of so many. */
export function* piecewise<T>(all: Iterable<T>, size: number, look: (one: T) => void): Generator<void, void> {
  let count = 0;
  for (const one of all) {
    look(one);
    count += 1;
    if (count % size === 0) yield;
  }
}
