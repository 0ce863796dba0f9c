import { z } from 'zod';
import { type Mark, mark } from '../../shared/finding/marks';
import type { InPlace, PatientLine, PatientQuery, SessionQuery } from '../../shared/finding/query';
import type { SessionSummary } from '../../shared/ipc/session-detail';
import { epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { EVERY } from './finding';
import { typedBeginnings } from './search-words';
import { sql } from './sql';
import { mergedRows, wayFinder } from './word-index';

type SummaryRow = {
  readonly opened_seq: number;
  readonly session_id: string;
  readonly patient_id: string;
  readonly patient_name: string;
  readonly mrn: string;
  readonly drug: string;
  readonly room: string;
  readonly simulation: number;
  readonly opened_at_ms: number;
  readonly started_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly phase: SessionSummary['phase'];
  readonly given_mg_low: number;
  readonly given_mg_high: number;
  readonly events: number;
  readonly alarms: number;
  readonly reviewed: number;
  readonly marks: string;
};

export type Sessions = {
  /** Latest first. An empty search finds all; else every word must begin a word of name, MRN, date or drug. */
  sessions(search: string, limit?: number): SessionSummary[];
  session(sessionId: string): SessionSummary | null;
  findSessions(query: InPlace<SessionQuery>): {
    readonly sessions: SessionSummary[];
    readonly after: number | null;
    readonly total: number | null;
  };
  findPatients(query: InPlace<PatientQuery>): {
    readonly patients: PatientLine[];
    readonly after: number | null;
  };
  /** Whoever had a session here under this number. */
  patientsOfMrn(mrn: string): string[];
  patientLine(patientId: string): PatientLine | null;
  /** The session that was opened and not closed: after a crash, the one to go on with. */
  openSessionId(): string | null;
};

const marksSchema = z.array(mark);
const maybeEpoch = (ms: number | null) => (ms === null ? null : epochMs(ms));

function summaryOf(row: SummaryRow): SessionSummary {
  return {
    sessionId: row.session_id,
    openedSeq: row.opened_seq,
    patientId: row.patient_id,
    patientName: row.patient_name,
    mrn: row.mrn,
    drug: row.drug,
    room: row.room,
    openedAt: epochMs(row.opened_at_ms),
    startedAt: maybeEpoch(row.started_at_ms),
    closedAt: maybeEpoch(row.closed_at_ms),
    phase: row.phase,
    givenMgLow: row.given_mg_low,
    givenMgHigh: row.given_mg_high,
    events: row.events,
    alarms: row.alarms,
    simulation: row.simulation === 1,
    reviewed: row.reviewed === 1,
    marks: marksSchema.parse(JSON.parse(row.marks)),
  };
}

type PatientRow = {
  readonly patient_no: number;
  readonly patient_id: string;
  readonly name: string;
  readonly mrn: string;
  readonly sessions: number;
  readonly to_review: number;
  readonly first_at_ms: number;
  readonly last_at_ms: number;
  readonly last_seq: number;
};

type Range = { readonly fromSeq: number; readonly beforeSeq: number; readonly limit: number };
type Narrowed = Range & { readonly marks: string; readonly typed: string };

/** A page and whether there is more behind it: one row more than wanted is asked for. */
function pageOf<R>(rows: readonly R[], limit: number, cursor: (row: R) => number) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, after: rows.length > limit && last !== undefined ? cursor(last) : null };
}

/** Finds sessions: each statement is driven by the narrowest index of what is asked, latest first, page by page. */
function sessionFinder(db: Connection): Sessions['findSessions'] {
  const listedFrom = db.prepare<{ at: number }, { opened_seq: number }>(sql.firstListedFrom);
  const all = db.prepare<Range & { typed: string }, SummaryRow>(sql.findAll);
  const ofPatient = db.prepare<Narrowed & { patientId: string }, SummaryRow>(sql.findOfPatient);
  const byMark = db.prepare<Narrowed & { first: string }, SummaryRow>(sql.findByMark);
  const byWord = db.prepare<Narrowed & { word: string }, SummaryRow>(sql.findByWord);
  const byWords = db.prepare<Narrowed & { beginning: string }, SummaryRow>(sql.findByWords);
  const wayOf = wayFinder(db, 'session');
  const tally = db.prepare<{ mark: string }, { sessions: number }>(sql.tally);
  const total = (of: Mark | typeof EVERY): number => tally.get({ mark: of })?.sessions ?? 0;
  const seqAt = (at: number): number => listedFrom.get({ at })?.opened_seq ?? Number.MAX_SAFE_INTEGER;

  function rows({ marks, patientId, search }: InPlace<SessionQuery>, range: Range): SummaryRow[] {
    const typed = typedBeginnings(search);
    if (typed === null) return [];
    const narrowed = { ...range, marks: JSON.stringify(marks), typed: JSON.stringify(typed) };
    if (patientId !== null) return ofPatient.all({ ...narrowed, patientId });
    const way = wayOf(typed, total(EVERY));
    const [first] = marks.toSorted((a, b) => total(a) - total(b));
    if (first !== undefined && (way.kind === 'walk' || total(first) < way.places))
      return byMark.all({ ...narrowed, first });
    if (way.kind === 'walk') return all.all(narrowed);
    if (way.kind === 'gather') return byWords.all({ ...narrowed, beginning: way.beginning });
    const lists = way.words.map((word) => byWord.all({ ...narrowed, word }));
    return mergedRows(lists, ({ opened_seq }) => opened_seq, range.limit);
  }

  return (query) => {
    const { from, to, after, limit, marks, patientId, search } = query;
    const range = {
      fromSeq: from === null ? 0 : seqAt(from),
      beforeSeq: Math.min(
        after ?? Number.MAX_SAFE_INTEGER,
        to === null ? Number.MAX_SAFE_INTEGER : seqAt(to),
      ),
      limit: limit + 1,
    };
    const { page, after: next } = pageOf(rows(query, range), limit, (row) => row.opened_seq);
    const simple = search.trim() === '' && from === null && to === null && patientId === null;
    const counted = simple && marks.length <= 1 ? total(marks[0] ?? EVERY) : null;
    const whole = after === null && next === null ? page.length : null;
    return { sessions: page.map(summaryOf), after: next, total: whole ?? counted };
  };
}

const lineOf = (row: PatientRow, cursor: number): PatientLine => ({
  ...{ patientId: row.patient_id, name: row.name, mrn: row.mrn, cursor },
  ...{ sessions: row.sessions, toReview: row.to_review },
  firstAt: epochMs(row.first_at_ms),
  lastAt: epochMs(row.last_at_ms),
});

function patientFinder(db: Connection): Sessions['findPatients'] {
  type Page = { readonly beforeSeq: number; readonly limit: number };
  type Found = { readonly typed: string; beforeNo: number; toReview: number; limit: number };
  const latest = db.prepare<Page, PatientRow>(sql.latestPatients);
  const waiting = db.prepare<Page, PatientRow>(sql.patientsToReview);
  const lastNo = db.prepare<[], { patient_no: number | null }>(sql.lastPatientNo);
  const byNumber = db.prepare<Found, PatientRow>(sql.patientsByNumber);
  const byWord = db.prepare<Found & { word: string }, PatientRow>(sql.patientsByWord);
  const byWords = db.prepare<Found & { beginning: string }, PatientRow>(sql.patientsByWords);
  const wayOf = wayFinder(db, 'patient');

  function withWords(typed: readonly string[], found: Found): PatientRow[] {
    const way = wayOf(typed, lastNo.get()?.patient_no ?? 0);
    if (way.kind === 'walk') return byNumber.all(found);
    if (way.kind === 'gather') return byWords.all({ ...found, beginning: way.beginning });
    const lists = way.words.map((word) => byWord.all({ ...found, word }));
    return mergedRows(lists, ({ patient_no }) => patient_no, found.limit);
  }

  return ({ search, toReview, after, limit }) => {
    const typed = typedBeginnings(search);
    if (typed === null) return { patients: [], after: null };
    const before = after ?? Number.MAX_SAFE_INTEGER;
    const isSearch = typed.length > 0;
    const more = limit + 1;
    const found = { typed: JSON.stringify(typed), beforeNo: before, toReview: toReview ? 1 : 0, limit: more };
    const rows = isSearch
      ? withWords(typed, found)
      : (toReview ? waiting : latest).all({ beforeSeq: before, limit: more });
    const { page, after: next } = pageOf(rows, limit, (row) => (isSearch ? row.patient_no : row.last_seq));
    return {
      patients: page.map((row) => lineOf(row, isSearch ? row.patient_no : row.last_seq)),
      after: next,
    };
  };
}

/** Lists and finds sessions by their summaries. */
export function sessionList(db: Connection): Sessions {
  const latest = db.prepare<{ limit: number }, SummaryRow>(sql.latestSummaries);
  const findSessions = sessionFinder(db);
  const unfiltered = { marks: [], patientId: null, from: null, to: null, after: null };
  const one = db.prepare<{ sessionId: string }, SummaryRow>(sql.summary);
  const open = db.prepare<[], { session_id: string }>(sql.openSession);
  const ofMrn = db.prepare<{ mrn: string }, { patient_id: string }>(sql.patientsOfMrn);
  const line = db.prepare<{ patientId: string }, PatientRow>(sql.patientLine);
  return {
    sessions(typed, limit = 200) {
      if (typed.trim() === '') return latest.all({ limit }).map(summaryOf);
      return findSessions({ ...unfiltered, search: typed, limit }).sessions;
    },
    session(sessionId) {
      const row = one.get({ sessionId });
      return row === undefined ? null : summaryOf(row);
    },
    findSessions,
    findPatients: patientFinder(db),
    patientsOfMrn: (mrn) => ofMrn.all({ mrn }).map(({ patient_id }) => patient_id),
    patientLine(patientId) {
      const row = line.get({ patientId });
      return row === undefined ? null : lineOf(row, row.last_seq);
    },
    openSessionId: () => open.get()?.session_id ?? null,
  };
}
