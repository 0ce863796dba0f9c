import { useState } from 'react';
import { basisChoices, type OpenSession } from '../../shared/outcomes/basis';
import { type InstrumentId, instrumentId } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import type { SeriesSession } from '../../shared/outcomes/outcome';
import { basisWords } from '../../shared/outcomes/words';
import { notToPatient } from '../../shared/session/turned';
import type { EpochMs } from '../../shared/time/clock';
import { failureWords } from '../live/failure-words';
import { useLive } from '../live/store';
import { toggled } from '../live/toggled';
import { Refusals } from '../parts/sheet';

const free = instrumentId.options.filter((id) => instruments[id].byPatient);

/** What the patient is asked on the turned-round screen, and the turning. */
export function GivePane(props: {
  readonly patientId: string;
  readonly sessions: readonly SeriesSession[];
  readonly open: OpenSession | null;
  readonly planned: number | null;
  readonly at: EpochMs;
}) {
  const { patientId, sessions, open, planned, at } = props;
  const why = useLive((view) =>
    view.state === null ? 'the state is not known yet' : notToPatient(view.state),
  );
  const [asked, setAsked] = useState<readonly InstrumentId[]>([]);
  const [chosen, setChosen] = useState(0);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const choices = basisChoices(sessions, open, planned, at);
  const basis = choices[chosen] ?? choices[0];
  const blocked = why ?? (asked.length === 0 ? 'choose what is asked' : null);
  const turn = async () => {
    if (blocked !== null) return;
    try {
      const inOrder = free.filter((id) => asked.includes(id));
      const answer = await window.bridge.ask('turnScreen', { patientId, instruments: inOrder, basis });
      if (answer.kind === 'refused') setReasons(answer.reasons);
    } catch (failure) {
      setReasons([failureWords(failure)]);
    }
  };
  return (
    <div className="outcomes-pane">
      <p className="lab">
        The patient sees the questions and nothing else. You are signed out; your PIN takes the screen back.
        Each answer is kept at once.
      </p>
      <div className="outcomes-give">
        {free.map((id) => (
          <button
            key={id}
            type="button"
            className={asked.includes(id) ? 'btn selected' : 'btn'}
            data-testid={`give-${id}`}
            aria-pressed={asked.includes(id)}
            onClick={() => setAsked((old) => toggled(old, id))}
          >
            {instruments[id].name}
            <small>
              {instruments[id].measures}, {instruments[id].questions.length}{' '}
              {instruments[id].questions.length === 1 ? 'question' : 'questions'}
            </small>
          </button>
        ))}
      </div>
      <div className="choice-row">
        {choices.map((one, place) => (
          <button
            key={basisWords(one)}
            type="button"
            className={one === basis ? 'btn low selected' : 'btn low'}
            aria-pressed={one === basis}
            onClick={() => setChosen(place)}
          >
            {basisWords(one)}
          </button>
        ))}
      </div>
      <Refusals reasons={reasons} />
      <button
        type="button"
        className={blocked === null ? 'btn primary' : 'btn blocked'}
        data-testid="give-screen"
        aria-disabled={blocked !== null}
        onClick={() => void turn()}
      >
        Give the screen to the patient
        <small>{blocked ?? 'turn it round; nothing else can be opened from it'}</small>
      </button>
    </div>
  );
}
