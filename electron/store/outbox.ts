import { type Order, orderSchema } from '../../shared/dosing/order';
import { type Patient, patientSchema } from '../../shared/record/patient';
import { type Person, personSchema } from '../../shared/record/people';
import type { LoggedEvent } from '../../shared/session/events';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { isReading } from './chain';
import type { Connection } from './connection';
import { logNames } from './names';
import { sql } from './sql';
import { orderOfToday } from './upgrades/order-1';

/** What changed: entries of a session up to a number, or one version of a person, a patient or an order. */
export type OutboxRow = {
  readonly outboxNo: number;
  readonly at: EpochMs;
} & (
  | { readonly cause: 'session'; readonly sessionId: string; readonly uptoSeq: number }
  | { readonly cause: 'person' | 'patient' | 'order'; readonly versionNo: number }
);

export type OutboxTable = {
  /** In the order in which they were written. */
  outboxAfter(outboxNo: number, limit: number): OutboxRow[];
  outboxRow(outboxNo: number): OutboxRow | null;
  /** Zero: nothing was written yet. */
  lastOutbox(): number;
  personVersion(versionNo: number): Person | null;
  patientVersion(versionNo: number): Patient | null;
  orderVersion(versionNo: number): Order | null;
};

type Row = {
  readonly outbox_no: number;
  readonly cause: 'session' | 'person' | 'patient' | 'order';
  readonly session_no: number | null;
  readonly upto_no: number;
  readonly at_ms: number;
};

/** Reads the outbox and the versions that it names. */
export function outboxTable(db: Connection): OutboxTable {
  const names = logNames(db);
  const after = db.prepare<{ afterNo: number; limit: number }, Row>(sql.outboxAfter);
  const one = db.prepare<{ outboxNo: number }, Row>(sql.outboxRow);
  const last = db.prepare<[], { outbox_no: number | null }>(sql.lastOutbox);
  const person = db.prepare<
    { versionNo: number },
    { person_id: string; name: string; role: string; active: number }
  >(sql.personVersion);
  const patient = db.prepare<{ versionNo: number }, { body: string }>(sql.patientVersion);
  const order = db.prepare<{ versionNo: number }, { body: string }>(sql.orderVersion);
  const read = ({ outbox_no: outboxNo, cause, session_no, upto_no, at_ms }: Row): OutboxRow => {
    const at = epochMs(at_ms);
    if (cause !== 'session') return { outboxNo, at, cause, versionNo: upto_no };
    if (session_no === null) throw new Error(`row ${outboxNo} of the outbox names no session`);
    return { outboxNo, at, cause, sessionId: names.nameOf(session_no), uptoSeq: upto_no };
  };
  return {
    outboxAfter: (afterNo, limit) => after.all({ afterNo, limit }).map(read),
    outboxRow(outboxNo) {
      const row = one.get({ outboxNo });
      return row === undefined ? null : read(row);
    },
    lastOutbox: () => last.get()?.outbox_no ?? 0,
    personVersion(versionNo) {
      const row = person.get({ versionNo });
      if (row === undefined) return null;
      const { person_id: personId, name, role, active } = row;
      return personSchema.parse({ personId, name, role, active: active === 1 });
    },
    patientVersion(versionNo) {
      const row = patient.get({ versionNo });
      return row === undefined ? null : patientSchema.parse(JSON.parse(row.body));
    },
    orderVersion(versionNo) {
      const row = order.get({ versionNo });
      return row === undefined ? null : orderSchema.parse(orderOfToday(JSON.parse(row.body)));
    },
  };
}

/** Notes a version of a person, a patient or an order. Runs inside the transaction that writes it. */
export function outboxNotes(db: Connection) {
  const insert = db.prepare(sql.insertOutbox);
  return (cause: 'person' | 'patient' | 'order', versionNo: number, at: EpochMs): void => {
    insert.run({ cause, sessionNo: null, uptoNo: versionNo, at: Math.round(at) });
  };
}

/** Readings come twice a second: so much of monotonic time, ms, passes before one of them is worth a row. */
const READINGS_EVERY_MS = 60_000;

export type OutboxKeeper = {
  /** Runs inside the transaction that writes the event. */
  follow(event: LoggedEvent, sessionNo: number): void;
  /** The transaction was rolled back. */
  forget(): void;
};

/** Notes each entry that is no reading; what readings add up to is noted with the next one, or after a minute. */
export function keepOutbox(db: Connection): OutboxKeeper {
  const insert = db.prepare(sql.insertOutbox);
  let noted: { readonly sessionNo: number; readonly mono: number } | null = null;
  return {
    follow({ type, seq, at, mono }, sessionNo) {
      if (isReading(type) && noted?.sessionNo === sessionNo && mono - noted.mono < READINGS_EVERY_MS) return;
      insert.run({ cause: 'session', sessionNo, uptoNo: seq, at });
      noted = { sessionNo, mono };
    },
    forget() {
      noted = null;
    },
  };
}
