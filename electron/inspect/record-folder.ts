import { statSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../store/database';
import { recordFiles } from '../store/record-files';
import type { Store } from '../store/store';
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

/** Opens the record that `--db` names, for reading. */
export function openRecord(given: string | undefined): Store {
  if (given === undefined) throw new InspectRefused('--db is missing: the folder of a record');
  const opened = openStore({ folder: folderOf(given), readOnly: true });
  if (opened.kind === 'refused') throw new InspectRefused(opened.words);
  return opened.store;
}
