import { parseArgs } from 'node:util';
import type { ChainReport } from '../store/chain';
import { openRecord } from './record-folder';
import { InspectRefused } from './refused';

/** `verify --db FOLDER_OR_FILE`: walks the seals of the whole log; what is broken is an error that names it. */
export function verify(args: readonly string[]): ChainReport {
  const { values } = parseArgs({ args: [...args], options: { db: { type: 'string' } } });
  const store = openRecord(values.db);
  try {
    const report = store.verifyChain();
    if (report.broken !== null) {
      const { fromSeq, toSeq } = report.broken;
      throw new InspectRefused(
        `the record was changed: entry ${fromSeq}${fromSeq === toSeq ? '' : ` or one up to ${toSeq}`} is not what was written. ` +
          'Everything before it holds. Keep this file as it is and restore the last verified copy beside it',
      );
    }
    return report;
  } finally {
    store.close();
  }
}
