import { randomUUID } from 'node:crypto';
import type { PatientCourse, RiskOfPatient } from '../../shared/ipc/asks/outcomes';
import {
  decideCorrection,
  decideRecord,
  decideWithdrawal,
  type OutcomeDecision,
} from '../../shared/outcomes/decide';
import type { Policy } from '../../shared/policy/policy';
import type { Actor } from '../../shared/record/people';
import { mayDo, type Permission } from '../../shared/record/permissions';
import type { EventDraft } from '../../shared/session/events';
import { foldOutcomes } from '../../shared/session/outcomes';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import { actorOf, type Gate } from '../session/gate';
import { takenOver } from '../session/session-start';
import type { Places } from '../store/elsewhere/places';
import type { Store } from '../store/store';
import { only } from './access';

export type OutcomeParts = {
  readonly controller: Pick<Controller, 'state' | 'enter' | 'signIn' | 'signOut'>;
  readonly store: Pick<
    Store,
    'outcomeEvents' | 'seriesOfPatient' | 'openRisks' | 'patient' | 'plannedSessions'
  >;
  readonly places: Pick<
    Places,
    'formsOf' | 'seriesElsewhere' | 'risksElsewhere' | 'answeredElsewhere' | 'atRiskElsewhere'
  >;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly gate: Pick<Gate, 'prove' | 'atDoor'>;
};

type Refused = { kind: 'refused'; reasons: string[] };
export const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons });

/** Whoever is signed in, if their role may; else why not. */
export function allowed(operator: Actor | null, permission: Permission): Actor | Refused {
  if (operator === null) return refused('Nobody is signed in. Sign in first.');
  return mayDo(operator.role, permission) ? operator : refused(`Not for the role of ${operator.role}.`);
}

/**
 * Writes facts of a patient: into the log of their own session while it is open here, so that its rules hold them, else
 * into the workstation's. A session of another patient is not touched by it.
 */
export function entering({ controller }: Pick<OutcomeParts, 'controller'>) {
  return (patientId: string, drafts: readonly EventDraft[]) => {
    const { session } = controller.state();
    const own = session !== null && session.phase !== 'closed' && session.patient.patientId === patientId;
    return controller.enter(drafts, own ? 'session' : 'workstation');
  };
}

/** From which answer on the workflow opens: by the rules of the patient's open session, else by the clinic's of today. */
export function levelsFor({ controller, policy }: Pick<OutcomeParts, 'controller' | 'policy'>) {
  const { session } = controller.state();
  return (session !== null && session.phase !== 'closed' ? session.policy : policy).recovery.risk;
}

type OutcomeAnswers = Pick<
  Answers,
  | 'outcomes'
  | 'recordOutcome'
  | 'correctOutcome'
  | 'withdrawOutcome'
  | 'openRisks'
  | 'reportPatientRisk'
  | 'assessPatientRisk'
>;

/** What the window asks of outcome measures and of suicide risk outside a session. */
export function outcomeAnswers(parts: OutcomeParts): OutcomeAnswers {
  const { controller, store, clock, gate, places } = parts;
  const operator = () => controller.state().operator;
  const enter = entering(parts);
  const read = (patientId: string) => foldOutcomes(store.outcomeEvents(patientId));
  const find = (patientId: string, outcomeId: string) =>
    read(patientId).outcomes.find((one) => one.outcomeId === outcomeId) ?? null;
  const here = (by: Actor) => ({ by, at: clock.now().at, levels: levelsFor(parts) });

  function keep(patientId: string, decision: OutcomeDecision) {
    if (decision.kind === 'refused') return refused(...decision.reasons);
    const entered = enter(patientId, [decision.draft]);
    return entered.kind === 'refused' ? entered : { kind: 'done' as const, risk: decision.risk };
  }

  return {
    outcomes: ({ patientId }): PatientCourse => {
      only(operator(), 'keep-outcomes', 'review');
      const planned = store
        .plannedSessions(clock.now().at)
        .find(({ patient, state }) => patient.patientId === patientId && state === 'planned');
      const here = read(patientId);
      return {
        ...here,
        risk: [...here.risk, ...places.risksElsewhere(patientId)],
        outcomes: [...here.outcomes, ...places.formsOf(patientId)].sort(
          (one, other) => one.recordedAt - other.recordedAt,
        ),
        sessions: [...store.seriesOfPatient(patientId), ...places.seriesElsewhere(patientId)].sort(
          (one, other) => one.startedAt - other.startedAt,
        ),
        planned: planned?.order.sessionNumber ?? null,
      };
    },
    recordOutcome: (wish) => {
      const by = allowed(operator(), 'keep-outcomes');
      if ('kind' in by) return by;
      if (store.patient(wish.patientId) === null) {
        return refused('The form is for a patient who is not in the list. Nothing was kept.');
      }
      const whose = { outcomeId: randomUUID(), filledBy: 'staff' as const, handedBy: null };
      return keep(wish.patientId, decideRecord(wish, { ...here(by), ...whose }));
    },
    correctOutcome: (wish) => {
      const by = allowed(operator(), 'keep-outcomes');
      if ('kind' in by) return by;
      return keep(wish.patientId, decideCorrection(find(wish.patientId, wish.outcomeId), wish, here(by)));
    },
    withdrawOutcome: (wish) => {
      const by = allowed(operator(), 'keep-outcomes');
      if ('kind' in by) return by;
      return keep(wish.patientId, decideWithdrawal(find(wish.patientId, wish.outcomeId), wish, by));
    },
    openRisks: () => {
      only(operator(), 'chart', 'review');
      const open = store.openRisks();
      const asked = new Set([...open.map(({ patientId }) => patientId), ...places.atRiskElsewhere()]);
      return [...asked].flatMap((patientId): RiskOfPatient[] => {
        const patient = store.patient(patientId);
        const elsewhere = places.risksElsewhere(patientId);
        const risk = [...read(patientId).risk, ...elsewhere];
        if (patient === null || risk.length === 0) return [];
        const answers = open.flatMap(({ patientId: whose, event }) =>
          whose === patientId ? [places.answeredElsewhere(patientId, event.seq)] : [],
        );
        const all = elsewhere.length === 0 && !answers.includes(null);
        return [{ patient, risk, answered: all ? (answers.at(-1) ?? null) : null }];
      });
    },
    reportPatientRisk: ({ patientId, words }) => {
      const by = allowed(operator(), 'chart');
      if ('kind' in by) return by;
      if (store.patient(patientId) === null) return refused('This patient is not in the list.');
      return enter(patientId, [{ type: 'risk.reported', body: { patientId, by, words } }]);
    },
    assessPatientRisk: async ({ patientId, physician, ...assessed }) => {
      const asker = allowed(operator(), 'chart');
      if ('kind' in asker) return asker;
      const proof = await gate.prove(physician.personId, 'pin', physician.pin);
      if (proof.kind === 'refused') return refused(...proof.reasons);
      const by = actorOf(proof.person);
      if (!mayDo(by.role, 'sign-discharge')) {
        return refused(`${by.name} is a ${by.role}. A physician signs this.`);
      }
      const elsewhere = places.risksElsewhere(patientId);
      if (read(patientId).risk.length + elsewhere.length === 0) return refused('No suicide risk is open.');
      return enter(patientId, [
        // What is answered here is said here first: the log reads alone, and the others read what was answered.
        ...elsewhere.map((risk) => takenOver(risk, patientId)),
        { type: 'risk.assessed', body: { patientId, by, ...assessed } },
      ]);
    },
  };
}
