import type { Migration } from './migration';

/** The same person is known in several rooms by the number of the clinic. */
export const patientMrn: Migration = {
  version: 17,
  name: 'patient-mrn',
  sql: 'CREATE INDEX patient_summary_mrn ON patient_summary (mrn);',
};
