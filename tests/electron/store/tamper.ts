import { connect } from '../../../electron/store/connection';
import { cipherKey, readKey } from '../../../electron/store/key';
import { recordFiles } from '../../../electron/store/record-files';

/** What somebody with the key and no respect does to the file. */
export function tamper(folder: string, ...statements: string[]): void {
  const files = recordFiles(folder);
  const key = readKey(files.key);
  if (key === null) throw new Error('no key');
  const db = connect(files.record, cipherKey(key), 'read-write');
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
  }[])
    db.exec(`DROP TRIGGER ${name}`);
  for (const statement of statements) db.exec(statement);
  db.close();
}
