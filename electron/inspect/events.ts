import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { LoggedEvent } from '../../shared/session/events';
import { openStore } from '../store/database';
import { recordFiles } from '../store/record-files';
import { InspectRefused } from './refused';

/** The folder of a record, from the folder itself or from the record's file in it. */
function folderOf(given: string): string {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === undefined) throw new InspectRefused(`${given} is not there`);
  if (isFolder) return given;
  const folder = path.dirname(given);
  const { record } = recordFiles(folder);
  if (path.basename(given) !== path.basename(record))
    throw new InspectRefused(`${given} is not a record; a record is called ${path.basename(record)}`);
  return folder;
}

/** `events --db FOLDER_OR_FILE [--session ID]`: each entry of the log in turn, read beside a running console. */
export function events(args: readonly string[], print: (event: LoggedEvent) => void): void {
  const { values } = parseArgs({
    args: [...args],
    options: { db: { type: 'string' }, session: { type: 'string' } },
  });
  if (values.db === undefined) throw new InspectRefused('--db is missing: the folder of a record');
  const opened = openStore({ folder: folderOf(values.db), readOnly: true });
  if (opened.kind === 'refused') throw new InspectRefused(opened.words);
  const { store } = opened;
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
