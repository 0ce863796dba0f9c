import { openStore } from '../store/database';
import { readReplica } from '../store/elsewhere/replica';
import type { Store } from '../store/store';
import { type ExportWish, writeExport } from './write-export';

// A process of its own: a session of four hours takes seconds to read and to print, and a pump does not wait for it.

/** `stationId` null: of the record in `folder` itself, else of the replica of that workstation beside it. */
export type ExportAsked = ExportWish & { readonly folder: string; readonly stationId: string | null };
export type ExportAnswer =
  | { readonly kind: 'made'; readonly files: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

function open({ folder, stationId }: ExportAsked): Store | string {
  if (stationId !== null)
    return readReplica(folder, stationId) ?? `The record of workstation ${stationId} can not be read here.`;
  const opened = openStore({ folder, readOnly: true });
  return opened.kind === 'refused' ? opened.words : opened.store;
}

async function answer({ folder, stationId, ...wish }: ExportAsked): Promise<ExportAnswer> {
  const store = open({ folder, stationId, ...wish });
  if (typeof store === 'string') return { kind: 'failed', reason: store };
  try {
    const files = await writeExport(store, wish);
    return files === null
      ? { kind: 'failed', reason: `There is no session ${wish.sessionId} in this record.` }
      : { kind: 'made', files };
  } finally {
    store.close();
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
