import { useState } from 'react';
import { failureWords } from '../live/failure-words';
import { Refusals } from '../parts/sheet';
import type { Page } from './pages';

const LONG = 110;

/** One question: what is touched is kept at once, and shown as chosen when it is. */
export function QuestionPage(props: {
  readonly turnId: string;
  readonly page: Page;
  readonly number: number;
  readonly of: number;
  readonly onBack: (() => void) | null;
  readonly onNext: () => void;
  readonly onPause: () => void;
}) {
  const { turnId, page, number, of, onBack, onNext, onPause } = props;
  const { instrument, at, asks, question, answer } = page;
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const levels = question.levels ?? [];
  const across = levels.length > 7;
  const choose = async (points: number) => {
    try {
      const kept = await window.bridge.ask('answerTurned', {
        turnId,
        instrument,
        question: at,
        answer: points,
      });
      setReasons(
        kept.kind === 'refused' ? ['This was not kept. Please give the screen back.', ...kept.reasons] : [],
      );
    } catch (failure) {
      setReasons(['This was not kept. Please give the screen back.', failureWords(failure)]);
    }
  };
  return (
    <>
      <div>
        <p className="number">
          Question {number} of {of}
        </p>
        <p className="asks">{asks}</p>
        <h1
          className={question.words.length > LONG ? 'asked long' : 'asked'}
          data-testid="turned-question"
          data-question={`${instrument}-${at + 1}`}
        >
          {question.words}
        </h1>
      </div>
      <div className={across ? 'turned-levels across' : 'turned-levels'}>
        {levels.map((words, place) => {
          const points = question.least + place;
          return (
            <button
              key={words}
              type="button"
              className={answer === points ? 'btn selected' : 'btn'}
              data-testid={`turned-answer-${points}`}
              aria-pressed={answer === points}
              onClick={() => void choose(points)}
            >
              {words}
            </button>
          );
        })}
      </div>
      {across && (
        <div className="turned-ends" aria-hidden="true">
          <span>no pain</span>
          <span>worst pain</span>
        </div>
      )}
      <Refusals reasons={reasons} />
      <div className="turned-foot">
        <button
          type="button"
          className={onBack === null ? 'btn blocked' : 'btn'}
          data-testid="turned-back"
          aria-disabled={onBack === null}
          onClick={() => onBack?.()}
        >
          Back
        </button>
        <button type="button" className="btn" data-testid="turned-break" onClick={onPause}>
          I need a break
        </button>
        <button
          type="button"
          className={answer === null ? 'btn' : 'btn primary'}
          data-testid="turned-next"
          onClick={onNext}
        >
          {answer === null ? 'Leave this one open' : 'Next'}
        </button>
      </div>
    </>
  );
}
