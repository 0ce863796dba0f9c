import { appendOnly } from './append-only';
import type { Migration } from './migration';

const ACCESS = `'operator.signed-in', 'operator.signed-out', 'operator.refused', 'operator.handed-over',
      'operator.broke-glass', 'glass.seen', 'person.changed', 'record.viewed'`;

/**
 * What each person proves themselves with, apart from who they are: a new PIN is no new person. The latest row of a
 * kind counts; one without a hash takes the secret away. `one_time`: the person has to choose their own with it.
 */
export const personSecrets: Migration = {
  version: 6,
  name: 'person-secrets',
  sql: `
    CREATE TABLE person_secret (
      secret_no INTEGER PRIMARY KEY,
      person_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('password', 'pin', 'badge')),
      at_ms INTEGER NOT NULL,
      salt BLOB,
      hash BLOB,
      cost INTEGER,
      one_time INTEGER NOT NULL CHECK (one_time IN (0, 1)),
      CHECK ((salt IS NULL) = (hash IS NULL) AND (hash IS NULL) = (cost IS NULL))
    ) STRICT;
    CREATE INDEX person_secret_latest ON person_secret (person_id, kind);
    ${appendOnly('person_secret', 'secret_no')}
    INSERT INTO person_secret (person_id, kind, at_ms, salt, hash, cost, one_time)
      SELECT person_id, 'pin', at_ms, pin_salt, pin_hash, pin_cost, 0 FROM person_version
      WHERE version_no IN (SELECT max(version_no) FROM person_version GROUP BY person_id);
    CREATE INDEX session_event_access ON session_event (seq) WHERE type IN (${ACCESS});
  `,
};
