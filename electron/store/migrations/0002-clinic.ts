import { appendOnly } from './append-only';
import type { Migration } from './migration';

/** People, patients and orders. A change is a new version; the latest one counts and the earlier ones stay. */
export const clinic: Migration = {
  version: 2,
  name: 'clinic',
  sql: `
    CREATE TABLE person_version (
      version_no INTEGER PRIMARY KEY,
      person_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      active INTEGER NOT NULL CHECK (active IN (0, 1)),
      pin_salt BLOB NOT NULL,
      pin_hash BLOB NOT NULL,
      pin_cost INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX person_version_latest ON person_version (person_id);
    ${appendOnly('person_version', 'version_no')}
    CREATE TABLE patient_version (
      version_no INTEGER PRIMARY KEY,
      patient_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      mrn TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX patient_version_latest ON patient_version (patient_id);
    CREATE INDEX patient_version_mrn ON patient_version (mrn);
    ${appendOnly('patient_version', 'version_no')}
    CREATE TABLE order_version (
      version_no INTEGER PRIMARY KEY,
      order_id TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      planned_for_ms INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX order_version_latest ON order_version (order_id);
    CREATE INDEX order_version_planned ON order_version (planned_for_ms);
    ${appendOnly('order_version', 'version_no')}
  `,
};
