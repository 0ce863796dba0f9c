import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../../electron/store/database';
import type { Store } from '../../../electron/store/store';
import type { EventDraft } from '../../../shared/session/events';
import { inventedLog } from '../../renderer/review-harness/invented-session';

/** Of the readings every so many seconds, because each is a transaction of its own. */
const EVERY = 12;

/** A record with the invented session of four hours in it: gaps, a stretch that nobody knew, alarms, a restart. */
export function keptSession(): { store: Store; sessionId: string; folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-export-'));
  const opened = openStore({ folder: path.join(folder, 'record') });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  let [sessionId, pump, monitor] = ['', 0, 0];
  for (const event of inventedLog()) {
    if (event.type === 'pump.reading' && pump++ % EVERY !== 0) continue;
    if (event.type === 'monitor.reading' && monitor++ % EVERY !== 0 && event.body.numerics.length < 7)
      continue;
    const { type, body, at, mono, runId } = event;
    sessionId = event.sessionId;
    store.append(sessionId, runId, { at, mono }, [{ type, body } as EventDraft]);
  }
  const remove = () => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, sessionId, folder, remove };
}
