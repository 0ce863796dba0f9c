import { useState } from 'react';
import { emptyObservation, isEmpty, type Observation } from '../../shared/observation/observation';
import { levelText, sedationLevels } from '../../shared/observation/scales';
import { type Vitals, vitalSigns } from '../../shared/observation/vital-signs';
import { breaches } from '../../shared/session/rounds/breaches';
import { scheduleOf } from '../../shared/session/rounds/schedule';
import { takeOver } from '../../shared/session/rounds/take-over';
import type { BedsideState, Session } from '../../shared/session/state';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { tellPause, useSubmission } from '../live/submit';
import { vitalView } from '../live/vital-view';
import { Refusals, Sheet } from '../parts/sheet';
import { TextField } from '../parts/text-field';

const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const nausea = ['none', 'mild', 'moderate', 'severe'] as const;

type LevelsProps<T> = {
  readonly name: string;
  readonly testid: string;
  readonly options: readonly { readonly value: T; readonly words: string; readonly below?: string }[];
  readonly value: T | null;
  readonly onValue: (value: T | null) => void;
  readonly rows?: number;
};

function Levels<T extends string | number>({
  name,
  testid,
  options,
  value,
  onValue,
  rows = 1,
}: LevelsProps<T>) {
  return (
    <div className="levels">
      <span className="lab">{name}</span>
      <div
        className="levels-row"
        style={{ gridTemplateColumns: `repeat(${Math.ceil(options.length / rows)}, minmax(0, 1fr))` }}
      >
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={option.value === value ? 'btn low selected' : 'btn low'}
            data-testid={`${testid}-${option.value}`}
            aria-pressed={option.value === value}
            onClick={() => onValue(option.value === value ? null : option.value)}
          >
            {option.words}
            {option.below && <small>{option.below}</small>}
          </button>
        ))}
      </div>
    </div>
  );
}

function FromDevices({ state, now }: { state: BedsideState; now: Now }) {
  const shown = (['HR', 'SpO2', 'NIBP-sys', 'NIBP-dia', 'RR', 'EtCO2'] as const).map((code) => {
    const view = vitalView(state, code, now.mono);
    return `${code} ${view.text}${view.caption ? ` (${view.caption})` : ''}`;
  });
  return (
    <p className="lab" data-testid="observation-devices">
      From the monitor: {shown.join(' · ')}
    </p>
  );
}

/** What the monitor shows now, as values of the set. */
function monitorVitals(state: BedsideState, now: Now): Vitals {
  const entries = vitalSigns.map((sign) => {
    const found = takeOver(state, sign, now.mono);
    return [sign, found.kind === 'taken' ? found.value : null];
  });
  return Object.fromEntries(entries) as Vitals;
}

/** One set: what the devices show with its age, and what the nurse sees. */
export function ObservationSheet({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const [seen, setSeen] = useState<Observation>(() => emptyObservation(now.at));
  const submission = useSubmission();
  const untouched = isEmpty(seen);
  const found = breaches(seen, session);
  const levels = sedationLevels(scheduleOf(session).sedationScale);
  const save = async () => {
    const observation = { ...seen, measuredAt: now.at };
    if (await submission.send({ kind: 'record-observation', observation })) closeSheet();
  };
  const set =
    <K extends keyof Observation>(key: K) =>
    (value: Observation[K]) =>
      setSeen((old) => ({ ...old, [key]: value }));
  const numbers = ten.map((value) => ({ value, words: String(value) }));
  return (
    <Sheet
      title="Observation set"
      testid="sheet-observation"
      empty={untouched}
      foot={
        <>
          <button
            type="button"
            className="btn outline"
            data-testid="sheet-close"
            onClick={() => closeSheet()}
          >
            Record nothing
          </button>
          <button
            type="button"
            className="btn primary wide"
            data-testid="observation-save"
            disabled={untouched || submission.pending}
            onClick={() => void save()}
          >
            Record this set
          </button>
        </>
      }
    >
      <FromDevices state={state} now={now} />
      <button
        type="button"
        className="btn low"
        data-testid="observation-take-over"
        onClick={() => set('vitals')(monitorVitals(state, now))}
      >
        Take over from the monitor
      </button>
      <Levels
        name={`Sedation ${scheduleOf(session).sedationScale}`}
        rows={levels.length > 6 ? 2 : 1}
        testid="sedation"
        options={levels.map(({ sedation, term }) => ({
          value: levelText(sedation),
          words: levelText(sedation),
          below: term.toLowerCase(),
        }))}
        value={seen.sedation === null ? null : levelText(seen.sedation)}
        onValue={(text) =>
          set('sedation')(levels.find((one) => levelText(one.sedation) === text)?.sedation ?? null)
        }
      />
      <Levels name="Pain" testid="pain" options={numbers} value={seen.painNrs} onValue={set('painNrs')} />
      <Levels
        name="Distress"
        testid="distress"
        options={numbers}
        value={seen.distress}
        onValue={set('distress')}
      />
      <Levels
        name="Nausea"
        testid="nausea"
        options={nausea.map((value) => ({ value, words: value }))}
        value={seen.nausea}
        onValue={set('nausea')}
      />
      <TextField name="Words" value={seen.text} onChange={set('text')} testid="observation-text" />
      {found.some(({ severity }) => severity === 'stop') && (
        <div className="card">
          <span className="grow">
            {found[0]?.words}. {found[0]?.action}
          </span>
          <button
            type="button"
            className="btn outline"
            data-testid="observation-pause"
            onPointerDown={tellPause}
          >
            PAUSE now
          </button>
        </div>
      )}
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
