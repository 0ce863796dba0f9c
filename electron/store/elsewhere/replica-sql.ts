/** Statements of a replica: a copy of stretches of another workstation's log, which may come in any order. */
export const replicaSql = {
  anyOrder: `DROP TRIGGER IF EXISTS session_event_keeps_order; DROP TRIGGER IF EXISTS chain_link_keeps_order;`,
  entry: `SELECT seq, session_no, run_no, session.name AS session, run.name AS run, at_ms, mono_ms, type, version, body
    FROM session_event JOIN log_name AS session ON session.name_no = session_no
      JOIN log_name AS run ON run.name_no = run_no WHERE seq = @seq`,
  seal: 'SELECT hash FROM chain_link WHERE last_seq = @lastSeq',
  insertEntry: `INSERT INTO session_event (seq, session_no, run_no, at_ms, mono_ms, type, version, body)
    VALUES (@seq, @sessionNo, @runNo, @at, @mono, @type, @version, @body)`,
  insertSeal: 'INSERT INTO chain_link (last_seq, hash) VALUES (@lastSeq, @hash)',
  known: 'SELECT 1 AS one FROM session_summary WHERE session_id = @sessionId',
  toldAfter: `SELECT seq, session_no, run_no, at_ms, mono_ms, type, version, body FROM session_event
    WHERE session_no = @sessionNo AND seq > @afterSeq AND type NOT IN ('pump.reading', 'monitor.reading') ORDER BY seq`,
  listAsOpened: 'UPDATE session_summary SET listed_at_ms = opened_at_ms WHERE session_id = @sessionId',
  patientAsListed: `UPDATE patient_summary SET (first_at_ms, last_at_ms, last_seq) =
      (SELECT min(opened_at_ms), max(opened_at_ms), max(opened_seq) FROM session_summary
        WHERE session_summary.patient_id = patient_summary.patient_id)
    WHERE patient_id = (SELECT patient_id FROM session_summary WHERE session_id = @sessionId)`,
} as const;
