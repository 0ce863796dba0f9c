import { utilityProcess } from 'electron';
import type { ConnectionStep } from '../../../shared/sync/connection-step';
import type { ReadySync } from '../fixed-setting';

/** Longer than any test: every request in it has its own time-out. */
const LONGEST_MS = 180_000;

/** Lets a process of its own test the connection; one that ends without a word is a fault, thrown. */
export function runTest(entry: string, ready: ReadySync): Promise<readonly ConnectionStep[]> {
  return new Promise((settle, fail) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Infusion Console connection test' });
    const tooLong = setTimeout(() => child.kill(), LONGEST_MS);
    child.once('message', (steps: readonly ConnectionStep[]) => settle(steps));
    child.once('exit', () => {
      clearTimeout(tooLong);
      fail(new Error('The test ended without an answer. Try it again.'));
    });
    child.postMessage(ready);
  });
}
