import type { Answers, Instrument, Question } from '../../shared/outcomes/instrument';
import { wrongAnswer } from '../../shared/outcomes/score';
import { parseNumber } from '../../shared/units/parse';
import { TextField } from './text-field';
import './outcome-form.css';

/** What is typed, one text a question; only a figure that can be read is an answer. */
export type Typed = readonly string[];

export const nothingTyped = ({ questions }: Instrument): Typed => questions.map(() => '');
export const typedOf = (instrument: Instrument, answers: Answers): Typed =>
  instrument.questions.map((_, at) =>
    answers[at] === null || answers[at] === undefined ? '' : String(answers[at]),
  );
/** Answers as the main process takes them; not a number where a figure is not one, and `wrongFigure` says why. */
export const answersOf = ({ questions }: Instrument, typed: Typed): (number | null)[] =>
  questions.map(({ decimals }, at) => {
    const text = (typed[at] ?? '').trim();
    if (text === '') return null;
    const parsed = parseNumber(text, decimals);
    return parsed.kind === 'number' ? parsed.value : Number.NaN;
  });

/** Why a typed figure is not taken; null: it is, or nothing is typed. */
export function wrongFigure(question: Question, text: string): string | null {
  if (text.trim() === '') return null;
  const parsed = parseNumber(text.trim(), question.decimals);
  return parsed.kind === 'refused' ? parsed.words : wrongAnswer(question, parsed.value);
}

/** `0 not at all`, `7`: an answer as it is said. */
const saidAs = (question: Question, words: string, at: number): string => {
  const points = String(question.least + at);
  return words === points ? words : `${points} ${words.toLowerCase()}`;
};

function Levels(props: {
  readonly question: Question;
  readonly row: number;
  readonly levels: readonly string[];
  readonly value: string;
  /** The words stand above once for all questions, the buttons carry the points. */
  readonly short: boolean;
  readonly onValue: (value: string) => void;
}) {
  const { question, row, levels, value, short, onValue } = props;
  return (
    <div
      className="question"
      style={{ '--answers': levels.length } as React.CSSProperties}
      title={question.words}
    >
      <span>
        {row + 1}. {question.short}
      </span>
      {levels.map((words, at) => {
        const points = String(question.least + at);
        const chosen = value === points;
        const said = saidAs(question, words, at);
        return (
          <button
            key={words}
            type="button"
            className={chosen ? 'btn low selected' : 'btn low'}
            data-testid={`answer-${row + 1}-${points}`}
            aria-pressed={chosen}
            aria-label={`${question.words}: ${said}`}
            // A second touch takes an answer back: a question may be left open, and is then said to be.
            onClick={() => onValue(chosen ? '' : points)}
          >
            <small>{short ? points : said}</small>
          </button>
        );
      })}
    </div>
  );
}

/** All questions of one instrument for somebody of the clinic: from a form on paper, or read out. */
export function OutcomeQuestions(props: {
  readonly instrument: Instrument;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}) {
  const { instrument, typed, onTyped } = props;
  const { questions } = instrument;
  const change = (row: number) => (value: string) =>
    onTyped(typed.map((old, at) => (at === row ? value : old)));
  const short = questions.length > 3;
  const [first] = questions;
  return (
    <div className={short ? `questions of-${first?.levels?.length ?? 0}` : 'questions one'}>
      {short && first?.levels != null && (
        <p className="lab question-legend">
          {first.levels.map((words, at) => saidAs(first, words, at)).join(' · ')}
        </p>
      )}
      {questions.map((question, row) =>
        question.levels === null ? (
          <TextField
            key={question.short}
            name={`${question.words}, ${question.least} to ${question.most}`}
            value={typed[row] ?? ''}
            onChange={change(row)}
            wrong={wrongFigure(question, typed[row] ?? '')}
            testid={`figure-${row + 1}`}
            numeric
          />
        ) : (
          <Levels
            key={question.short}
            question={question}
            row={row}
            levels={question.levels}
            short={short}
            value={typed[row] ?? ''}
            onValue={change(row)}
          />
        ),
      )}
    </div>
  );
}
