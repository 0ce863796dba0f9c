import { appendOnly } from './append-only';
import type { Migration } from './migration';

/** The drug library: every version whole with its fingerprint, and every approval. */
export const library: Migration = {
  version: 8,
  name: 'library',
  sql: `
    CREATE TABLE library_version (
      version_no INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      author TEXT,
      note TEXT NOT NULL,
      rolls_back_to INTEGER,
      sha256 TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    ${appendOnly('library_version', 'version_no')}
    CREATE TABLE library_approval (
      approval_no INTEGER PRIMARY KEY,
      version_no INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      person_id TEXT NOT NULL,
      person TEXT NOT NULL,
      effective_at_ms INTEGER NOT NULL,
      UNIQUE (version_no, person_id)
    ) STRICT;
    ${appendOnly('library_approval', 'approval_no')}
  `,
};
