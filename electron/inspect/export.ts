import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import { type ExportFormat, exportFormat } from '../../shared/record/export-format';
import { appVersion } from '../../shared/version';
import { writeExport } from '../export/write-export';
import { loadPolicy } from '../store/policy';
import { openRecord } from './record-folder';
import { InspectRefused } from './refused';

export type Exported = { readonly session: string; readonly files: string[] };

const options = {
  db: { type: 'string' },
  session: { type: 'string' },
  out: { type: 'string' },
} as const;

type Given = { readonly db?: string; readonly session?: string; readonly out?: string };

/** The models that the clinic's rules choose; they lie beside the program, as they do for the console. */
function clinicModels(): PredictionPolicy | null {
  const loaded = loadPolicy(path.join(__dirname, '../resources/policy/clinic.json'));
  if (loaded.kind === 'loaded') return loaded.policy.prediction;
  console.error(`inspect: nothing is predicted. ${loaded.words}`);
  return null;
}

async function written(
  { db, session, out }: Given,
  as: ExportFormat,
  printed: string | null,
): Promise<Exported> {
  if (session === undefined) throw new InspectRefused('--session is missing: which session');
  if (out === undefined) throw new InspectRefused('--out is missing: where the file goes');
  const store = openRecord(db);
  try {
    const program = `Infusion Console ${appVersion}`;
    const models = clinicModels();
    const files = await writeExport(store, { sessionId: session, as, file: out, program, printed, models });
    if (files === null) throw new InspectRefused(`the record holds no session "${session}"`);
    return { session, files };
  } finally {
    store.close();
  }
}

/** `report --db FOLDER_OR_FILE --session ID --out X.pdf [--printed WORDS]`: the session's report, without a display. */
export function report(args: readonly string[]): Promise<Exported> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...options, printed: { type: 'string' } },
  });
  return written(values, 'pdf', values.printed ?? null);
}

/** `export --db FOLDER_OR_FILE --session ID --format csv|jsonl|vital --out X`: the session's numbers and entries. */
export function exportSession(args: readonly string[]): Promise<Exported> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...options, format: { type: 'string' } },
  });
  const as = exportFormat.exclude(['pdf']).safeParse(values.format);
  if (!as.success) throw new InspectRefused('--format is csv, jsonl or vital');
  return written(values, as.data, null);
}
