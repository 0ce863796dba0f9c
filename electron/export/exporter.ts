import { openStore } from '../store/database';
import { type ExportWish, writeExport } from './write-export';

// A process of its own: a session of four hours takes seconds to read and to print, and a pump does not wait for it.

export type ExportAsked = ExportWish & { readonly folder: string };
export type ExportAnswer =
  | { readonly kind: 'made'; readonly files: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

async function answer({ folder, ...wish }: ExportAsked): Promise<ExportAnswer> {
  const opened = openStore({ folder, readOnly: true });
  if (opened.kind === 'refused') return { kind: 'failed', reason: opened.words };
  try {
    const files = await writeExport(opened.store, wish);
    return files === null
      ? { kind: 'failed', reason: `There is no session ${wish.sessionId} in this record.` }
      : { kind: 'made', files };
  } finally {
    opened.store.close();
  }
}

process.parentPort.once('message', ({ data }: { data: ExportAsked }) => {
  answer(data)
    .catch(
      (error: unknown): ExportAnswer => ({
        kind: 'failed',
        reason: error instanceof Error ? error.message : String(error),
      }),
    )
    .then((said) => {
      process.parentPort.postMessage(said);
      process.exit(0);
    });
});
