import { randomUUID } from 'node:crypto';
import type { RunResult } from 'better-sqlite3';
import { type Order, orderSchema } from '../../shared/dosing/order';
import type { PlannedSession } from '../../shared/ipc/asks/orders';
import { type Patient, patientSchema } from '../../shared/record/patient';
import { eventBodies } from '../../shared/session/events';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { orderStatusWords } from '../../shared/words/elsewhere-words';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { outboxNotes } from './outbox';
import { ClinicRefusal } from './people';
import { listSql, sql } from './sql';
import { orderOfToday } from './upgrades/order-1';

export type NewPatient = Omit<Patient, 'patientId'> & { readonly patientId?: string };
export type NewOrder = Omit<Order, 'orderId'> & { readonly orderId?: string };

/** What came from the clinic's server is there already: it is not sent back. */
export type WrittenAt = 'here' | 'server';

export type Clinic = {
  /** By name. */
  patients(): Patient[];
  patient(patientId: string): Patient | null;
  /** Who has this number now. */
  listedWithMrn(mrn: string): Patient[];
  addPatient(patient: NewPatient, at: EpochMs, from?: WrittenAt): Patient;
  /** What is known of a patient changed (allergies, a corrected name): the earlier version stays in the record. */
  changePatient(patient: Patient, at: EpochMs, from?: WrittenAt): Patient;
  orders(): Order[];
  /** The latest version of each order of one patient, oldest first. */
  ordersOfPatient(patientId: string): Order[];
  order(orderId: string): Order | null;
  /** Keeps an order; one with the id of an earlier one takes its place, unless a session of it was opened. */
  addOrder(order: NewOrder, at: EpochMs, from?: WrittenAt): Order;
  /** What has become of one order. */
  standingOf(orderId: string): Pick<PlannedSession, 'state' | 'sessionId' | 'withdrawn'>;
  /** The orders planned for the day of `nowAt` in the workstation's own time, by time. */
  plannedSessions(nowAt: EpochMs): PlannedSession[];
};

type Body = { readonly body: string };
type OrderSession = {
  readonly session_id: string;
  readonly started_at_ms: number | null;
  readonly closed_at_ms: number | null;
  readonly outcome: string | null;
};

function dayOf(at: EpochMs): { from: number; to: number } {
  const day = new Date(at);
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
  return { from: new Date(year, month, date).getTime(), to: new Date(year, month, date + 1).getTime() };
}

type Withdrawal = { readonly at_ms: number; readonly body: string };

const revokedSchema = eventBodies['order.revoked-elsewhere'].pick({ status: true, reason: true });

function withdrawnBy(row: Withdrawal | undefined): PlannedSession['withdrawn'] {
  if (row === undefined) return null;
  const [body, at] = [JSON.parse(row.body) as unknown, epochMs(row.at_ms)];
  const here = eventBodies['order.withdrawn'].safeParse(body);
  if (here.success) return { by: here.data.by, reason: here.data.reason, at };
  const { status, reason } = revokedSchema.parse(body);
  return { by: null, reason: reason ?? orderStatusWords(status), at };
}

/** A session that was given up before the first drop leaves its order to be done. */
function standing(sessions: readonly OrderSession[]): Pick<PlannedSession, 'state' | 'sessionId'> {
  const open = sessions.find((session) => session.closed_at_ms === null);
  if (open !== undefined) return { state: 'open', sessionId: open.session_id };
  const done = sessions.find((session) => session.outcome === 'completed' || session.started_at_ms !== null);
  return done === undefined
    ? { state: 'planned', sessionId: null }
    : { state: 'done', sessionId: done.session_id };
}

function present<T>(values: readonly (T | null)[]): T[] {
  return values.filter((value) => value !== null);
}

/** Patients, orders and the day's plan. */
export function clinicRecords(db: Connection, folder: string): Clinic {
  const allPatients = db.prepare<[], Body>(listSql.patients);
  const onePatient = db.prepare<{ patientId: string }, Body>(sql.patient);
  const withMrn = db.prepare<{ mrn: string }, { patient_id: string }>(sql.patientsWithMrn);
  const insertPatient = db.prepare(sql.insertPatient);
  const allOrders = db.prepare<[], Body>(listSql.orders);
  const ofPatient = db.prepare<{ patientId: string }, Body>(listSql.ordersOfPatient);
  const oneOrder = db.prepare<{ orderId: string }, Body>(sql.order);
  const planned = db.prepare<{ from: number; to: number }, { order_id: string }>(sql.ordersPlanned);
  const sessionsOf = db.prepare<{ orderId: string }, OrderSession>(sql.sessionsOfOrder);
  const insertOrder = db.prepare(sql.insertOrder);
  const note = outboxNotes(db);
  const withdrawal = db.prepare<{ orderId: string }, Withdrawal>(sql.withdrawal);

  const patientOf = ({ body }: Body): Patient => patientSchema.parse(JSON.parse(body));
  const orderOf = ({ body }: Body): Order => orderSchema.parse(orderOfToday(JSON.parse(body)));
  const maybe = <T>(row: Body | undefined, read: (row: Body) => T): T | null =>
    row === undefined ? null : read(row);
  const findPatient = (patientId: string) => maybe(onePatient.get({ patientId }), patientOf);
  const listedWithMrn = (mrn: string): Patient[] =>
    withMrn
      .all({ mrn })
      .map((row) => findPatient(row.patient_id))
      .filter((one): one is Patient => one?.mrn === mrn);
  const findOrder = (orderId: string) => maybe(oneOrder.get({ orderId }), orderOf);

  const write = (run: () => void) => {
    try {
      run();
    } catch (error) {
      throw notKept(error, folder);
    }
  };

  const keepVersion = db.transaction(
    (cause: 'patient' | 'order', insert: () => RunResult, at: EpochMs, from: WrittenAt) => {
      const { lastInsertRowid } = insert();
      if (from === 'here') note(cause, Number(lastInsertRowid), at);
    },
  );

  const keepPatient = (patient: Patient, at: EpochMs, from: WrittenAt = 'here'): Patient => {
    const { patientId, mrn } = patientSchema.parse(patient);
    const holder = listedWithMrn(mrn).find((other) => other.patientId !== patientId);
    if (holder)
      throw new ClinicRefusal(
        `MRN ${mrn} belongs to ${holder.name} already. Nothing was kept: two patients under one number would be ` +
          'mixed up. Check the number on the wristband, or choose that patient.',
      );
    write(() =>
      keepVersion.immediate(
        'patient',
        () => insertPatient.run({ patientId, at, mrn, body: JSON.stringify(patient) }),
        at,
        from,
      ),
    );
    return patient;
  };

  const standingOf: Clinic['standingOf'] = (orderId) => {
    const withdrawn = withdrawnBy(withdrawal.get({ orderId }));
    const stands = standing(sessionsOf.all({ orderId }));
    // A session that was given up before the first drop leaves its order, which may then be withdrawn.
    return {
      ...stands,
      state: stands.state === 'planned' && withdrawn !== null ? 'withdrawn' : stands.state,
      withdrawn,
    };
  };

  return {
    standingOf,
    patients: () =>
      allPatients
        .all()
        .map(patientOf)
        .sort((left, right) => left.name.localeCompare(right.name)),
    listedWithMrn,
    patient: findPatient,
    addPatient: (patient, at, from) =>
      keepPatient({ ...patient, patientId: patient.patientId ?? randomUUID() }, at, from),
    changePatient: keepPatient,
    orders: () => allOrders.all().map(orderOf),
    ordersOfPatient: (patientId) => ofPatient.all({ patientId }).map(orderOf),
    order: findOrder,
    addOrder(draft, at, from = 'here') {
      const order = orderSchema.parse({ ...draft, orderId: draft.orderId ?? randomUUID() });
      if (findPatient(order.patientId) === null)
        throw new ClinicRefusal('The order is for a patient who is not in the list. Nothing was kept.');
      if (sessionsOf.get({ orderId: order.orderId }) !== undefined)
        throw new ClinicRefusal(
          'A session of this order was opened already, so the order stays as it is. Write a new order instead.',
        );
      const { orderId, plannedFor } = order;
      if (withdrawal.get({ orderId }) !== undefined)
        throw new ClinicRefusal('This order was withdrawn, and stays so. Write a new order instead.');
      write(() =>
        keepVersion.immediate(
          'order',
          () =>
            insertOrder.run({ orderId, at, plannedFor: Math.round(plannedFor), body: JSON.stringify(order) }),
          at,
          from,
        ),
      );
      return order;
    },
    plannedSessions(nowAt) {
      const { from, to } = dayOf(nowAt);
      const orders = present(planned.all({ from, to }).map((row) => findOrder(row.order_id)));
      return orders
        .filter(({ plannedFor }) => plannedFor >= from && plannedFor < to)
        .sort((left, right) => left.plannedFor - right.plannedFor)
        .flatMap((order) => {
          const patient = findPatient(order.patientId);
          if (patient === null) return [];
          return [{ order, patient, ...standingOf(order.orderId) }];
        });
    },
  };
}
