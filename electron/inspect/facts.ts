import { parseArgs } from 'node:util';
import { FACTS_VERSION, type SessionFacts } from '../../shared/course/facts';
import { canonical } from '../../shared/record/canonical';
import { openRecord } from './record-folder';
import { InspectRefused } from './refused';

export type InspectedFacts = {
  readonly sessionId: string;
  readonly version: number;
  /** Whether what is kept beside the log is what the log gives; null: nothing is kept yet, or by an earlier program. */
  readonly same: boolean | null;
  readonly facts: SessionFacts;
};

/** `facts --db FOLDER_OR_FILE --session ID`: what is known of a closed session, made anew from its log. */
export function facts(args: readonly string[]): InspectedFacts {
  const { values } = parseArgs({
    args: [...args],
    options: { db: { type: 'string' }, session: { type: 'string' } },
  });
  const sessionId = values.session;
  if (sessionId === undefined) throw new InspectRefused('say which session: --session ID');
  const store = openRecord(values.db);
  try {
    const byLog = store.factsByLog(sessionId);
    if (byLog === null) throw new InspectRefused(`the record holds no closed session "${sessionId}"`);
    const kept = store.facts(sessionId);
    const same = kept === null ? null : canonical(kept) === canonical(byLog);
    return { sessionId, version: FACTS_VERSION, same, facts: byLog };
  } finally {
    store.close();
  }
}
