import fc from 'fast-check';
import { expect } from 'vitest';
import { History } from './history';
import { step } from './history-steps';
import { noneMet } from './promises';

/** Plays `runs` random histories of a session; fails at the first broken promise, and when they got nowhere. */
export function playHistories(runs: number): void {
  const met = noneMet();
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 22 }), (steps) => {
      const history = new History(met);
      history.do({ kind: 'prepare' });
      for (const one of steps) history.do(one);
      history.finish();
    }),
    { numRuns: runs },
  );
  console.info(`histories met ${JSON.stringify(met)}`);
  // A property that never gets anywhere proves nothing.
  expect(met.confirmed).toBeGreaterThan(runs / 4);
  expect(met.resolved).toBeGreaterThan(runs / 50);
  expect(met.completed).toBeGreaterThan(runs / 1_000);
  expect(met.ownStops).toBeGreaterThan(runs / 1_000);
  expect(met.unbounded).toBeLessThan(met.checks / 5);
}
