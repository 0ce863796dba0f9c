import type { SessionDetail, WorkstationFacts } from '../shared/ipc/contract';
import { checkOrder, sameDrug } from '../shared/limits/check';
import type { LimitProfile } from '../shared/limits/profile';
import type { Policy } from '../shared/policy/policy';
import { mayDo } from '../shared/record/permissions';
import { stateHash } from '../shared/session/evolve';
import type { Clock } from '../shared/time/clock';
import { ledgerAnswers } from './answers/ledger';
import type { Answers } from './ipc/server';
import type { Controller } from './session/controller';
import { seriesFold, sessionDetail } from './session/series-fold';
import type { Exports } from './shell/exports';
import { RecordNotKept } from './store/not-kept';
import { ClinicRefusal } from './store/people';
import type { Store } from './store/store';

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
  readonly clock: Clock;
  readonly facts: () => WorkstationFacts;
  readonly limits: readonly LimitProfile[];
  readonly submitted: () => void;
  readonly policy: Policy;
  readonly room: string;
  readonly exports: Exports;
}): Answers {
  const { controller, store, clock } = parts;
  const operator = () => controller.state().operator;

  const answers: Answers = {
    ...ledgerAnswers(parts),
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
      const person = store.people().find((one) => one.personId === witness.personId && one.active);
      if (person === undefined || !store.verifyPin(witness.personId, witness.pin)) {
        return refused('The PIN does not match.');
      }
      const { personId, name, role } = person;
      return controller.submit(intent, basisSeq, { personId, name, role });
    },
    series: ({ sessionId }) => store.series(sessionId, seriesFold()),
    events: ({ sessionId }) => [...store.events(sessionId, { without: 'readings' })],
    people: () => store.people(),
    signIn: ({ personId, pin }) => {
      const person = store.people().find((one) => one.personId === personId && one.active);
      if (person === undefined || !store.verifyPin(personId, pin)) return refused('The PIN does not match.');
      controller.signIn({ personId: person.personId, name: person.name, role: person.role });
      return { kind: 'done' };
    },
    signOut: () => {
      controller.signOut('asked');
      return { kind: 'done' };
    },
    addPerson: ({ name, role, pin }) => {
      const by = operator();
      // Until somebody keeps the list, whoever is there does: nobody is shut out by whom they added first.
      const kept = store.people().some((one) => one.active && mayDo(one.role, 'keep-people'));
      if (kept && (by === null || !mayDo(by.role, 'keep-people'))) {
        return refused('Only an administrator adds people. Sign in as one.');
      }
      return attempt(() => store.addPerson({ name, role, pin }, clock.now().at));
    },
    planned: () => store.plannedSessions(clock.now().at),
    patients: () => store.patients(),
    addPatient: (patient) => {
      const by = operator();
      if (by === null || !mayDo(by.role, 'chart'))
        return refused('Sign in as nurse or physician to add a patient.');
      return attempt(() => store.addPatient(patient, clock.now().at));
    },
    signOrder: ({ pin, ...order }) => {
      const by = operator();
      if (by === null || !mayDo(by.role, 'order')) return refused('Only a physician signs an order.');
      if (!store.verifyPin(by.personId, pin)) return refused('The PIN does not match.');
      const limits = parts.limits.find((one) => one.profileId === order.limitProfileId);
      if (limits === undefined) return refused(`There are no limits named ${order.limitProfileId}.`);
      if (!sameDrug(limits.drug, order.drug)) {
        return refused(`The limits ${limits.profileId} are for ${limits.drug}, not for ${order.drug}.`);
      }
      const hard = checkOrder(order, limits).filter((finding) => finding.severity === 'hard');
      if (hard.length > 0) return refused(...hard.map((finding) => finding.words));
      const { at } = clock.now();
      return attempt(() => store.addOrder({ ...order, signedBy: by, signedAt: at }, at));
    },
    sessions: ({ search }) => store.sessions(search, 500),
    session: ({ sessionId }) => detail(store, sessionId),
  };
  return answers;
}

function detail(store: Store, sessionId: string): SessionDetail {
  const found = sessionDetail(store, sessionId);
  if (found === null) throw new Error(`There is no session ${sessionId} in this record.`);
  return found;
}
