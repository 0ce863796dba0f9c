import type { PredictedTable } from '../../shared/exports/numerics-table';
import { foldLedger } from '../../shared/ledger/fold';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import type { ExportFormat } from '../../shared/record/export-format';
import { reportOf } from '../../shared/report/report';
import { ledgerOf } from '../../shared/session/ledger/account';
import { reportPdf } from '../report/report-pdf';
import { sessionDetail } from '../session/series-fold';
import type { Store } from '../store/store';
import { contentOf } from './content';
import { writeBytes } from './files';
import { predictedOver, type SessionPrediction } from './predicted';
import { type SessionSource, writeCsv, writeJsonl, writeVital } from './session-files';

export type ExportWish = {
  readonly sessionId: string;
  readonly as: ExportFormat;
  readonly file: string;
  /** Name and version of the program, as the file says them. */
  readonly program: string;
  /** When and for whom a report is printed; null: nobody said. */
  readonly printed: string | null;
  /** By which models something is predicted; null: the clinic's rules can not be read. */
  readonly models: PredictionPolicy | null;
};

/** The columns of a prediction for other programs, empty where the model says nothing. */
function tableOf(predicted: SessionPrediction | null): PredictedTable | null {
  if (predicted === null) return null;
  const { prediction, columns } = predicted;
  const inside = (column: readonly number[]) =>
    column.map((value, row) => (columns.outside[row] === null ? value : null));
  const { model, ke0 } = prediction;
  return {
    name: `${model.name} version ${model.version}, ke0 ${ke0.ke0Id}`,
    t: columns.t,
    plasma: inside(columns.plasma),
    effect: inside(columns.effect),
  };
}

type Reading = Pick<Store, 'session' | 'series' | 'events' | 'ledgerEvents' | 'seal' | 'earlierDoses'>;

/**
 * Makes one session's file for people and gives the names of what was written; null where the record has no such
 * session. The same record and the same wish give the same bytes: the date inside a report is that of the session's
 * last entry.
 */
export async function writeExport(store: Reading, wish: ExportWish): Promise<string[] | null> {
  const { sessionId, as, file, program, models } = wish;
  if (as === 'pdf') return writeReport(store, wish);
  const content = contentOf(store, sessionId);
  const detail = sessionDetail(store, sessionId);
  if (content === null || detail === null) return null;
  const predicted = models === null ? null : predictedOver(store, detail, models);
  const source: SessionSource = { store, detail, content, predicted: tableOf(predicted), program };
  if (as === 'csv') return writeCsv(file, source);
  if (as === 'jsonl') return writeJsonl(file, source);
  return writeVital(file, source);
}

async function writeReport(store: Reading, wish: ExportWish): Promise<string[] | null> {
  const bytes = await reportBytes(store, wish);
  if (bytes === null) return null;
  writeBytes(wish.file, bytes);
  return [wish.file];
}

/** The report of one session as PDF; null where the record has no such session. The same record gives the same bytes. */
export async function reportBytes(
  store: Reading,
  { sessionId, program, printed, models }: Pick<ExportWish, 'sessionId' | 'program' | 'printed' | 'models'>,
): Promise<Uint8Array | null> {
  const content = contentOf(store, sessionId);
  const detail = sessionDetail(store, sessionId);
  if (content === null || detail === null) return null;
  const predicted = models === null ? null : predictedOver(store, detail, models);
  const { lines, uses } = ledgerOf(store.ledgerEvents());
  const { entries, readings, lastSeq, lastAt, sha256 } = content;
  const foot = { seal: store.seal(lastSeq), contentSha256: sha256, entries, printed, program };
  const report = reportOf({ detail, ledger: foldLedger(lines, uses), readings, foot, predicted });
  return report === null ? null : reportPdf(report, new Date(lastAt));
}
