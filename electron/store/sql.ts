/** Rows that carry no index: one a second, for hours. Written out in each statement, so that SQLite sees the index. */
const TOLD = `type NOT IN ('pump.reading', 'monitor.reading')`;
/** Who came in, who was not let in, who looked at what: written out, so that SQLite sees the index. */
const ACCESS = `type IN ('operator.signed-in', 'operator.signed-out', 'operator.refused', 'operator.handed-over',
      'operator.broke-glass', 'glass.seen', 'person.changed', 'record.viewed')`;
/** A patient's outcome measures and suicide risk. */
const OUTCOME = `type IN ('outcome.recorded', 'outcome.corrected', 'outcome.withdrawn', 'risk.reported', 'risk.assessed')`;
const EVENT = 'seq, session_no, run_no, at_ms, mono_ms, type, version, body';
const ONE_OF = '(@types IS NULL OR type IN (SELECT value FROM json_each(@types)))';

const MARKS = `(SELECT json_group_array(mark) FROM session_mark AS here
    WHERE here.opened_seq = summary.opened_seq) AS marks`;
const LISTED = `summary.*, ${MARKS}`;
/** Every further mark that is wanted stands at this session too. */
const WITH_MARKS = `NOT EXISTS (SELECT 1 FROM json_each(@marks) WHERE NOT EXISTS
    (SELECT 1 FROM session_mark AS other WHERE other.mark = json_each.value AND other.opened_seq = summary.opened_seq))`;
/** What begins with something lies between it and it followed by the last character that there is. */
const BEGINS = (word: string, typed: string): string =>
  `${word} >= ${typed} AND ${word} < ${typed} || char(1114111)`;
/** For each of the typed beginnings a word stands at this place. */
const withWords = (list: 'session' | 'patient', place: string): string => `NOT EXISTS (SELECT 1
    FROM json_each(@typed) AS typed WHERE NOT EXISTS (SELECT 1 FROM word_place AS word
      WHERE word.list = '${list}' AND word.place = ${place} AND ${BEGINS('word.word', 'typed.value')}))`;
const WITH_WORDS = withWords('session', 'summary.opened_seq');
const IN_RANGE = 'summary.opened_seq >= @fromSeq AND summary.opened_seq < @beforeSeq';
const PATIENT_FITS = `(@toReview = 0 OR patient.to_review > 0) AND ${withWords('patient', 'patient.patient_no')}`;

/** Every statement that runs while a session runs or a person waits. The query-plan test reads this same table. */
export const sql = {
  insertEvent: `INSERT INTO session_event (session_no, run_no, at_ms, mono_ms, type, version, body)
    VALUES (@sessionNo, @runNo, @at, @mono, @type, @version, @body)`,
  name: 'SELECT name FROM log_name WHERE name_no = @nameNo',
  nameNo: 'SELECT name_no FROM log_name WHERE name = @name',
  insertName: 'INSERT INTO log_name (name) VALUES (@name)',
  lastSeq: 'SELECT max(seq) AS seq FROM session_event',
  firstTime: 'SELECT at_ms FROM session_event WHERE seq > 0 ORDER BY seq LIMIT 1',
  latestTime: 'SELECT at_ms FROM session_event WHERE seq > 0 ORDER BY seq DESC LIMIT 1',
  eventsInRange: `SELECT ${EVENT} FROM session_event
    WHERE seq > @afterSeq AND seq <= @lastSeq AND session_no = @sessionNo AND ${ONE_OF}
    ORDER BY seq LIMIT @limit`,
  wholeLog: `SELECT ${EVENT} FROM session_event WHERE seq > @afterSeq AND seq <= @lastSeq AND ${ONE_OF}
    ORDER BY seq LIMIT @limit`,
  toldEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_told
    WHERE session_no = @sessionNo AND seq > @afterSeq AND ${TOLD} AND ${ONE_OF}
    ORDER BY seq LIMIT @limit`,
  workstationEvents: `SELECT ${EVENT} FROM session_event
    WHERE session_no = 1 AND seq > @afterSeq AND ${ONE_OF}
    ORDER BY seq LIMIT @limit`,
  commandRequest: `SELECT body FROM session_event
    WHERE session_no = (SELECT name_no FROM log_name WHERE name = @sessionId) AND type = 'command.requested' AND ${TOLD}
      AND json_extract(body, '$.commandId') = @commandId
    ORDER BY seq DESC LIMIT 1`,
  lastAlarmTest: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_alarm_test
    WHERE type = 'alarm.tested' AND seq > 0 ORDER BY seq DESC LIMIT 1`,
  ledgerEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_ledger
    WHERE type IN ('ledger.entered', 'syringe.used', 'session.closed') AND seq > @afterSeq
    ORDER BY seq LIMIT @limit`,
  overrideEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_override
    WHERE type IN ('command.requested', 'intent.refused', 'limit.warned') AND seq > @afterSeq
    ORDER BY seq LIMIT @limit`,
  outcomeEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_outcome
    WHERE ${OUTCOME} AND json_extract(body, '$.patientId') = @patientId AND seq > @afterSeq ORDER BY seq`,
  questionnairesOfPatient: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_questionnaire
    WHERE type = 'questionnaire.recorded' AND session_no IN (SELECT name_no FROM log_name WHERE name IN
      (SELECT session_id FROM session_summary WHERE patient_id = @patientId))`,
  startedSessions: `SELECT session_id, order_id, started_at_ms FROM session_summary
    WHERE patient_id = @patientId AND started_at_ms IS NOT NULL ORDER BY opened_at_ms`,
  openRisk: 'INSERT INTO open_risk (seq, patient_id) VALUES (@seq, @patientId) ON CONFLICT DO NOTHING',
  closeRisks: 'DELETE FROM open_risk WHERE patient_id = @patientId',
  lastTurn: `SELECT seq, type FROM session_event INDEXED BY session_event_turn
    WHERE type IN ('screen.turned', 'screen.answered', 'screen.taken-back')
      AND type <> 'screen.answered' AND seq > 0 ORDER BY seq DESC LIMIT 1`,
  turnEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_turn
    WHERE type IN ('screen.turned', 'screen.answered', 'screen.taken-back') AND seq >= @fromSeq ORDER BY seq`,
  latestLink: 'SELECT last_seq, hash FROM chain_link WHERE last_seq >= 0 ORDER BY last_seq DESC LIMIT 1',
  /** The last one of it is where a walk over the newest links begins. */
  newestLinks: `SELECT last_seq, hash FROM chain_link WHERE last_seq >= 0 ORDER BY last_seq DESC LIMIT @limit`,
  linkBefore: `SELECT last_seq, hash FROM chain_link WHERE last_seq >= 0 AND last_seq < @seq
    ORDER BY last_seq DESC LIMIT 1`,
  /** The first link that covers an entry. */
  linkOver: 'SELECT last_seq, hash FROM chain_link WHERE last_seq >= @seq ORDER BY last_seq LIMIT 1',
  insertLink: 'INSERT INTO chain_link (last_seq, hash) VALUES (@lastSeq, @hash)',
  links: 'SELECT last_seq, hash FROM chain_link WHERE last_seq > @afterSeq ORDER BY last_seq LIMIT @limit',
  markCopy: `INSERT INTO copy_mark (day, last_seq) SELECT @day, coalesce(max(seq), 0) FROM session_event`,
  unmarkCopy: 'DELETE FROM copy_mark',
  insertLine: `INSERT INTO record_line (line, after_seq, at_ms) VALUES (@line, @afterSeq, @at)
    ON CONFLICT (line) DO NOTHING`,
  insertOutbox: `INSERT INTO outbox (cause, session_no, upto_no, at_ms) VALUES (@cause, @sessionNo, @uptoNo, @at)`,
  outboxAfter: `SELECT outbox_no, cause, session_no, upto_no, at_ms FROM outbox WHERE outbox_no > @afterNo
    ORDER BY outbox_no LIMIT @limit`,
  outboxRow: 'SELECT outbox_no, cause, session_no, upto_no, at_ms FROM outbox WHERE outbox_no = @outboxNo',
  lastOutbox: 'SELECT max(outbox_no) AS outbox_no FROM outbox',
  personVersion: 'SELECT person_id, name, role, active FROM person_version WHERE version_no = @versionNo',
  patientVersion: 'SELECT body FROM patient_version WHERE version_no = @versionNo',
  orderVersion: 'SELECT body FROM order_version WHERE version_no = @versionNo',
  span: 'SELECT first_seq, last_seq FROM session_span WHERE session_id = @sessionId',
  /** What was said of a session after its end. */
  followed: `SELECT seq FROM session_event INDEXED BY session_event_told
    WHERE session_no = @sessionNo AND seq > @afterSeq AND ${TOLD} ORDER BY seq`,
  beginSpan:
    'INSERT INTO session_span (session_id, first_seq) VALUES (@sessionId, @seq) ON CONFLICT DO NOTHING',
  endSpan: 'UPDATE session_span SET last_seq = @seq WHERE session_id = @sessionId',

  openSummary: `INSERT INTO session_summary (opened_seq, session_id, order_id, patient_id, patient_name, mrn, drug,
      room, simulation, concentration_mg_per_ml, opened_at_ms, phase, given_mg_low, given_mg_high, events, alarms,
      listed_at_ms)
    VALUES (@seq, @sessionId, @orderId, @patientId, @patientName, @mrn, @drug,
      @room, @simulation, @concentration, @at, 'preparing', 0, 0, 0, 0,
      max(@at, coalesce((SELECT listed_at_ms FROM session_summary WHERE listed_at_ms > 0
        ORDER BY listed_at_ms DESC LIMIT 1), 0)))
    ON CONFLICT (session_id) DO NOTHING`,
  countEvent:
    'UPDATE session_summary SET events = events + 1, alarms = alarms + @alarms WHERE session_id = @sessionId',
  setInfusing: `UPDATE session_summary SET phase = 'infusing', started_at_ms = coalesce(started_at_ms, @at)
    WHERE session_id = @sessionId AND phase IN ('preparing', 'paused')`,
  setPaused: `UPDATE session_summary SET phase = 'paused' WHERE session_id = @sessionId AND phase = 'infusing'`,
  setRecovery: `UPDATE session_summary SET phase = 'recovery' WHERE session_id = @sessionId AND phase <> 'closed'`,
  setClosed: `UPDATE session_summary SET phase = 'closed', closed_at_ms = @at, outcome = @outcome,
      given_mg_low = @lowMl * concentration_mg_per_ml, given_mg_high = @highMl * concentration_mg_per_ml
    WHERE session_id = @sessionId`,
  openSession: `SELECT session_id FROM session_summary WHERE closed_at_ms IS NULL
    ORDER BY opened_seq DESC LIMIT 1`,
  summary: `SELECT ${LISTED} FROM session_summary AS summary WHERE session_id = @sessionId`,
  latestSummaries: `SELECT ${LISTED} FROM session_summary AS summary WHERE opened_at_ms > 0
    ORDER BY opened_at_ms DESC LIMIT @limit`,
  /** The first session of the log that is listed at or after a moment: a range of days is a range of sessions. */
  firstListedFrom: `SELECT opened_seq FROM session_summary WHERE listed_at_ms >= @at
    ORDER BY listed_at_ms, opened_seq LIMIT 1`,
  findAll: `SELECT ${LISTED} FROM session_summary AS summary WHERE ${IN_RANGE} AND ${WITH_WORDS}
    ORDER BY opened_seq DESC LIMIT @limit`,
  findOfPatient: `SELECT ${LISTED} FROM session_summary AS summary INDEXED BY session_summary_of_patient
    WHERE patient_id = @patientId AND ${IN_RANGE} AND ${WITH_MARKS} AND ${WITH_WORDS}
    ORDER BY opened_seq DESC LIMIT @limit`,
  findByMark: `SELECT ${LISTED} FROM session_mark AS first JOIN session_summary AS summary USING (opened_seq)
    WHERE first.mark = @first AND first.opened_seq >= @fromSeq AND first.opened_seq < @beforeSeq
      AND ${WITH_MARKS} AND ${WITH_WORDS}
    ORDER BY first.opened_seq DESC LIMIT @limit`,
  findByWord: `SELECT ${LISTED} FROM word_place AS first
      JOIN session_summary AS summary ON summary.opened_seq = first.place
    WHERE first.list = 'session' AND first.word = @word AND first.place >= @fromSeq AND first.place < @beforeSeq
      AND ${WITH_MARKS} AND ${WITH_WORDS}
    ORDER BY first.place DESC LIMIT @limit`,
  /** The plus keeps the narrow range of words, not the wide one of places, in the lead. */
  findByWords: `SELECT ${LISTED} FROM session_summary AS summary
    WHERE opened_seq IN (SELECT place FROM word_place AS first
        WHERE first.list = 'session' AND ${BEGINS('first.word', '@beginning')}
          AND +first.place >= @fromSeq AND +first.place < @beforeSeq)
      AND ${WITH_MARKS} AND ${WITH_WORDS}
    ORDER BY opened_seq DESC LIMIT @limit`,
  wordsBeginning: `SELECT word, places FROM search_word WHERE list = @list AND ${BEGINS('word', '@beginning')}
    ORDER BY word LIMIT @limit`,
  placesBeginning: `SELECT total(places) AS places FROM search_word
    WHERE list = @list AND ${BEGINS('word', '@beginning')}`,
  addPlace: 'INSERT INTO word_place (list, word, place) VALUES (@list, @word, @place)',
  countWord: `INSERT INTO search_word (list, word, places) VALUES (@list, @word, 1)
    ON CONFLICT (list, word) DO UPDATE SET places = places + 1`,
  wordsAt: 'SELECT word FROM word_place WHERE list = @list AND place = @place',
  takePlace: 'DELETE FROM word_place WHERE list = @list AND word = @word AND place = @place',
  discountWord: 'UPDATE search_word SET places = places - 1 WHERE list = @list AND word = @word',
  addMark: `INSERT INTO session_mark (mark, opened_seq)
    SELECT @mark, opened_seq FROM session_summary WHERE session_id = @sessionId ON CONFLICT DO NOTHING`,
  takeMark: `DELETE FROM session_mark WHERE mark = @mark
    AND opened_seq = (SELECT opened_seq FROM session_summary WHERE session_id = @sessionId)`,
  countMark: `INSERT INTO session_tally (mark, sessions) VALUES (@mark, @by)
    ON CONFLICT (mark) DO UPDATE SET sessions = sessions + @by`,
  tally: `SELECT sessions FROM session_tally WHERE mark = @mark`,
  standing: `SELECT opened_seq, patient_id, phase, reviewed FROM session_summary WHERE session_id = @sessionId`,
  setReviewed: 'UPDATE session_summary SET reviewed = @reviewed WHERE session_id = @sessionId',
  patientsOfMrn: 'SELECT patient_id FROM patient_summary INDEXED BY patient_summary_mrn WHERE mrn = @mrn',
  patientLine: 'SELECT * FROM patient_summary WHERE patient_id = @patientId',
  knownPatient: 'SELECT patient_no, name, mrn FROM patient_summary WHERE patient_id = @patientId',
  openPatient: `INSERT INTO patient_summary
      (patient_id, name, mrn, sessions, to_review, first_at_ms, last_at_ms, last_seq)
    VALUES (@patientId, @name, @mrn, 1, 0, @at, @at, @seq)`,
  followPatient: `UPDATE patient_summary
    SET name = @name, mrn = @mrn, sessions = sessions + 1, last_at_ms = @at, last_seq = @seq
    WHERE patient_id = @patientId`,
  countToReview: 'UPDATE patient_summary SET to_review = to_review + @by WHERE patient_id = @patientId',
  latestPatients: `SELECT * FROM patient_summary WHERE last_seq < @beforeSeq ORDER BY last_seq DESC LIMIT @limit`,
  patientsToReview: `SELECT * FROM patient_summary INDEXED BY patient_summary_to_review
    WHERE to_review > 0 AND last_seq < @beforeSeq ORDER BY last_seq DESC LIMIT @limit`,
  lastPatientNo: 'SELECT max(patient_no) AS patient_no FROM patient_summary',
  patientsByNumber: `SELECT patient.* FROM patient_summary AS patient
    WHERE patient_no < @beforeNo AND ${PATIENT_FITS} ORDER BY patient_no DESC LIMIT @limit`,
  patientsByWord: `SELECT patient.* FROM word_place AS first
      JOIN patient_summary AS patient ON patient.patient_no = first.place
    WHERE first.list = 'patient' AND first.word = @word AND first.place < @beforeNo AND ${PATIENT_FITS}
    ORDER BY first.place DESC LIMIT @limit`,
  patientsByWords: `SELECT patient.* FROM patient_summary AS patient
    WHERE patient_no IN (SELECT place FROM word_place AS first
        WHERE first.list = 'patient' AND ${BEGINS('first.word', '@beginning')} AND +first.place < @beforeNo)
      AND ${PATIENT_FITS}
    ORDER BY patient_no DESC LIMIT @limit`,
  sessionsOfOrder: `SELECT session_id, started_at_ms, closed_at_ms, outcome FROM session_summary
    WHERE order_id = @orderId ORDER BY opened_seq DESC`,

  keepFacts: `INSERT OR REPLACE INTO session_facts (session_id, patient_id, started_at_ms, version, body)
    VALUES (@sessionId, @patientId, @startedAt, @version, @body)`,
  dropFacts: 'DELETE FROM session_facts WHERE session_id = @sessionId',
  facts: 'SELECT body FROM session_facts WHERE session_id = @sessionId AND version = @version',
  /** Every session of one patient, earliest first. */
  sessionsOfPatient: `SELECT session_id, opened_at_ms, started_at_ms, closed_at_ms, simulation, drug, reviewed
    FROM session_summary WHERE patient_id = @patientId ORDER BY opened_at_ms`,
  /** Closed sessions of one patient in a stretch of time, with what is known of each. */
  factsOfPatient: `SELECT summary.session_id, summary.opened_at_ms, facts.body FROM session_summary AS summary
      LEFT JOIN session_facts AS facts ON facts.session_id = summary.session_id AND facts.version = @version
    WHERE summary.patient_id = @patientId AND summary.closed_at_ms IS NOT NULL
      AND summary.opened_at_ms >= @from AND summary.opened_at_ms < @before
    ORDER BY summary.opened_at_ms`,

  insertLibraryVersion: `INSERT INTO library_version (version_no, at_ms, author, note, rolls_back_to, sha256, body)
    VALUES (@versionNo, @at, @author, @note, @rollsBackTo, @sha256, @body)`,
  insertLibraryApproval: `INSERT INTO library_approval (version_no, at_ms, person_id, person, effective_at_ms)
    VALUES (@versionNo, @at, @personId, @person, @effectiveAt)`,
  insertPerson: `INSERT INTO person_version (person_id, at_ms, name, role, active, pin_salt, pin_hash, pin_cost)
    VALUES (@personId, @at, @name, @role, @active, @salt, @hash, @cost)`,
  person: 'SELECT * FROM person_version WHERE person_id = @personId ORDER BY version_no DESC LIMIT 1',
  insertSecret: `INSERT INTO person_secret (person_id, kind, at_ms, salt, hash, cost, one_time)
    VALUES (@personId, @kind, @at, @salt, @hash, @cost, @oneTime)`,
  secret: `SELECT salt, hash, cost, one_time FROM person_secret
    WHERE person_id = @personId AND kind = @kind ORDER BY secret_no DESC LIMIT 1`,
  accessEvents: `SELECT ${EVENT} FROM session_event INDEXED BY session_event_access
    WHERE ${ACCESS} AND seq > @afterSeq ORDER BY seq DESC LIMIT @limit`,
  insertPatient: `INSERT INTO patient_version (patient_id, at_ms, mrn, body)
    VALUES (@patientId, @at, @mrn, @body)`,
  patient: 'SELECT body FROM patient_version WHERE patient_id = @patientId ORDER BY version_no DESC LIMIT 1',
  patientsWithMrn: 'SELECT DISTINCT patient_id FROM patient_version WHERE mrn = @mrn',
  insertOrder: `INSERT INTO order_version (order_id, at_ms, planned_for_ms, body)
    VALUES (@orderId, @at, @plannedFor, @body)`,
  order: 'SELECT body FROM order_version WHERE order_id = @orderId ORDER BY version_no DESC LIMIT 1',
  insertArrival: `INSERT INTO arrival (kind, server, server_id, version_id, updated_at_ms, local_id, status, standing,
      at_ms, body)
    VALUES (@kind, @server, @serverId, @versionId, @updatedAt, @localId, @status, @standing, @at, @body)`,
  /** The last row of that order again, as done with. */
  unlistArrival: `INSERT INTO arrival (kind, server, server_id, version_id, updated_at_ms, local_id, status, standing,
      at_ms, body)
    SELECT kind, server, server_id, version_id, updated_at_ms, local_id, status, 'unlisted', @at, NULL FROM arrival
      WHERE kind = 'order' AND server = @server AND server_id = @serverId ORDER BY arrival_no DESC LIMIT 1`,
  arrivalSeen: `SELECT arrival_no FROM arrival WHERE kind = @kind AND server = @server AND server_id = @serverId
    AND (version_id = @versionId OR (updated_at_ms > @updatedAt AND NOT (
      version_id NOT GLOB '*[^0-9]*' AND @versionId NOT GLOB '*[^0-9]*'
      AND CAST(version_id AS INTEGER) < CAST(@versionId AS INTEGER)))) LIMIT 1`,
  linkedArrival: `SELECT local_id FROM arrival WHERE kind = @kind AND server = @server AND server_id = @serverId
    AND local_id IS NOT NULL ORDER BY arrival_no DESC LIMIT 1`,
  lastArrival: `SELECT server, server_id, version_id, updated_at_ms, local_id, status, standing, body FROM arrival
    WHERE kind = @kind AND server = @server AND server_id = @serverId ORDER BY arrival_no DESC LIMIT 1`,
  arrivalsOfLocal: `SELECT server, server_id, version_id, updated_at_ms, local_id, status, standing, body FROM arrival
    WHERE kind = @kind AND local_id = @localId ORDER BY arrival_no DESC`,
  toldArrivals: `SELECT server, server_id, version_id, updated_at_ms, local_id, status, standing, body FROM arrival AS told
    WHERE kind = @kind AND body IS NOT NULL AND NOT EXISTS (SELECT 1 FROM arrival AS later
      WHERE later.kind = told.kind AND later.server = told.server AND later.server_id = told.server_id
        AND later.arrival_no > told.arrival_no)`,
  serverAsked: 'SELECT at_ms FROM server_asked WHERE server = @server',
  keepServerAsked: `INSERT INTO server_asked (server, at_ms) VALUES (@server, @at)
    ON CONFLICT (server) DO UPDATE SET at_ms = excluded.at_ms`,
  withdrawOrder: `INSERT INTO order_withdrawal (order_id, at_ms, body) VALUES (@orderId, @at, @body)
    ON CONFLICT (order_id) DO NOTHING`,
  withdrawal: 'SELECT at_ms, body FROM order_withdrawal WHERE order_id = @orderId',
  ordersPlanned: `SELECT DISTINCT order_id FROM order_version
    WHERE planned_for_ms >= @from AND planned_for_ms < @to`,

  insertTemplate: `INSERT INTO template_version (template_id, at_ms, author_id, author, note, body)
    VALUES (@templateId, @at, @authorId, @author, @note, @body)`,
  insertTemplateApproval: `INSERT INTO template_approval (version_no, at_ms, by)
    VALUES (@versionNo, @at, @by)`,
} as const;

/** Whole tables of some dozens or hundreds of rows, read at the start or when a screen with the whole list opens. */
export const listSql = {
  copyMark: 'SELECT day, last_seq FROM copy_mark',
  recordLines: 'SELECT line, after_seq, at_ms FROM record_line ORDER BY line_no',
  openRisks: `SELECT session_event.*, open_risk.patient_id FROM open_risk JOIN session_event USING (seq) ORDER BY seq`,
  riskPatients: `SELECT DISTINCT json_extract(body, '$.patientId') AS patient_id
    FROM session_event INDEXED BY session_event_outcome
    WHERE ${OUTCOME} AND json_extract(body, '$.patientId') IS NOT NULL
      AND (type = 'risk.reported' OR json_extract(body, '$.risk') IS NOT NULL)`,
  libraryVersions: 'SELECT * FROM library_version ORDER BY version_no',
  libraryApprovals: 'SELECT * FROM library_approval ORDER BY approval_no',
  people: `SELECT * FROM person_version
    WHERE version_no IN (SELECT max(version_no) FROM person_version GROUP BY person_id) ORDER BY name`,
  badges: `SELECT person_id, salt, hash, cost FROM person_secret
    WHERE hash IS NOT NULL AND secret_no IN
      (SELECT max(secret_no) FROM person_secret WHERE kind = 'badge' GROUP BY person_id)`,
  patients: `SELECT body FROM patient_version
    WHERE version_no IN (SELECT max(version_no) FROM patient_version GROUP BY patient_id)`,
  orders: `SELECT body FROM order_version
    WHERE version_no IN (SELECT max(version_no) FROM order_version GROUP BY order_id) ORDER BY planned_for_ms`,
  ordersOfPatient: `SELECT body FROM order_version
    WHERE version_no IN (SELECT max(version_no) FROM order_version
      WHERE json_extract(body, '$.patientId') = @patientId GROUP BY order_id) ORDER BY version_no`,
  /** Looked for once at the start, and after a change of the program. */
  sessionsWithoutFacts: `SELECT session_id FROM session_summary
    WHERE closed_at_ms IS NOT NULL
      AND session_id NOT IN (SELECT session_id FROM session_facts WHERE version = @version)
    ORDER BY opened_seq DESC`,
  templates: `SELECT template_version.*, template_approval.at_ms AS approved_at_ms, template_approval.by AS approved_by
    FROM template_version LEFT JOIN template_approval USING (version_no) ORDER BY version_no`,
} as const;

/** Reads and writes everything once, when the summaries are made anew. */
export const rebuildSql = {
  clear: `DELETE FROM session_summary; DELETE FROM session_span; DELETE FROM order_withdrawal;
    DELETE FROM open_risk; DELETE FROM session_mark; DELETE FROM session_tally; DELETE FROM patient_summary;
    DELETE FROM search_word; DELETE FROM word_place;`,
  spans: `INSERT INTO session_span (session_id, first_seq)
    SELECT name, min(seq) FROM session_event JOIN log_name ON name_no = session_no GROUP BY session_no`,
  told: `SELECT ${EVENT} FROM session_event WHERE seq > @afterSeq AND ${TOLD} ORDER BY seq LIMIT @limit`,
  /** One pass over the log for all of them: asked session by session it would be read once for each. */
  endSpans: `WITH ended AS MATERIALIZED (
      SELECT name, max(seq) AS last_seq FROM session_event JOIN log_name ON name_no = session_no
        WHERE type NOT GLOB 'review.*' GROUP BY session_no)
    UPDATE session_span SET last_seq = ended.last_seq FROM ended
      WHERE ended.name = session_span.session_id
        AND session_id IN (SELECT session_id FROM session_summary WHERE closed_at_ms IS NOT NULL)`,
} as const;
