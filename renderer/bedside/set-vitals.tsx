import { useState } from 'react';
import { signWords, type TakenValue, type VitalSign, vitalSigns } from '../../shared/observation/vital-signs';
import { takeOver } from '../../shared/session/rounds/take-over';
import type { BedsideState } from '../../shared/session/state';
import { formatNumber } from '../../shared/units/format';
import type { Now } from '../live/store';
import { ageWords } from '../live/words';
import { Keypad } from '../parts/keypad';
import { emptyEntry, pressKey } from '../parts/keypad-entry';
import { type Draft, withTyped } from './observation-draft';

function sourceWords({ source, measuredAt, insisted }: TakenValue, now: Now): string {
  if (source.kind === 'typed') return insisted ? 'typed twice' : 'typed';
  return `monitor, ${ageWords(Math.max(0, now.at - measuredAt))}`;
}

type TileProps = {
  readonly sign: VitalSign;
  readonly taken: TakenValue | null;
  readonly state: BedsideState;
  readonly now: Now;
  readonly late: boolean;
  readonly onType: () => void;
};

/** One value of the set: taken over or typed; before that, what the monitor offers, dimmed, or why it offers nothing. */
function SetTile({ sign, taken, state, now, late, onType }: TileProps) {
  const { name, short, unit } = signWords[sign];
  const offered = takeOver(state, sign, now.mono);
  const shown = taken ?? (offered.kind === 'taken' && !late ? offered.value : null);
  const below =
    taken !== null
      ? sourceWords(taken, now)
      : late
        ? 'type it'
        : offered.kind === 'taken'
          ? `${ageWords(Math.max(0, now.at - offered.value.measuredAt))}, not taken`
          : offered.words;
  return (
    <button
      type="button"
      className={taken === null ? 'set-tile' : 'set-tile taken'}
      data-testid={`set-${sign}`}
      data-taken={taken === null ? 'none' : taken.source.kind}
      aria-description={`${name}: type a value`}
      onClick={onType}
    >
      <span className="set-name">
        {short} <small>{unit}</small>
      </span>
      <b>{shown === null ? '- -' : formatNumber(shown.value, 0)}</b>
      <small>{below}</small>
    </button>
  );
}

/** The vital signs of the set in one row, and the one touch that takes over what the monitor shows. */
export function SetVitals(props: {
  readonly draft: Draft;
  readonly state: BedsideState;
  readonly now: Now;
  readonly late: boolean;
  readonly onTakeOver: () => void;
  readonly onType: (sign: VitalSign) => void;
}) {
  const { draft, state, now, late, onTakeOver, onType } = props;
  const offered = vitalSigns.filter((sign) => takeOver(state, sign, now.mono).kind === 'taken').length;
  const blocked = late ? 'looked at earlier' : offered === 0 ? 'nothing live' : null;
  return (
    <div className="set-vitals">
      {vitalSigns.map((sign) => (
        <SetTile
          key={sign}
          sign={sign}
          taken={draft.seen.vitals[sign]}
          {...{ state, now, late }}
          onType={() => onType(sign)}
        />
      ))}
      <button
        type="button"
        className={blocked === null ? 'btn primary' : 'btn blocked'}
        data-testid="observation-take-over"
        aria-disabled={blocked !== null}
        onClick={() => blocked === null && onTakeOver()}
      >
        Take over
        <small>{blocked ?? `${offered} values`}</small>
      </button>
    </div>
  );
}

/** One sign typed on the keys; a value that can hardly be right is asked for again (SR-082). */
export function TypeSign(props: {
  readonly sign: VitalSign;
  readonly draft: Draft;
  readonly question: string | null;
  readonly onDraft: (draft: Draft) => void;
  readonly onNext: (sign: VitalSign) => void;
}) {
  const { sign, draft, question, onDraft, onNext } = props;
  const [entry, setEntry] = useState(emptyEntry);
  const { name, unit } = signWords[sign];
  const taken = draft.seen.vitals[sign];
  const press = (key: string) => {
    const next = pressKey(entry, key, performance.now(), 0);
    setEntry(next);
    if (next.text !== entry.text) onDraft(withTyped(draft, sign, next.text).draft);
  };
  return (
    <div className="type-sign" data-testid="type-sign">
      <div className="column">
        <span className="h2">
          {name} {unit}
        </span>
        <div className="entry" data-testid="sign-entry">
          {entry.text}
        </div>
        {question !== null && (
          <p className="verdict hard" data-testid="sign-question">
            {question} Look again and type it again. The same number twice is kept and marked.
          </p>
        )}
        {entry.refused !== null && <p className="verdict hard">{entry.refused}</p>}
        {entry.text === '' && taken !== null && (
          <p className="lab">
            Now {formatNumber(taken.value, 0)} {unit}, {taken.source.kind}
          </p>
        )}
        <div className="sign-row">
          {vitalSigns.map((one) => (
            <button
              key={one}
              type="button"
              className={one === sign ? 'btn low selected' : 'btn low'}
              data-testid={`sign-${one}`}
              aria-pressed={one === sign}
              onClick={() => onNext(one)}
            >
              {signWords[one].short}
              <small>{draft.seen.vitals[one] === null ? '- -' : draft.seen.vitals[one].value}</small>
            </button>
          ))}
        </div>
      </div>
      <Keypad onKey={press} withPoint={false} />
    </div>
  );
}
