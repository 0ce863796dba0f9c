import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { appVersion } from '../../shared/version';
import { sessionReport } from '../export/session-report';
import { openRecord } from './record-folder';
import { InspectRefused } from './refused';

/** `report --db FOLDER_OR_FILE --session ID --out X.pdf [--printed WORDS]`: the session's report, without a display. */
export async function report(
  args: readonly string[],
): Promise<{ session: string; file: string; bytes: number }> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      db: { type: 'string' },
      session: { type: 'string' },
      out: { type: 'string' },
      printed: { type: 'string' },
    },
  });
  const { session, out, printed } = values;
  if (session === undefined) throw new InspectRefused('--session is missing: which session');
  if (out === undefined) throw new InspectRefused('--out is missing: where the PDF goes');
  const store = openRecord(values.db);
  try {
    const program = `Infusion Console ${appVersion}`;
    const pdf = await sessionReport(store, session, { program, printed: printed ?? null });
    if (pdf === null) throw new InspectRefused(`the record holds no session "${session}"`);
    writeFileSync(out, pdf, { mode: 0o600 });
    return { session, file: out, bytes: pdf.length };
  } finally {
    store.close();
  }
}
