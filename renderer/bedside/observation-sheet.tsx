import { useState } from 'react';
import type { Observation } from '../../shared/session/rounds/events';
import type { BedsideState } from '../../shared/session/state';
import { formatNumber } from '../../shared/units/format';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { tellPause, useSubmission } from '../live/submit';
import { vitalView } from '../live/vital-view';
import { Refusals, Sheet } from '../parts/sheet';
import { TextField } from '../parts/text-field';

const empty: Observation = { rass: null, painNrs: null, distress: null, nausea: null, text: '' };
const rass = [4, 3, 2, 1, 0, -1, -2, -3, -4, -5];
const rassWords = [
  'combative',
  'very agitated',
  'agitated',
  'restless',
  'calm',
  'drowsy',
  'light',
  'moderate',
  'deep',
  'unrousable',
];
const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const nausea = ['none', 'mild', 'moderate', 'severe'] as const;

/** Levels at which the set offers the pause, as the stop symptom does. */
export function asksForPause(seen: Observation): boolean {
  return (seen.rass !== null && Math.abs(seen.rass) >= 3) || (seen.distress !== null && seen.distress >= 8);
}

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

/** One set: what the devices show with its age, and what the nurse sees. */
export function ObservationSheet({ state, now }: { state: BedsideState; now: Now }) {
  const [seen, setSeen] = useState<Observation>(empty);
  const submission = useSubmission();
  const untouched = Object.entries(seen).every(([key, value]) =>
    key === 'text' ? value === '' : value === null,
  );
  const save = async () => {
    if (await submission.send({ kind: 'record-observation', observation: seen })) closeSheet();
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
      <Levels
        name="Sedation RASS"
        rows={2}
        testid="rass"
        options={rass.map((value, i) => ({
          value,
          words: formatNumber(value, 0),
          below: rassWords[i] ?? '',
        }))}
        value={seen.rass}
        onValue={set('rass')}
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
      {asksForPause(seen) && (
        <div className="card">
          <span className="grow">That is at the stop level. PAUSE, then call the physician.</span>
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
