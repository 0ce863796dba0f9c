import { utilityProcess } from 'electron';
import type { ExportAnswer, ExportAsked } from './exporter';

/** Lets a process of its own make the files; one that ends without a word made none. */
export function makeExport(entry: string, asked: ExportAsked): Promise<ExportAnswer> {
  return new Promise((resolve) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Infusion Console exports' });
    child.once('message', (answer: ExportAnswer) => resolve(answer));
    child.once('exit', (code) =>
      resolve({ kind: 'failed', reason: `the exporting process ended without an answer (code ${code})` }),
    );
    child.postMessage(asked);
  });
}
