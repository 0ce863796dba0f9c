/** One step forward of the record's shape. Never edited once released: a correction is the next step. */
export type Migration = {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** The summaries are made anew from the log after the last step. */
  readonly rebuildsSummaries?: true;
};
