import path from 'node:path';
import { eventHeads, eventRows } from '../../shared/exports/events-table';
import { numericsHeads, numericsRows, type PredictedTable } from '../../shared/exports/numerics-table';
import type { SessionDetail } from '../../shared/ipc/session-detail';
import { csvOf } from '../../shared/record/csv';
import { eventVersion } from '../../shared/session/events';
import type { Store } from '../store/store';
import { type Content, contentLine } from './content';
import { writeGzip, writeText } from './files';
import { vitalPieces } from './vital-session';

/** Counted up when a reader of an earlier version would misread a file. */
export const SCHEMA_VERSION = 1;

/** What a file is made of. */
export type SessionSource = {
  readonly store: Pick<Store, 'events' | 'seal'>;
  readonly detail: SessionDetail;
  readonly content: Content;
  readonly predicted: PredictedTable | null;
  readonly program: string;
};

/** `X.csv` and `X-events.csv`. */
export const eventsBeside = (file: string): string => {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-events${ext}`);
};

function* csvPieces(heads: readonly string[], rows: Iterable<readonly string[]>): Iterable<string> {
  // The mark of UTF-8 by which a spreadsheet reads °, ₂ and umlauts.
  yield `\uFEFF${csvOf(heads, [])}`;
  for (const [first = '', ...rest] of rows) yield csvOf([first, ...rest], []);
}

/** Numbers second by second, and every told entry in a second file beside it. */
export function writeCsv(file: string, { detail, predicted }: SessionSource): string[] {
  writeText(file, csvPieces(numericsHeads(predicted), numericsRows(detail, predicted)));
  const beside = eventsBeside(file);
  writeText(beside, csvPieces(eventHeads, eventRows(detail)));
  return [file, beside];
}

/** The first line says what follows; SHA-256 and number are of the lines after it. */
export function jsonlHead({ detail, store, content, program }: SessionSource): string {
  const { sessionId } = detail.summary;
  const { entries, sha256, lastSeq } = content;
  return `${JSON.stringify({
    format: 'infusion-console/session-log',
    schemaVersion: SCHEMA_VERSION,
    program,
    sessionId,
    simulation: detail.summary.simulation,
    entries,
    sha256,
    seal: store.seal(lastSeq),
    eventVersions: eventVersion,
  })}\n`;
}

function* jsonlPieces(source: SessionSource): Iterable<string> {
  yield jsonlHead(source);
  for (const event of source.store.events(source.detail.summary.sessionId)) yield contentLine(event);
}

/** The log as it is, readings and all, one entry a line. */
export function writeJsonl(file: string, source: SessionSource): string[] {
  writeText(file, jsonlPieces(source));
  return [file];
}

/** VitalDB's format, for its own viewers and libraries. */
export async function writeVital(file: string, { detail, predicted }: SessionSource): Promise<string[]> {
  await writeGzip(file, vitalPieces(detail, predicted));
  return [file];
}
