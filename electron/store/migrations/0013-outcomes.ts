import type { Migration } from './migration';

/**
 * A patient's outcome measures and suicide risk are read out of the whole log by patient; what an earlier version wrote
 * without a patient, by session. `open_risk` names the entries that no physician has answered yet: made from the log
 * alone, so it can be thrown away and made again.
 */
export const outcomes: Migration = {
  version: 13,
  name: 'outcomes',
  sql: `
    CREATE INDEX session_event_outcome ON session_event (json_extract(body, '$.patientId'), seq)
      WHERE type IN ('outcome.recorded', 'outcome.corrected', 'outcome.withdrawn', 'risk.reported', 'risk.assessed');
    CREATE INDEX session_event_questionnaire ON session_event (session_no, seq)
      WHERE type = 'questionnaire.recorded';
    CREATE INDEX session_event_turn ON session_event (seq)
      WHERE type IN ('screen.turned', 'screen.answered', 'screen.taken-back');
    CREATE TABLE open_risk (
      seq INTEGER PRIMARY KEY,
      patient_id TEXT NOT NULL
    ) STRICT;
    CREATE INDEX open_risk_patient ON open_risk (patient_id);
  `,
};
