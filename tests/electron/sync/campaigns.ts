import { expect } from 'vitest';
import { fhirServer } from '../../fhir-server/server';
import { runOf } from './campaign';

/** Runs of a campaign in one file, so that files share the cores. */
export const RUNS_IN_A_FILE = 500;

/** So many runs from a seed on; none of them may leave anything wrong. Prints what they went through. */
export async function campaign(fromSeed: number, runs = RUNS_IN_A_FILE): Promise<void> {
  const server = await fhirServer({ validation: 'off', socket: false });
  const sum = { struck: 0, kills: 0, steps: 0, minutes: 0 };
  for (let seed = fromSeed; seed < fromSeed + runs; seed += 1) {
    const run = await runOf({ seed, server });
    expect({ seed, wrong: run.wrong, parked: run.parked }).toEqual({ seed, wrong: [], parked: [] });
    sum.struck += run.struck;
    sum.kills += run.kills;
    sum.steps += run.steps;
    sum.minutes += run.minutes;
  }
  // Each run has at least one fault that strikes, on the average; a campaign without faults proves nothing.
  expect(sum.struck).toBeGreaterThan(runs);
  expect(sum.kills).toBeGreaterThan(runs);
  const hours = Math.round(sum.minutes / 60);
  console.info(
    `${runs} runs: ${sum.struck} faults struck, ${sum.kills} kills, ${sum.steps} steps, ${hours} h of simulated time`,
  );
}
