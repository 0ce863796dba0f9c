import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, OpenCommand, Session } from '../../shared/session/state';
import { possibleRates } from '../../shared/session/view';
import { withUnit } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';
import { type MlPerHour, mlPerHour } from '../../shared/units/units';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Keypad } from '../parts/keypad';
import { emptyEntry, pressKey } from '../parts/keypad-entry';
import { Refusals } from '../parts/sheet';

function Steps({ stopping }: { stopping: boolean }) {
  return (
    <ol className="card-steps">
      <li>
        {stopping ? (
          <>
            Press <b>STOP on the pump</b>.
          </>
        ) : (
          <>
            In doubt, press <b>STOP on the pump</b>.
          </>
        )}
      </li>
      <li>Push the cable in at both ends.</li>
    </ol>
  );
}

function OtherRate({ onRate, onBack }: { onRate: (rate: MlPerHour) => void; onBack: () => void }) {
  const [entry, setEntry] = useState(emptyEntry);
  const parsed = parseNumber(entry.text, 2);
  return (
    <div className="other-rate">
      <div className="grow">
        <div className="lab">Rate on the pump, mL/h</div>
        <div className="entry">
          {entry.text || ' '} <span className="unit">mL/h</span>
        </div>
        {entry.refused && <span className="field-reason">{entry.refused}</span>}
        <div className="row">
          <button type="button" className="btn outline low" onClick={onBack}>
            Back
          </button>
          <button
            type="button"
            className="btn low grow"
            data-testid="answer-typed"
            disabled={parsed.kind !== 'number'}
            onClick={() => parsed.kind === 'number' && onRate(mlPerHour(parsed.value))}
          >
            The pump shows {parsed.kind === 'number' ? withUnit(parsed.value, 'mL/h') : '…'}
          </button>
        </div>
      </div>
      <Keypad onKey={(key) => setEntry((before) => pressKey(before, key, performance.now(), 2))} />
    </div>
  );
}

function Answers({
  state,
  session,
  open,
  now,
}: {
  state: BedsideState;
  session: Session;
  open: OpenCommand;
  now: Now;
}) {
  const submission = useSubmission();
  const [typing, setTyping] = useState(false);
  const blocked = blockedBy(state, 'resolve-uncertain', now.mono);
  const say = (pumpShows: 'stopped' | 'infusing', rate: MlPerHour | null) =>
    submission.send({ kind: 'resolve-uncertain', commandId: open.commandId, pumpShows, rateMlPerHour: rate });
  if (typing)
    return <OtherRate onRate={(rate) => void say('infusing', rate)} onBack={() => setTyping(false)} />;
  return (
    <>
      <div>
        <b>What does the pump show?</b> Kept as your answer, not the pump’s.
      </div>
      <Refusals reasons={blocked === null ? submission.reasons : [blocked]} />
      <div className="answers">
        <button
          type="button"
          className="btn outline"
          data-testid="answer-stopped"
          disabled={blocked !== null}
          onClick={() => void say('stopped', null)}
        >
          Stopped
        </button>
        {possibleRates(session)
          .filter((rate) => rate > 0)
          .map((rate) => (
            <button
              key={rate}
              type="button"
              className="btn outline"
              data-testid={`answer-infusing-${rate}`}
              disabled={blocked !== null}
              onClick={() => void say('infusing', rate)}
            >
              Infusing
              <small>{withUnit(rate, 'mL/h')}</small>
            </button>
          ))}
        <button
          type="button"
          className="btn outline"
          data-testid="answer-other"
          disabled={blocked !== null}
          onClick={() => setTyping(true)}
        >
          Other
          <small>type the rate</small>
        </button>
      </div>
    </>
  );
}

/** Nobody knows what the pump does: go there, stop it in doubt, tell what it shows. */
export function NotConfirmedCard({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const open = session.openCommand?.stage === 'uncertain' ? session.openCommand : null;
  return (
    <div className="card column strong" data-testid="not-confirmed-card">
      <div className="h2">Go to the pump and read its screen</div>
      <Steps stopping={open?.command.kind === 'stop'} />
      {open === null ? (
        <div className="lab">
          The pump does not answer. This closes when it does, and says what was true meanwhile.
        </div>
      ) : (
        <Answers state={state} session={session} open={open} now={now} />
      )}
    </div>
  );
}

/** The pump answered: what was true meanwhile, until somebody touches it. */
export function AnsweredCard({ session }: { session: Session }) {
  const [seen, setSeen] = useState<string | null>(null);
  const last = session.lastCommand;
  if (last === null || last.ending !== 'resolved-by-device' || seen === last.commandId) return null;
  const asked =
    last.command.kind === 'stop'
      ? 'The pause'
      : `The rate of ${withUnit(last.command.rateMlPerHour, 'mL/h')}`;
  return (
    <button
      type="button"
      className="card strong"
      data-testid="answered-card"
      onClick={() => setSeen(last.commandId)}
    >
      <span className="grow">
        <b>
          The pump answers. {asked} {last.took ? 'took effect' : 'did not take effect'}.
        </b>
        <small>The given amount is counted again from the pump. Touch when seen.</small>
      </span>
    </button>
  );
}
