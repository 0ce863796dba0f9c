import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History } from './history';
import { step } from './history-steps';
import { noneMet } from './promises';

const HISTORIES = Number(process.env.HISTORIES ?? 10_000);

test(`${HISTORIES} random histories of a session keep every promise; more only by a person (SR-071)`, {
  timeout: 300_000,
}, () => {
  const met = noneMet();
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 22 }), (steps) => {
      const history = new History(met);
      history.do({ kind: 'prepare' });
      for (const one of steps) history.do(one);
      history.finish();
    }),
    { numRuns: HISTORIES },
  );
  console.info(`histories met ${JSON.stringify(met)}`);
  // A property that never gets anywhere proves nothing.
  expect(met.confirmed).toBeGreaterThan(HISTORIES / 4);
  expect(met.resolved).toBeGreaterThan(HISTORIES / 50);
  expect(met.completed).toBeGreaterThan(HISTORIES / 1_000);
  expect(met.ownStops).toBeGreaterThan(HISTORIES / 1_000);
  expect(met.unbounded).toBeLessThan(met.checks / 5);
});
