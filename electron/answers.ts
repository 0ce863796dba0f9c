import type { WorkstationFacts } from '../shared/ipc/standing';
import type { LimitProfile } from '../shared/limits/profile';
import type { ClinicRules } from '../shared/policy/clinic-rules';
import type { Actor } from '../shared/record/people';
import { mayDo } from '../shared/record/permissions';
import { stateHash } from '../shared/session/evolve';
import type { ConnectionStep } from '../shared/sync/connection-step';
import type { SyncControl } from '../shared/sync/control';
import type { SyncStatus } from '../shared/sync/status';
import type { Clock } from '../shared/time/clock';
import { accessAnswers, only } from './answers/access';
import { courseAnswers } from './answers/course';
import { exportAnswers } from './answers/exports';
import { ledgerAnswers } from './answers/ledger';
import { libraryAnswers } from './answers/library';
import { orderAnswers } from './answers/orders';
import { outcomeAnswers } from './answers/outcomes';
import { overrideAnswers } from './answers/overrides';
import { carriedOver } from './answers/prediction';
import { reviewAnswers } from './answers/review';
import { syncAnswers } from './answers/sync';
import { syncStandingAnswers } from './answers/sync-standing';
import { turnedAnswers } from './answers/turned';
import type { ExportAnswer } from './export/exporter';
import type { ExportWish } from './export/write-export';
import type { Answers } from './ipc/server';
import type { Controller } from './session/controller';
import type { FactsFilling } from './session/facts-filling';
import { actorOf, gateOf } from './session/gate';
import type { OrderCopies } from './session/order-copies';
import { seriesFold } from './session/series-fold';
import { readSession, restFromReading } from './session/session-detail';
import type { Exports } from './shell/exports';
import type { Places } from './store/elsewhere/places';
import { RecordNotKept } from './store/not-kept';
import { ClinicRefusal } from './store/people';
import type { Store } from './store/store';
import type { ReadySync } from './sync/fixed-setting';
import type { ServerSetUp } from './sync/server-set-up';

type Refused = { kind: 'refused'; reasons: string[] };
type Done = { kind: 'done' } | Refused;

const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons });

/** A refusal of the store is an answer; anything else is a fault of the program and goes up. */
function attempt(run: () => void): Done {
  try {
    run();
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ClinicRefusal || error instanceof RecordNotKept) return refused(error.message);
    throw error;
  }
}

/** What the main process answers to each ask of the contract. */
export function answersFrom(parts: {
  readonly controller: Controller;
  readonly store: Store;
  /** The records of all rooms, read as one. */
  readonly places: Places;
  readonly clock: Clock;
  readonly facts: () => WorkstationFacts;
  readonly limits: () => readonly LimitProfile[];
  readonly submitted: () => void;
  readonly policy: ClinicRules;
  readonly filling: Pick<FactsFilling, 'now'>;
  readonly room: string;
  readonly exports: Exports;
  readonly exportsFolder: string;
  readonly makeExport: (wish: ExportWish, stationId: string | null) => Promise<ExportAnswer>;
  readonly serverSetUp: ServerSetUp;
  readonly testConnection: (ready: ReadySync) => Promise<readonly ConnectionStep[]>;
  readonly toClipboard: (text: string) => void;
  readonly sync: { status(): SyncStatus; control(control: SyncControl): void };
  /** What of the shipped templates could not be read. */
  readonly templateFaults: readonly string[];
  readonly orders: Pick<OrderCopies, 'elsewhere' | 'against'>;
}): Answers {
  const { controller, store, clock, places } = parts;
  const operator = () => controller.state().operator;
  const policy = parts.policy.access;
  const gate = gateOf({ store, controller, clock, policy });
  const viewed = viewLog(controller);
  const turned = turnedAnswers({ ...parts, gate });
  const access = accessAnswers({ controller, store, clock, gate, policy });
  /** The session on this workstation's screen is seen by all who stand before it; any other one by who may review. */
  const mayReadSession = (sessionId: string): void => {
    if (controller.state().session?.sessionId !== sessionId) only(operator(), 'review');
  };

  /** The record that holds a session: this one's, or the replica of another room's. */
  const storeOf = (sessionId: string): Store => places.of(sessionId)?.store ?? store;

  const answers: Answers = {
    ...ledgerAnswers({ ...parts, gate }),
    ...libraryAnswers({ ...parts, gate }),
    ...orderAnswers({ ...parts, gate }),
    ...overrideAnswers(parts),
    ...reviewAnswers({ ...parts, gate }),
    ...courseAnswers(parts),
    ...outcomeAnswers({ ...parts, gate }),
    ...turned.answers,
    ...exportAnswers(parts),
    ...syncAnswers(parts),
    ...syncStandingAnswers(parts),
    facts: () => parts.facts(),
    resume: () => {
      const state = controller.state();
      return { state, hash: stateHash(state), record: controller.record(), now: clock.now() };
    },
    submit: ({ intent, basisSeq, witness }) => {
      parts.submitted();
      // A stop is never refused, whatever else the call carries.
      const stops = intent.kind === 'pause-infusion' || intent.kind === 'end-infusion';
      if (witness === undefined || stops) return controller.submit(intent, basisSeq);
      return gate
        .prove(witness.personId, 'pin', witness.pin)
        .then((proof) =>
          proof.kind === 'refused' ? proof : controller.submit(intent, basisSeq, actorOf(proof.person)),
        );
    },
    series: ({ sessionId }) => {
      mayReadSession(sessionId);
      return storeOf(sessionId).series(sessionId, seriesFold());
    },
    carryOver: ({ sessionId }) => {
      mayReadSession(sessionId);
      const read = {
        session: (id: string) => storeOf(id).session(id),
        earlierDoses: places.earlierDoses,
      };
      return carriedOver({ store: read, filling: parts.filling, policy: parts.policy.prediction }, sessionId);
    },
    events: ({ sessionId }) => {
      mayReadSession(sessionId);
      return [...storeOf(sessionId).events(sessionId, { without: 'readings' })];
    },
    ...access,
    ...turned.door(access),
    planned: () => {
      only(operator(), 'open-session', 'order', 'review');
      const { at } = clock.now();
      return store.plannedSessions(at).map((entry) => ({
        ...entry,
        elsewhere: parts.orders.elsewhere(entry.order.orderId, at),
        against: entry.state === 'planned' ? parts.orders.against(entry.order, entry.patient, at) : [],
      }));
    },
    patients: () => {
      only(operator(), 'open-session', 'order', 'review');
      return store.patients();
    },
    addPatient: (patient) => {
      const by = operator();
      if (by === null || !mayDo(by.role, 'open-session'))
        return refused('Sign in as nurse or physician to add a patient.');
      return attempt(() => store.addPatient(patient, clock.now().at));
    },
    findSessions: (query) => {
      only(operator(), 'review');
      return places.findSessions(query);
    },
    findPatients: (query) => {
      only(operator(), 'review');
      return places.findPatients(query);
    },
    session: async ({ sessionId }) => {
      const by = only(operator(), 'review');
      const from = places.of(sessionId);
      const found = from === null ? null : await readSession(from.store, sessionId, restFromReading);
      if (found === null) throw new Error(`There is no session ${sessionId} in this record.`);
      viewed(by, sessionId);
      const { place } = from ?? { place: null };
      return place === null ? found : { ...found, summary: { ...found.summary, place } };
    },
  };
  return answers;
}

/** Writes down who looked at which record: once for each time that it is opened, not for each time it is read again. */
function viewLog(controller: Pick<Controller, 'note'>): (by: Actor, sessionId: string) => void {
  let last = '';
  return (by, sessionId) => {
    const key = `${by.personId} ${by.name} ${sessionId}`;
    if (key === last) return;
    last = key;
    controller.note({ type: 'record.viewed', body: { by, sessionId } }, 'apart');
  };
}
