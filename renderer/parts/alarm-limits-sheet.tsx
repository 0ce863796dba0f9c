import { useState } from 'react';
import {
  type Bound,
  boundWords,
  limitChanges,
  type Sign,
  watchedSigns,
  wideLimits,
  wrongLimits,
} from '../../shared/alarms/limits';
import type { VitalLimits } from '../../shared/dosing/order';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { parseNumber } from '../../shared/units/parse';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from './hold-button';
import { LeaveSheet, Refusals, Sheet } from './sheet';
import { TextField } from './text-field';
import './alarm-limits-sheet.css';

type Texts = Readonly<Partial<Record<`${Sign}/${Bound}`, string>>>;
const columns: readonly Bound[] = ['highLow', 'mediumLow', 'mediumHigh', 'highHigh'];
const reasons = ['usual for this patient', 'physician asked for it', 'movement, probe checked'] as const;

/** The limits as typed; the words for each number that is none. */
function typed(session: Session, texts: Texts): { limits: VitalLimits; wrong: string[] } {
  const limits = structuredClone(session.vitalLimits);
  const wrong: string[] = [];
  for (const { sign, name, bounds } of watchedSigns) {
    for (const bound of bounds) {
      const text = texts[`${sign}/${bound}`];
      if (text === undefined) continue;
      if (text === '') {
        limits[sign][bound] = null;
        continue;
      }
      const parsed = parseNumber(text, 0);
      if (parsed.kind === 'number') limits[sign][bound] = parsed.value;
      else wrong.push(`${name} ${boundWords[bound]}: ${parsed.words}`);
    }
  }
  return { limits, wrong };
}

/** This patient's alarm limits: changed with a hold, widened with a reason, and all of it in the record (SR-117). */
export function AlarmLimitsSheet({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const [texts, setTexts] = useState<Texts>({});
  const [reason, setReason] = useState('');
  const submission = useSubmission();
  const { limits, wrong } = typed(session, texts);
  const against = [...wrong, ...wrongLimits(session.vitalLimits, limits)];
  const changes = limitChanges(session.vitalLimits, limits);
  const widened = changes.some((change) => change.widened);
  const wide = wideLimits(limits, session.policy.alarms.vitalBands);
  const blocked =
    blockedBy(state, 'change-alarm-limits', now.mono) ??
    against[0] ??
    (changes.length === 0 ? 'no limit is changed' : null) ??
    (widened && reason.trim() === '' ? 'widened: give the reason' : null);
  const set = async () => {
    if (await submission.send({ kind: 'change-alarm-limits', limits, reason }))
      closeSheet('Alarm limits set.');
  };
  return (
    <Sheet
      title="Alarm limits"
      aside="this patient, this session"
      testid="sheet-alarm-limits"
      empty={changes.length === 0 && wrong.length === 0}
      foot={
        <>
          <LeaveSheet said={changes.length > 0 ? 'Alarm limits left as they were.' : null}>
            Keep the limits
          </LeaveSheet>
          <HoldButton
            words={`Hold to set ${changes.length === 1 ? changes[0]?.words : `${changes.length} alarm limits`}`}
            below={widened ? 'widened, kept with the reason' : 'kept in the record'}
            testid="alarm-limits-hold"
            blocked={blocked}
            onHeld={() => void set()}
          />
        </>
      }
    >
      <div className="scroll">
        <table className="limit-rows">
          <thead>
            <tr>
              <th scope="col">Sign</th>
              {columns.map((bound) => (
                <th key={bound} scope="col">
                  {boundWords[bound]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {watchedSigns.map(({ sign, name, unit, bounds }) => (
              <tr key={sign}>
                <th scope="row">
                  {name} <small>{unit}</small>
                </th>
                {columns.map((bound) => {
                  const key = `${sign}/${bound}` as const;
                  const now = session.vitalLimits[sign][bound];
                  if (!bounds.includes(bound)) return <td key={bound} />;
                  return (
                    <td key={bound}>
                      <input
                        aria-label={`${name} ${boundWords[bound]}, ${unit}`}
                        inputMode="numeric"
                        autoComplete="off"
                        className={limits[sign][bound] === now ? '' : 'changed'}
                        placeholder="off"
                        value={texts[key] ?? (now === null ? '' : String(now))}
                        data-testid={`limit-${sign}-${bound}`}
                        onChange={({ target }) => setTexts({ ...texts, [key]: target.value })}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {changes.length > 0 && (
          <p data-testid="limit-changes">
            {changes.map((change) => `${change.words}${change.widened ? ', widened' : ''}`).join('; ')}
          </p>
        )}
        {wide.length > 0 && (
          <p className="soft" data-testid="limit-wide">
            Marked on the screen as long as it stands: {wide.map(({ words }) => words).join('; ')}
          </p>
        )}
        {widened && (
          <>
            <div className="choice-row">
              {reasons.map((words) => (
                <button
                  key={words}
                  type="button"
                  className={reason === words ? 'btn low selected' : 'btn low'}
                  aria-pressed={reason === words}
                  onClick={() => setReason(words)}
                >
                  {words}
                </button>
              ))}
            </div>
            <TextField name="Reason for widening" value={reason} onChange={setReason} testid="limit-reason" />
          </>
        )}
        <Refusals reasons={[...against, ...submission.reasons]} />
      </div>
    </Sheet>
  );
}
