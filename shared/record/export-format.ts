import { z } from 'zod';

/** What a session can be made into: its report, its numbers and entries as tables, its log as it is, VitalDB's file. */
export const exportFormat = z.enum(['pdf', 'csv', 'jsonl', 'vital']);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportTitles: Readonly<Record<ExportFormat, string>> = {
  pdf: 'Report (PDF)',
  csv: 'Numbers and entries (CSV)',
  jsonl: 'Log as it is (JSON Lines)',
  vital: 'VitalDB file (.vital)',
};
