import { utilityProcess } from 'electron';
import type { CopyAnswer, CopyAsked } from '../store/copier';

/** Lets a process of its own copy the record; one that ends without a word made no copy. */
export function makeCopy(entry: string, asked: CopyAsked): Promise<CopyAnswer> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Infusion Console copies' });
    child.once('message', (answer: CopyAnswer) => resolve(answer));
    child.once('exit', (code) =>
      resolve({ kind: 'failed', reason: `the copying process ended without an answer (code ${code})` }),
    );
    child.postMessage(asked);
  });
}
