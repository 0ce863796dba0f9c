import { useState } from 'react';
import type { PatientCourse } from '../../shared/ipc/asks/outcomes';
import { instruments } from '../../shared/outcomes/instruments';
import type { Outcome } from '../../shared/outcomes/outcome';
import { basisWords, clusterWords, scoreWords } from '../../shared/outcomes/words';
import { placeWords } from '../../shared/record/place';
import { resultWords } from '../../shared/words/outcome-words';
import { failureWords } from '../live/failure-words';
import { clockTime, dayWords } from '../live/words';
import { answersOf, OutcomeQuestions, typedOf } from '../parts/outcome-questions';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

type Change = { readonly outcomeId: string; readonly what: 'correct' | 'withdraw' };

function ChangeForm(props: {
  readonly patientId: string;
  readonly outcome: Outcome;
  readonly what: Change['what'];
  readonly onDone: () => void;
}) {
  const { patientId, outcome, what, onDone } = props;
  const { outcomeId, answeredAt } = outcome;
  const instrument = instruments[outcome.instrument];
  const [typed, setTyped] = useState(typedOf(instrument, outcome.answers));
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const save = async () => {
    const answers = answersOf(instrument, typed);
    if (answers.some((one) => Number.isNaN(one)))
      return setReasons(['A figure can not be read. Nothing was changed.']);
    try {
      const answer =
        what === 'correct'
          ? await window.bridge.ask('correctOutcome', { patientId, outcomeId, answers, answeredAt, reason })
          : await window.bridge.ask('withdrawOutcome', { patientId, outcomeId, reason });
      if (answer.kind === 'refused') setReasons(answer.reasons);
      else onDone();
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <div className="outcomes-change" data-testid="outcome-change">
      {what === 'correct' && <OutcomeQuestions instrument={instrument} typed={typed} onTyped={setTyped} />}
      <TextField
        name={what === 'correct' ? 'Why it is corrected' : 'Why it is withdrawn'}
        value={reason}
        onChange={setReason}
        testid="change-reason"
      />
      <Refusals reasons={reasons} />
      <button type="button" className="btn primary" data-testid="change-save" onClick={() => void save()}>
        {what === 'correct' ? 'Correct it' : 'Withdraw it'}
        <small>the old entry stays in the record</small>
      </button>
    </div>
  );
}

function Entry(props: {
  readonly outcome: Outcome;
  readonly change: Change | null;
  readonly onChange: (change: Change | null) => void;
}) {
  const { outcome, change, onChange } = props;
  const {
    outcomeId,
    instrument,
    answers,
    answeredAt,
    recordedAt,
    basis,
    by,
    filledBy,
    earlier,
    withdrawn,
    place,
  } = outcome;
  const own = change?.outcomeId === outcomeId ? change.what : null;
  // A form of an earlier version stands in its session's log only.
  const fixed = withdrawn !== null || basis === null || place !== undefined;
  const late = dayWords(answeredAt) !== dayWords(recordedAt) ? `, written down ${dayWords(recordedAt)}` : '';
  const parts = clusterWords(instruments[instrument], answers);
  const who =
    filledBy === 'patient' ? `answered by the patient, taken back by ${by.name}` : `entered by ${by.name}`;
  return (
    <div
      className={withdrawn === null ? 'outcomes-entry' : 'outcomes-entry withdrawn'}
      data-testid={`outcome-${instrument}`}
    >
      <span>
        {dayWords(answeredAt)}
        <span className="cap block">{clockTime(answeredAt)}</span>
      </span>
      <span>
        <b>{resultWords(instrument, answers)}</b>
        {parts !== null && (
          <span className="cap block" data-testid="outcome-parts">
            {parts}
          </span>
        )}
        <span className="cap block">
          {basisWords(basis)}, {who}
          {late}
        </span>
        {place !== undefined && (
          <span className="cap block" data-testid="outcome-place">
            {placeWords(place)}: put right there
          </span>
        )}
        {earlier.map((one) => (
          <span key={`${one.at}`} className="cap block">
            was {one.score === null ? 'incomplete' : scoreWords(instruments[instrument], one.score)},
            corrected {dayWords(one.at)} by {one.by.name}: {one.reason}
          </span>
        ))}
        {withdrawn !== null && (
          <span className="cap block">
            withdrawn {dayWords(withdrawn.at)} by {withdrawn.by.name}: {withdrawn.reason}
          </span>
        )}
      </span>
      <span className="choice-row">
        {!fixed &&
          (['correct', 'withdraw'] as const).map((what) => (
            <button
              key={what}
              type="button"
              className={own === what ? 'btn low selected' : 'btn low'}
              data-testid={`outcome-${what}`}
              aria-pressed={own === what}
              onClick={() => onChange(own === what ? null : { outcomeId, what })}
            >
              {what === 'correct' ? 'Correct' : 'Withdraw'}
            </button>
          ))}
      </span>
    </div>
  );
}

/** Every entry of a patient, newest first, with what it was before. */
export function EntriesPane(props: {
  readonly patientId: string;
  readonly course: PatientCourse;
  readonly onChanged: () => void;
}) {
  const { patientId, course, onChanged } = props;
  const [change, setChange] = useState<Change | null>(null);
  const newest = [...course.outcomes].sort((one, other) => other.answeredAt - one.answeredAt);
  return (
    <div className="outcomes-pane">
      {newest.length === 0 && <p className="lab">Nothing was entered for this patient yet.</p>}
      {newest.map((outcome) => (
        <div key={outcome.outcomeId}>
          <Entry outcome={outcome} change={change} onChange={setChange} />
          {change?.outcomeId === outcome.outcomeId && (
            <ChangeForm
              key={change.what}
              patientId={patientId}
              outcome={outcome}
              what={change.what}
              onDone={() => {
                setChange(null);
                onChanged();
              }}
            />
          )}
        </div>
      ))}
    </div>
  );
}
