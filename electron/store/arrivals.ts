import { type Patient, patientSchema } from '../../shared/record/patient';
import type { FromServer } from '../../shared/session/elsewhere/events';
import { type EventBody, eventBodies } from '../../shared/session/events';
import { isOver } from '../../shared/sync/order-standing';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { sql } from './sql';

/** Where an order stands on the clinic's server, as far as was heard. */
export type OrderElsewhere = FromServer & {
  readonly status: string;
  /** It came from there whole; false: it was written here, and is there too. */
  readonly came: boolean;
};

export type ArrivalTable = {
  /** This version was heard of before, or a later one was. */
  arrivalSeen(kind: 'order' | 'patient', from: FromServer): boolean;
  /** The last status that was heard of an order of the server; null: none. */
  lastOrderStatus(server: string, serverId: string): string | null;
  /** Our order of an entry of the server; null: none ever was. */
  orderOfServer(server: string, serverId: string): string | null;
  /** Our patient of an entry of the server; `refused`: that one was not taken over; null: it never came. */
  patientOfServer(server: string, serverId: string): string | 'refused' | null;
  patientWithMrn(mrn: string): Patient | null;
  /** Null: it was never heard of there. */
  orderElsewhere(orderId: string): OrderElsewhere | null;
  /** Orders that have to be written and signed here. */
  listedOrders(): EventBody<'order.listed'>[];
  /** Patients whom a person has to look at: not taken over, or merged elsewhere. */
  refusedPatients(): (EventBody<'patient.refused'> | EventBody<'patient.merged-elsewhere'>)[];
  /** Changes of patients that wait for the end of a session. */
  waitingPatients(): EventBody<'patient.arrived'>[];
  /** When the server last said all that is new there; null: never. */
  serverAsked(server: string): EpochMs | null;
  keepServerAsked(server: string, at: EpochMs): void;
};

type Row = {
  readonly server: string;
  readonly server_id: string;
  readonly version_id: string;
  readonly updated_at_ms: number;
  readonly local_id: string | null;
  readonly status: string;
  readonly standing: string;
  readonly body: string | null;
};
type Of = { readonly kind: 'order' | 'patient'; readonly server: string; readonly serverId: string };

/** Reads what came from the clinic's server. */
export function arrivalTable(db: Connection, folder: string): ArrivalTable {
  const seen = db.prepare<Of & { versionId: string; updatedAt: number }, { arrival_no: number }>(
    sql.arrivalSeen,
  );
  const lastOf = db.prepare<Of, Row>(sql.lastArrival);
  const linkedOf = db.prepare<Of, Pick<Row, 'local_id'>>(sql.linkedArrival);
  const ofLocal = db.prepare<{ kind: string; localId: string }, Row>(sql.arrivalsOfLocal);
  const told = db.prepare<{ kind: string }, Row>(sql.toldArrivals);
  const withMrn = db.prepare<{ mrn: string }, { patient_id: string }>(sql.patientsWithMrn);
  const patient = db.prepare<{ patientId: string }, { body: string }>(sql.patient);
  const asked = db.prepare<{ server: string }, { at_ms: number }>(sql.serverAsked);
  const keepAsked = db.prepare(sql.keepServerAsked);
  /** The last row of each resource, where it still stands so. */
  const latest = (kind: 'order' | 'patient', standings: readonly string[]): Row[] =>
    told.all({ kind }).filter(({ standing }) => standings.includes(standing));

  return {
    arrivalSeen: (kind, { server, serverId, versionId, lastUpdated }) =>
      seen.get({ kind, server, serverId, versionId, updatedAt: lastUpdated }) !== undefined,
    lastOrderStatus: (server, serverId) => lastOf.get({ kind: 'order', server, serverId })?.status ?? null,
    orderOfServer: (server, serverId) => linkedOf.get({ kind: 'order', server, serverId })?.local_id ?? null,
    patientOfServer(server, serverId) {
      const row = lastOf.get({ kind: 'patient', server, serverId });
      if (row === undefined) return null;
      return row.standing === 'refused' ? 'refused' : row.local_id;
    },
    patientWithMrn(mrn) {
      for (const { patient_id: patientId } of withMrn.all({ mrn })) {
        const row = patient.get({ patientId });
        const found = row === undefined ? null : patientSchema.parse(JSON.parse(row.body));
        // A number that was corrected is nobody's any more.
        if (found?.mrn === mrn) return found;
      }
      return null;
    },
    orderElsewhere(orderId) {
      const rows = ofLocal.all({ kind: 'order', localId: orderId });
      const [last] = rows;
      if (last === undefined) return null;
      return {
        server: last.server,
        serverId: last.server_id,
        versionId: last.version_id,
        lastUpdated: epochMs(last.updated_at_ms),
        status: last.status,
        came: rows.some(({ standing }) => standing === 'kept' || standing === 'changed'),
      };
    },
    listedOrders: () =>
      latest('order', ['listed'])
        .filter(({ status }) => !isOver(status))
        .map(({ body }) => eventBodies['order.listed'].parse(JSON.parse(body ?? 'null'))),
    refusedPatients: () =>
      latest('patient', ['refused', 'merged']).map(({ standing, body }) =>
        eventBodies[standing === 'refused' ? 'patient.refused' : 'patient.merged-elsewhere'].parse(
          JSON.parse(body ?? 'null'),
        ),
      ),
    waitingPatients: () =>
      latest('patient', ['waits']).map(({ body }) =>
        eventBodies['patient.arrived'].parse(JSON.parse(body ?? 'null')),
      ),
    serverAsked(server) {
      const row = asked.get({ server });
      return row === undefined ? null : epochMs(row.at_ms);
    },
    keepServerAsked(server, at) {
      try {
        keepAsked.run({ server, at: Math.round(at) });
      } catch (error) {
        throw notKept(error, folder);
      }
    },
  };
}
