import { type CopyMade, copyRecord } from './copies';

// A process of its own: a copy of a year's record takes seconds, and a pump does not wait for it.

export type CopyAsked = Parameters<typeof copyRecord>[0];
export type CopyAnswer =
  | { readonly kind: 'made'; readonly copy: CopyMade }
  | { readonly kind: 'failed'; readonly reason: string };

process.parentPort.once('message', ({ data }: { data: CopyAsked }) => {
  let answer: CopyAnswer;
  try {
    answer = { kind: 'made', copy: copyRecord(data) };
  } catch (error) {
    answer = { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  process.parentPort.postMessage(answer);
  process.exit(0);
});
