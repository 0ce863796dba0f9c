import { parseArgs } from 'node:util';
import type { LoggedEvent } from '../../shared/session/events';
import { openRecord } from './record-folder';
import { InspectRefused } from './refused';

/** `events --db FOLDER_OR_FILE [--session ID]`: each entry of the log in turn, read beside a running console. */
export function events(args: readonly string[], print: (event: LoggedEvent) => void): void {
  const { values } = parseArgs({
    args: [...args],
    options: { db: { type: 'string' }, session: { type: 'string' } },
  });
  const store = openRecord(values.db);
  try {
    let printed = 0;
    for (const event of values.session === undefined ? store.everything() : store.events(values.session)) {
      print(event);
      printed += 1;
    }
    if (values.session !== undefined && printed === 0)
      throw new InspectRefused(`the record holds no session "${values.session}"`);
  } finally {
    store.close();
  }
}
