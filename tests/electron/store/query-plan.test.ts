import { expect, it } from 'vitest';
import { connect } from '../../../electron/store/connection';
import { cipherKey, readKey } from '../../../electron/store/key';
import { recordFiles } from '../../../electron/store/record-files';
import { sql } from '../../../electron/store/sql';
import { opened, temporaryFolder } from './samples';

// A plan that scans is quick on the day it is written and slow after a year of infusions.
it.each(Object.entries(sql))('%s finds its rows without a scan', (_, statement) => {
  const folder = temporaryFolder();
  opened({ folder }).close();
  const files = recordFiles(folder);
  const key = readKey(files.key);
  if (key === null) throw new Error('no key');
  const db = connect(files.record, cipherKey(key), 'read-write');
  const names = [...statement.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(Object.fromEntries(names)) as {
    detail: string;
  }[];
  const scans = plan.map(({ detail }) => detail).filter((detail) => /^SCAN/.test(detail));
  // Lists of what is wanted are arguments.
  expect(scans.filter((detail) => !/json_each|SCAN typed/.test(detail))).toEqual([]);
  if (/ORDER BY/.test(statement)) {
    const sorts = plan.filter(({ detail }) => /TEMP B-TREE FOR ORDER BY/.test(detail));
    expect(sorts).toEqual([]);
  }
  db.close();
});
