import { randomUUID } from 'node:crypto';
import { decideRecord } from '../../shared/outcomes/decide';
import { instruments } from '../../shared/outcomes/instruments';
import { againstAnswer, type Turned } from '../../shared/outcomes/turn';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { EventDraft } from '../../shared/session/events';
import { isWithPatient, notToPatient } from '../../shared/session/turned';
import type { Answers } from '../ipc/server';
import { actorOf } from '../session/gate';
import { allowed, entering, levelsFor, type OutcomeParts, refused } from './outcomes';

type Door = Pick<Answers, 'signIn' | 'signInByBadge' | 'chooseOwn' | 'breakGlass'>;

type TurnedAnswers = {
  readonly answers: Pick<Answers, 'turnScreen' | 'answerTurned' | 'takeScreenBack'>;
  /** The same door, shut while the patient has the screen; who comes in while the bedside has taken it ends the turn. */
  door(door: Door): Door;
};

const WITH_PATIENT = 'The screen is with the patient. Take it back first.';

/** The screen in the patient's hands: given, answered on, taken back. */
export function turnedAnswers(parts: OutcomeParts): TurnedAnswers {
  const { controller, store, clock, gate } = parts;
  const enter = entering(parts);
  const turned = () => controller.state().turned;

  /** What was answered becomes the patient's outcomes, complete or not; an empty form becomes nothing. */
  function ending(turn: Turned, by: Actor): { drafts: EventDraft[]; risk: string[] } {
    const { at } = clock.now();
    const decisions = turn.instruments.flatMap((instrument) => {
      const answers = turn.answers[instrument];
      if (answers === undefined || answers.every((one) => one === null)) return [];
      const wish = {
        ...{ patientId: turn.patientId, instrument, answers: [...answers], basis: turn.basis },
        answeredAt: turn.lastAnswerAt ?? at,
      };
      const whose = { outcomeId: randomUUID(), filledBy: 'patient' as const, handedBy: turn.by };
      return [decideRecord(wish, { ...{ by, at, levels: levelsFor(parts) }, ...whose })];
    });
    const written = decisions.filter((one) => one.kind === 'write');
    return {
      drafts: [
        ...written.map(({ draft }) => draft),
        { type: 'screen.taken-back', body: { turnId: turn.turnId, by } },
      ],
      risk: written.flatMap(({ risk }) => (risk === null ? [] : [risk])),
    };
  }

  const answers: TurnedAnswers['answers'] = {
    turnScreen: ({ patientId, instruments: asked, basis }) => {
      const by = allowed(controller.state().operator, 'hand-screen');
      if ('kind' in by) return by;
      const why = notToPatient(controller.state());
      if (why !== null) return refused(`The screen stays with the staff: ${why}.`);
      if (store.patient(patientId) === null) return refused('This patient is not in the list.');
      const { session } = controller.state();
      if (session !== null && session.phase !== 'closed' && session.patient.patientId !== patientId) {
        return refused(
          `The session of ${session.patient.name} is open here. Its patient only, until it is closed.`,
        );
      }
      const notFree = asked.filter((one) => !instruments[one].byPatient);
      if (notFree.length > 0) {
        return refused(`${notFree.join(', ')}: the wording is the clinic’s. Enter the figure from its form.`);
      }
      const body = { turnId: randomUUID(), patientId, by, instruments: asked, basis };
      const entered = enter(patientId, [{ type: 'screen.turned', body }]);
      // Only a turn that is on the disk leaves the screen without anyone signed in.
      if (entered.kind === 'done') controller.signOut('asked');
      return entered;
    },
    answerTurned: (answer) => {
      const turn = turned();
      const why = againstAnswer(turn, answer);
      if (why !== null || turn === null) return refused(why ?? 'The screen was taken back.');
      return enter(turn.patientId, [{ type: 'screen.answered', body: answer }]);
    },
    takeScreenBack: async ({ personId, pin }) => {
      if (turned() === null) return refused('The screen is not with a patient.');
      const proof = await gate.prove(personId, 'pin', pin);
      if (proof.kind === 'refused') return refused(...proof.reasons);
      const by = actorOf(proof.person);
      const turn = turned();
      if (turn === null) return refused('The screen was taken back already.');
      if (!mayDo(by.role, 'hand-screen')) return refused(`Not for the role of ${by.role}.`);
      const { drafts, risk } = ending(turn, by);
      const entered = enter(turn.patientId, drafts);
      if (entered.kind === 'refused') return entered;
      // Where the password of the day is due, the PIN takes the screen back and the sign-in asks for the rest.
      if (gate.atDoor(by.personId).needs === 'pin') controller.signIn(by);
      return { kind: 'done', patientId: turn.patientId, risk };
    },
  };

  /** Drug flowed, the bedside took the screen, and somebody came in: what was answered is theirs to keep. */
  function cameIn<T>(outcome: T): T {
    const { operator, turned: turn } = controller.state();
    if (turn !== null && operator !== null) enter(turn.patientId, ending(turn, operator).drafts);
    return outcome;
  }

  const shut = () => isWithPatient(controller.state());
  return {
    answers,
    door: (door) => ({
      signIn: async (input) => (shut() ? refused(WITH_PATIENT) : cameIn(await door.signIn(input))),
      signInByBadge: async (input) =>
        shut() ? refused(WITH_PATIENT) : cameIn(await door.signInByBadge(input)),
      chooseOwn: async (input) => (shut() ? refused(WITH_PATIENT) : cameIn(await door.chooseOwn(input))),
      breakGlass: async (input) => (shut() ? refused(WITH_PATIENT) : cameIn(await door.breakGlass(input))),
    }),
  };
}
