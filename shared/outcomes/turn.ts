import type { z } from 'zod';
import type { Actor } from '../record/people';
import type { EpochMs } from '../time/clock';
import type { OutcomeBasis } from './events';
import type { Answers, InstrumentId } from './instrument';
import { instruments } from './instruments';
import { wrongAnswer } from './score';
import type { turnEvents } from './turn-events';

/** The screen is with the patient. Of the patient it holds no more than which one; the screen shows no name. */
export type Turned = {
  readonly turnId: string;
  readonly patientId: string;
  readonly by: Actor;
  readonly at: EpochMs;
  readonly instruments: readonly InstrumentId[];
  readonly basis: OutcomeBasis;
  readonly answers: Readonly<Partial<Record<InstrumentId, Answers>>>;
  /** When the last answer came; null: none yet. */
  readonly lastAnswerAt: EpochMs | null;
};

type TurnBodies = { [T in keyof typeof turnEvents]: z.infer<(typeof turnEvents)[T]> };
export type TurnFact = {
  [T in keyof TurnBodies]: { readonly type: T; readonly body: TurnBodies[T]; readonly at: EpochMs };
}[keyof TurnBodies];

export const noAnswers = (instrument: InstrumentId): Answers =>
  instruments[instrument].questions.map(() => null);

/** What a fact means for the screen in the patient's hands. */
export function turnedAfter(before: Turned | null, fact: TurnFact): Turned | null {
  switch (fact.type) {
    case 'screen.turned':
      return { ...fact.body, at: fact.at, answers: {}, lastAnswerAt: null };
    case 'screen.answered': {
      const { turnId, instrument, question, answer } = fact.body;
      if (before?.turnId !== turnId) return before;
      const answers = (before.answers[instrument] ?? noAnswers(instrument)).map((old, at) =>
        at === question ? answer : old,
      );
      return { ...before, answers: { ...before.answers, [instrument]: answers }, lastAnswerAt: fact.at };
    }
    case 'screen.taken-back':
      return before?.turnId === fact.body.turnId ? null : before;
  }
}

/** Why an answer from the patient's screen can not be kept; null: it can. */
export function againstAnswer(
  turned: Turned | null,
  { turnId, instrument, question, answer }: TurnBodies['screen.answered'],
): string | null {
  if (turned === null || turned.turnId !== turnId) return 'The screen was taken back. Nothing was changed.';
  if (!turned.instruments.includes(instrument))
    return `${instrument} was not asked for. Nothing was changed.`;
  const asked = instruments[instrument].questions[question];
  if (asked === undefined) return 'There is no such question. Nothing was changed.';
  return answer === null ? null : wrongAnswer(asked, answer);
}
