import { useState } from 'react';
import { basisChoices, type OpenSession } from '../../shared/outcomes/basis';
import { type InstrumentId, instrumentId } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import type { SeriesSession } from '../../shared/outcomes/outcome';
import { riskOf } from '../../shared/outcomes/risk';
import { scoreOf } from '../../shared/outcomes/score';
import { basisWords } from '../../shared/outcomes/words';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { resultWords } from '../../shared/words/outcome-words';
import { failureWords } from '../live/failure-words';
import { useLive } from '../live/store';
import { answersOf, nothingTyped, OutcomeQuestions } from './outcome-questions';
import { Refusals } from './sheet';
import { TextField } from './text-field';

/** Noon of a typed day, this workstation's time; null: nothing is typed. Not a day: not a number, and refused. */
function dayTyped(text: string): EpochMs | null {
  if (text.trim() === '') return null;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim()) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day), 12);
  return date.getMonth() === Number(month) - 1 ? epochMs(date.getTime()) : epochMs(Number.NaN);
}

/**
 * One instrument, entered by somebody of the clinic: questions of the free ones, figures of the others. What is left
 * open is said and kept as open.
 */
export function OutcomeForm(props: {
  readonly patientId: string;
  readonly sessions: readonly SeriesSession[];
  readonly open: OpenSession | null;
  readonly planned: number | null;
  readonly at: EpochMs;
  /** Called when it is kept; `risk`: why the suicide-risk workflow opened by it. */
  readonly onKept: (risk: string | null) => void;
}) {
  const { patientId, sessions, open, planned, at, onKept } = props;
  const levels = useLive((view) => view.facts?.policy.recovery.risk ?? null);
  const [id, setId] = useState<InstrumentId>('PHQ-9');
  const [typed, setTyped] = useState(nothingTyped(instruments['PHQ-9']));
  const [day, setDay] = useState('');
  const [chosen, setChosen] = useState(0);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const instrument = instruments[id];
  const choices = basisChoices(sessions, open, planned, at);
  const basis = choices[chosen] ?? choices[0];
  const answers = answersOf(instrument, typed);
  const read = answers.map((one) => (Number.isNaN(one) ? null : one));
  const empty = typed.every((text) => text === '');
  const complete = scoreOf(instrument, read).kind === 'complete';
  const risk = levels === null ? null : riskOf(id, read, levels);
  const choose = (one: InstrumentId) => {
    setId(one);
    setTyped(nothingTyped(instruments[one]));
    setReasons([]);
  };
  const save = async () => {
    if (empty) return;
    const answeredAt = dayTyped(day) ?? at;
    if (answers.some((one) => Number.isNaN(one)))
      return setReasons(['A figure can not be read. Nothing was kept.']);
    if (Number.isNaN(answeredAt)) return setReasons(['The day is typed as 2026-03-14. Nothing was kept.']);
    try {
      const wish = { patientId, instrument: id, answers, answeredAt, basis };
      const answer = await window.bridge.ask('recordOutcome', wish);
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'refused') return;
      setSaid(`Kept: ${resultWords(id, read)}, ${basisWords(basis)}`);
      setTyped(nothingTyped(instrument));
      onKept(answer.risk);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <div className="outcome-form">
      <div className="choice-row">
        {instrumentId.options.map((one) => (
          <button
            key={one}
            type="button"
            className={one === id ? 'btn low selected' : 'btn low'}
            data-testid={`form-${one}`}
            aria-pressed={one === id}
            onClick={() => choose(one)}
          >
            {instruments[one].name}
          </button>
        ))}
      </div>
      <p className="lab">
        {instrument.measures}. {instrument.asks}
      </p>
      <div className="scroll">
        <OutcomeQuestions instrument={instrument} typed={typed} onTyped={setTyped} />
      </div>
      <div className="outcome-when">
        <div className="choice-row">
          {choices.map((one, place) => (
            <button
              key={basisWords(one)}
              type="button"
              className={one === basis ? 'btn low selected' : 'btn low'}
              data-testid={`basis-${one.kind}`}
              aria-pressed={one === basis}
              onClick={() => setChosen(place)}
            >
              {basisWords(one)}
            </button>
          ))}
        </div>
        <TextField name="Day, if not today (2026-03-14)" value={day} onChange={setDay} testid="answered-on" />
      </div>
      {risk !== null && <p className="card strong">{risk}: the suicide-risk workflow opens.</p>}
      {said !== null && empty && (
        <p className="lab" data-testid="outcome-said">
          {said}
        </p>
      )}
      <Refusals reasons={reasons} />
      <button
        type="button"
        className={empty ? 'btn blocked' : complete ? 'btn primary' : 'btn'}
        data-testid="questionnaire-save"
        data-complete={complete}
        aria-disabled={empty}
        onClick={() => void save()}
      >
        {empty
          ? 'Nothing answered yet'
          : complete
            ? `Record ${resultWords(id, read)}`
            : `Record as it is: ${resultWords(id, read)}`}
      </button>
    </div>
  );
}
