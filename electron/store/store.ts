import type { RecordCheck } from '../../shared/review/signing';
import { type GivenFold, seriesOf } from '../../shared/series/builder';
import type { Series } from '../../shared/series/series';
import type { RecordPart } from '../../shared/sync/record-part';
import { type ArrivalTable, arrivalTable } from './arrivals';
import { type ChainReport, sealOver, verifyChain } from './chain';
import { checkSession } from './chain-range';
import type { Clinic } from './clinic';
import { clinicRecords } from './clinic';
import type { Connection } from './connection';
import { type Courses, courses } from './course';
import { type DrawnSessions, keepsNothing } from './drawn';
import { type PartWanted, readPart } from './elsewhere/read-part';
import type { EventLog } from './event-log';
import { eventLog } from './event-log';
import { type LibraryTable, libraryTable } from './library';
import { type LinesTable, linesTable } from './lines';
import { type OutboxTable, outboxTable } from './outbox';
import { type OutcomeTable, outcomeTable } from './outcomes';
import type { People } from './people';
import { clinicPeople } from './people';
import { freeBytesAt } from './refusal';
import { type FactsTable, factsTable } from './session-facts';
import type { Sessions } from './sessions';
import { sessionList } from './sessions';
import { clinicTemplates, type Templates } from './templates';

/** An open record: the log, what is made from it, and the clinic's people, patients and orders. */
export type Store = EventLog &
  Sessions &
  People &
  Clinic &
  Templates &
  OutcomeTable &
  OutboxTable &
  LinesTable &
  LibraryTable &
  FactsTable &
  ArrivalTable &
  Courses & {
    /** One session's numbers for the graph; `given` adds what had gone in, from the same fold as the bedside. */
    series(sessionId: string, given?: GivenFold): Series;
    /** Sessions as they were folded once, beside the record. */
    readonly drawn: DrawnSessions;
    /** Walks along the seals of the whole log (SR-152), or of its newest links. */
    verifyChain(newest?: number): ChainReport;
    /** The same for one closed session, in pieces; null: there is none. */
    checkSession(sessionId: string): Generator<void, RecordCheck | null>;
    /** The head of the chain of seals up to an entry, hash as hex; null: the entry is not sealed yet. */
    seal(seq: number): { readonly lastSeq: number; readonly hash: string } | null;
    /** A stretch of the log with its seals, for another workstation; both ends need a seal of their own. */
    part(wanted: PartWanted): RecordPart;
    /** Free space where the record lies; null where the system does not say. */
    freeBytes(): number | null;
    close(): void;
  };

/** Puts the parts of the record together on one open connection. `onClose` runs once, after the file is closed. */
export function storeOn(
  db: Connection,
  folder: string,
  onClose: () => void,
  drawn: DrawnSessions = keepsNothing,
): Store {
  const log = eventLog(db, folder);
  const facts = factsTable(db, log);
  const clinic = clinicRecords(db, folder);
  return {
    ...log,
    ...sessionList(db),
    ...clinicPeople(db, folder),
    ...clinic,
    ...outcomeTable(db, clinic),
    ...outboxTable(db),
    ...linesTable(db),
    ...clinicTemplates(db, folder),
    ...libraryTable(db, folder),
    ...facts,
    ...arrivalTable(db, folder),
    ...courses(db, facts),
    drawn,
    series: (sessionId, given) => seriesOf(log.events(sessionId), given),
    verifyChain: (newest) => verifyChain(db, newest ?? null),
    checkSession: (sessionId) => checkSession(db, sessionId),
    seal: (seq) => sealOver(db, seq),
    part: (wanted) => readPart(db, wanted),
    freeBytes: () => freeBytesAt(folder),
    close() {
      if (!db.open) return;
      drawn.close();
      db.close();
      onClose();
    },
  };
}
