import { z } from 'zod';
import { type Outcome, orderOutcome, patientOutcome } from '../../shared/sync/arrivals';
import {
  type Arrived,
  type ArrivedOrder,
  type ArrivedPatient,
  arrivedSchema,
  type HandedOver,
} from '../../shared/sync/arrived';
import type { Clock, EpochMs } from '../../shared/time/clock';
import type { Store } from '../store/store';
import { orderOfToday } from '../store/upgrades/order-1';
import type { Controller } from './controller';

/** What the process that asks the server hands over; each thing is kept whole, in one transaction, or not at all. */
export type Arrivals = {
  /** In their order: a patient before the orders for them. */
  take(arrived: readonly Arrived[]): HandedOver[];
  /** The server said all that is new there up to now. */
  asked(server: string): void;
  /** A message of the process that asks; the answer goes back to it. Null: nothing was understood. */
  hear(about: string, body: unknown): unknown;
  /** Takes over what waited for the end of a session. */
  settle(): void;
};

type ArrivalStore = Pick<
  Store,
  | 'arrivalSeen'
  | 'lastOrderStatus'
  | 'orderOfServer'
  | 'patientOfServer'
  | 'patientWithMrn'
  | 'patient'
  | 'order'
  | 'standingOf'
  | 'waitingPatients'
  | 'keepServerAsked'
  | 'serverAsked'
>;

/** The time of the last answer is written no oftener than this, ms: it only says how old a copy is, in hours. */
const ASKED_EVERY_MS = 60_000;

/** Takes what came from the clinic's server into the record. It decides nothing that a pump would notice. */
export function arrivalsInto(parts: {
  readonly store: ArrivalStore;
  readonly controller: Pick<Controller, 'state' | 'enter' | 'record'>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The drugs of the library in use. */
  readonly drugs: () => readonly string[];
}): Arrivals {
  const { store, controller, clock } = parts;
  const running = () => {
    const { session } = controller.state();
    return session === null || session.phase === 'closed' ? null : session;
  };
  const inSession = (patientId: string): boolean => running()?.patient.patientId === patientId;

  function ofPatient(arrived: ArrivedPatient): Outcome {
    const { server, serverId } = arrived.from;
    const linked = store.patientOfServer(server, serverId);
    return patientOutcome(arrived, {
      linked: linked === null || linked === 'refused' ? null : store.patient(linked),
      sameMrn: arrived.patient === null ? null : store.patientWithMrn(arrived.patient.mrn),
      seen: store.arrivalSeen('patient', arrived.from),
      inSession,
      newId: parts.newId(),
    });
  }

  function ofOrder(arrived: ArrivedOrder): Outcome {
    const { server, serverId } = arrived.from;
    return orderOutcome(arrived, {
      seen: store.arrivalSeen('order', arrived.from),
      lastStatus: store.lastOrderStatus(server, serverId),
      linked: store.orderOfServer(server, serverId),
      order(orderId) {
        const session = running();
        // What is being given is what the session began with, whatever came since.
        if (session?.order.orderId === orderId) return { order: session.order, state: 'open' };
        const order = store.order(orderId);
        return order === null ? null : { order, state: store.standingOf(orderId).state };
      },
      patient(patientServerId) {
        const ours = store.patientOfServer(server, patientServerId);
        if (ours === null) return 'unknown';
        return (ours === 'refused' ? null : store.patient(ours)) ?? 'refused';
      },
      upgrade: (order) => (order !== null && typeof order === 'object' ? orderOfToday(order) : order),
      drugs: parts.drugs(),
    });
  }

  function takeOne(arrived: Arrived): HandedOver {
    const record = controller.record();
    if (record.kind === 'not-kept')
      return { kind: 'refused', words: `The record is not being kept. ${record.reason}` };
    const outcome = arrived.kind === 'patient' ? ofPatient(arrived) : ofOrder(arrived);
    if (outcome.kind === 'known') return { kind: 'kept', localId: outcome.localId };
    if (outcome.kind !== 'write') return outcome;
    const entered = controller.enter([outcome.draft], outcome.into);
    return entered.kind === 'done'
      ? { kind: 'kept', localId: outcome.localId }
      : { kind: 'refused', words: entered.reasons.join(' ') };
  }

  function noteAsked(server: string): void {
    const { at } = clock.now();
    const last: EpochMs | null = store.serverAsked(server);
    if (controller.record().kind === 'not-kept') return;
    // A clock that was set back must not leave a time that has not come.
    if (last === null || Math.abs(at - last) >= ASKED_EVERY_MS) store.keepServerAsked(server, at);
  }

  const take: Arrivals['take'] = (arrived) => arrived.map(takeOne);
  return {
    take,
    hear(about, body) {
      try {
        if (about === 'elsewhere') return take(z.array(arrivedSchema).parse(body));
        if (about === 'server-asked') noteAsked(z.object({ server: z.string() }).parse(body).server);
      } catch (error) {
        // Whatever comes from a server, the bedside goes on; what was not kept is handed over again.
        console.error('What came from the clinic’s server was not kept:', error);
      }
      return null;
    },
    asked: noteAsked,
    settle() {
      for (const { from, patient, differences } of store.waitingPatients()) {
        if (inSession(patient.patientId)) continue;
        controller.enter([
          { type: 'patient.arrived', body: { from, what: 'changed', patient, differences } },
        ]);
      }
    },
  };
}
