import type { Answers, InstrumentId } from '../outcomes/instrument';
import { instruments } from '../outcomes/instruments';
import { olderAnswers } from '../outcomes/older-forms';
import { suicideWords } from '../outcomes/risk';
import { scoreOf } from '../outcomes/score';
import { basisWords, scoreWords } from '../outcomes/words';
import type { LoggedEvent } from '../session/events';

type OutcomeEvent = LoggedEvent & {
  type: 'questionnaire.recorded' | `outcome.${string}` | `screen.${string}`;
};

/** `PHQ-9 8, mild, item 9 at 1`, `PCL-5 incomplete, 18 of 20`. */
export function resultWords(instrument: InstrumentId, answers: Answers): string {
  const result = scoreOf(instruments[instrument], answers);
  const { name } = instruments[instrument];
  const score =
    result.kind === 'complete'
      ? [`${name} ${scoreWords(instruments[instrument], result.score)}`, result.band]
      : [`${name} incomplete`, `${result.answered} of ${result.of}`];
  return [...score, suicideWords(instrument, answers)].filter((one) => one !== null).join(', ');
}

/** An entry about an outcome measure, or the screen in the patient's hands, in one sentence. */
export function outcomeWords(event: OutcomeEvent): string {
  switch (event.type) {
    case 'questionnaire.recorded': {
      const { instrument, answers } = olderAnswers(event.body.form, event.body.answers);
      return `${resultWords(instrument, answers)} (${event.body.by.name})`;
    }
    case 'outcome.recorded': {
      const { instrument, answers, basis, filledBy, by } = event.body;
      const who = filledBy === 'patient' ? `answered by the patient, taken back by ${by.name}` : by.name;
      return `${resultWords(instrument, answers)}, ${basisWords(basis)} (${who})`;
    }
    case 'outcome.corrected': {
      const { old, score, reason, by } = event.body;
      const words = (one: number | null) => (one === null ? 'incomplete' : String(one));
      return `Outcome corrected by ${by.name}: ${words(old.score)} to ${words(score)}; reason: ${reason}`;
    }
    case 'outcome.withdrawn':
      return `Outcome withdrawn by ${event.body.by.name}: ${event.body.reason}`;
    case 'screen.turned':
      return `Screen given to the patient by ${event.body.by.name}: ${event.body.instruments.join(', ')}`;
    case 'screen.answered': {
      const { instrument, question, answer } = event.body;
      return `Patient answered ${instrument} question ${question + 1}: ${answer ?? 'taken back'}`;
    }
    case 'screen.taken-back':
      return `Screen taken back by ${event.body.by.name}`;
  }
}
