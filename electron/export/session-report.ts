import { foldLedger } from '../../shared/ledger/fold';
import { reportOf } from '../../shared/report/report';
import { ledgerOf } from '../../shared/session/ledger/account';
import { reportPdf } from '../report/report-pdf';
import { sessionDetail } from '../session/series-fold';
import type { Store } from '../store/store';
import { contentOf } from './content';

/** What stands below every page beside the hashes; `printed` null where nobody said when and for whom. */
export type Printed = { readonly program: string; readonly printed: string | null };

/**
 * The report of one session as PDF; null where the record has no such session. The same record and the same `printed`
 * give the same bytes: the file's own date is that of the session's last entry.
 */
export async function sessionReport(
  store: Pick<Store, 'session' | 'series' | 'events' | 'ledgerEvents' | 'seal'>,
  sessionId: string,
  { program, printed }: Printed,
): Promise<Buffer | null> {
  const content = contentOf(store, sessionId);
  const detail = sessionDetail(store, sessionId);
  if (content === null || detail === null) return null;
  const { lines, uses } = ledgerOf(store.ledgerEvents());
  const { entries, readings, lastSeq, lastAt, sha256 } = content;
  const foot = { seal: store.seal(lastSeq), contentSha256: sha256, entries, printed, program };
  const report = reportOf({ detail, ledger: foldLedger(lines, uses), readings, foot });
  return report === null ? null : reportPdf(report, new Date(lastAt));
}
