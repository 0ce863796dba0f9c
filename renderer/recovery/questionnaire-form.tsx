import { useState } from 'react';
import {
  type QuestionnaireForm as Form,
  questionnaireBand,
  questionnaireForm,
  questionnaires,
  questionnaireTotal,
  riskOf,
} from '../../shared/recovery/questionnaires';
import type { Session } from '../../shared/session/state';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';

function totalWords(form: Form, total: number): string {
  const band = questionnaireBand(form, total);
  return band === null ? String(total) : `${total}, ${band}`;
}

/** The patient's answers, as typed from the clinic's form or read out; the total is the program's. */
export function QuestionnaireForm({ session }: { session: Session }) {
  const [form, setForm] = useState<Form>('PHQ-9');
  const [answers, setAnswers] = useState<readonly (number | null)[]>([]);
  const submission = useSubmission();
  const { items, answers: levels } = questionnaires[form];
  const given = items.map((_, row) => answers[row] ?? null);
  const whole = given.filter((one) => one !== null);
  const complete = whole.length === items.length;
  const risk = complete ? riskOf(form, whole, session.policy.recovery.risk) : null;
  const save = async () => {
    if (complete && (await submission.send({ kind: 'record-questionnaire', form, answers: whole })))
      setAnswers([]);
  };
  return (
    <>
      <div className="choice-row">
        {questionnaireForm.options.map((one) => (
          <button
            key={one}
            type="button"
            className={one === form ? 'btn low selected' : 'btn low'}
            data-testid={`form-${one.replaceAll(' ', '-')}`}
            aria-pressed={one === form}
            onClick={() => {
              setForm(one);
              setAnswers([]);
            }}
          >
            {one}
          </button>
        ))}
        <span className="lab grow">
          {session.recovery.questionnaires
            .map(({ form: which, total, at }) => `${which} ${totalWords(which, total)} at ${clockTime(at)}`)
            .join(' · ') || 'none entered in this session'}
        </span>
      </div>
      <div className="questions">
        {items.map((item, row) => (
          <div key={item} className="question" style={{ '--answers': levels.length } as React.CSSProperties}>
            <span>
              {row + 1}. {item}
            </span>
            {levels.map((words, points) => (
              <button
                key={words}
                type="button"
                className={given[row] === points ? 'btn low selected' : 'btn low'}
                data-testid={`answer-${row + 1}-${points}`}
                aria-pressed={given[row] === points}
                aria-label={`${item}: ${words === String(points) ? words : `${points} ${words}`}`}
                onClick={() => setAnswers(given.map((old, at) => (at === row ? points : old)))}
              >
                <small>{words === String(points) ? words : `${points} ${words}`}</small>
              </button>
            ))}
          </div>
        ))}
      </div>
      {risk !== null && <p className="card strong">{risk}: the suicide-risk workflow opens.</p>}
      <Refusals reasons={submission.reasons} />
      <button
        type="button"
        className={complete ? 'btn primary' : 'btn blocked'}
        data-testid="questionnaire-save"
        aria-disabled={!complete || submission.pending}
        onClick={() => void save()}
      >
        {complete
          ? `Record ${form} ${totalWords(form, questionnaireTotal(whole))}`
          : `${items.length - whole.length} of ${items.length} open`}
      </button>
    </>
  );
}
