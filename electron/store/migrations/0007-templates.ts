import { appendOnly } from './append-only';
import type { Migration } from './migration';

/** Protocol templates: each change is a new version, and an approval is a row of its own. */
export const templates: Migration = {
  version: 7,
  name: 'templates',
  sql: `
    CREATE TABLE template_version (
      version_no INTEGER PRIMARY KEY,
      template_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      author_id TEXT,
      author TEXT NOT NULL,
      note TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX template_version_of ON template_version (template_id);
    ${appendOnly('template_version', 'version_no')}
    CREATE TABLE template_approval (
      approval_no INTEGER PRIMARY KEY,
      version_no INTEGER NOT NULL UNIQUE REFERENCES template_version (version_no),
      at_ms INTEGER NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
    ${appendOnly('template_approval', 'approval_no')}
  `,
};
