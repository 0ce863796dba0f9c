import type { Order } from '../../shared/dosing/order';
import type { Patient } from '../../shared/record/patient';
import type { FromServer } from '../../shared/session/elsewhere/events';
import type { LoggedEvent } from '../../shared/session/events';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { sql } from './sql';

type Kept = {
  readonly kind: 'order' | 'patient';
  readonly from: FromServer;
  readonly localId: string | null;
  readonly status?: string;
  readonly standing: string;
  readonly body?: unknown;
};

/**
 * Follows what the log says of the clinic's server into the tables of patients, orders and arrivals, in the transaction
 * of the entry. Such versions are no news for the server, so they leave no trace in what has to be sent there.
 */
export function keepArrivals(db: Connection): { follow(event: LoggedEvent): void } {
  const insert = db.prepare(sql.insertArrival);
  const insertPatient = db.prepare(sql.insertPatient);
  const insertOrder = db.prepare(sql.insertOrder);
  const unlist = db.prepare(sql.unlistArrival);

  const keep = (at: EpochMs, { kind, from, localId, status = '', standing, body }: Kept) =>
    insert.run({
      ...{ kind, server: from.server, serverId: from.serverId, versionId: from.versionId },
      ...{ updatedAt: Math.round(from.lastUpdated), localId, status, standing, at },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const keepOrder = (order: Order, at: EpochMs) =>
    insertOrder.run({
      ...{ orderId: order.orderId, at, plannedFor: Math.round(order.plannedFor) },
      body: JSON.stringify(order),
    });
  const keepPatient = (patient: Patient, at: EpochMs) =>
    insertPatient.run({ patientId: patient.patientId, at, mrn: patient.mrn, body: JSON.stringify(patient) });

  return {
    follow(event) {
      const { at } = event;
      switch (event.type) {
        case 'order.arrived': {
          const { from, status, order } = event.body;
          keepOrder(order, at);
          keep(at, { kind: 'order', from, localId: order.orderId, status, standing: 'kept' });
          return;
        }
        case 'order.seen-elsewhere': {
          const { from, status, orderId } = event.body;
          keep(at, { kind: 'order', from, localId: orderId, status, standing: 'seen' });
          return;
        }
        case 'order.changed-elsewhere': {
          const { from, status, orderId, order } = event.body;
          if (order !== null) keepOrder(order, at);
          keep(at, { kind: 'order', from, localId: orderId, status, standing: 'changed' });
          return;
        }
        case 'order.revoked-elsewhere': {
          const { from, status, orderId } = event.body;
          keep(at, { kind: 'order', from, localId: orderId, status, standing: 'revoked' });
          return;
        }
        case 'order.listed': {
          const { from, status } = event.body;
          keep(at, { kind: 'order', from, localId: null, status, standing: 'listed', body: event.body });
          return;
        }
        case 'order.unlisted': {
          const { server, serverId } = event.body;
          unlist.run({ server, serverId, at });
          return;
        }
        case 'patient.arrived': {
          const { from, what, patient } = event.body;
          if (what === 'new' || what === 'changed') keepPatient(patient, at);
          const body = what === 'waits' ? event.body : undefined;
          keep(at, { kind: 'patient', from, localId: patient.patientId, standing: what, body });
          return;
        }
        case 'patient.refused': {
          const { from, patientId } = event.body;
          keep(at, { kind: 'patient', from, localId: patientId, standing: 'refused', body: event.body });
          return;
        }
        case 'patient.merged-elsewhere': {
          const { from, patientId } = event.body;
          keep(at, { kind: 'patient', from, localId: patientId, standing: 'merged', body: event.body });
          return;
        }
        default:
          return;
      }
    },
  };
}
