import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import type { PreStartCheck } from '../../shared/session/verification/events';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { Icon } from '../parts/icon';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { identityDiffers, touchedChecks } from './start-checks';

function CheckLine(props: {
  words: string;
  done: { by: { name: string }; at: number; evidence: string } | undefined;
  testid: string;
  blocked: boolean;
  onTouch: (() => void) | null;
}) {
  const { words, done, testid, blocked, onTouch } = props;
  const inner = (
    <>
      <span className={done ? 'box ticked' : 'box'}>{done && <Icon name="tick" />}</span>
      <span className="grow">
        {words}
        <span className="cap block">
          {done
            ? `${done.evidence} · ${done.by.name} ${clockTime(done.at)}`
            : onTouch
              ? 'touch when done'
              : 'open'}
        </span>
      </span>
    </>
  );
  if (onTouch === null) {
    return (
      <div className="check-line" data-testid={testid} data-done={done !== undefined}>
        {inner}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="check-line"
      data-testid={testid}
      data-done={done !== undefined}
      disabled={blocked}
      onClick={onTouch}
    >
      {inner}
    </button>
  );
}

function IdentityForm({ session, onSame }: { session: Session; onSame: () => void }) {
  const [mrn, setMrn] = useState('');
  const [birthDate, setBirthDate] = useState('');
  const differs = identityDiffers({ mrn, birthDate }, session.patient);
  const same =
    mrn.trim() !== '' && birthDate.trim() !== '' && differs.mrn === null && differs.birthDate === null;
  return (
    <div className="identity">
      <div className="identity-fields">
        <TextField
          name="MRN, from the wristband"
          value={mrn}
          onChange={setMrn}
          testid="identity-mrn"
          wrong={differs.mrn}
        />
        <TextField
          name="Birth date said, as 1979-03-14"
          value={birthDate}
          onChange={setBirthDate}
          testid="identity-birth-date"
          wrong={birthDate.length < 10 ? null : differs.birthDate}
        />
      </div>
      <button
        type="button"
        className="btn low"
        data-testid="identity-confirm"
        disabled={!same}
        onClick={onSame}
      >
        Both are this patient’s
      </button>
    </div>
  );
}

/** Who, and the clinic's list: each line keeps who confirmed it, when, and on what. */
export function ChecksColumn({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const blocked = blockedBy(state, 'confirm-check', now.mono);
  const confirm = (check: PreStartCheck, evidence: string) =>
    void submission.send({ kind: 'confirm-check', check, evidence });
  const { checks } = session;
  const count = Object.keys(checks).length;
  return (
    <section className="panel checks-column" data-testid="checks">
      <header className="sheet-head">
        <h2 className="h2">Checks</h2>
        <span className="lab">{blocked ?? `${count} of ${touchedChecks.length + 2}`}</span>
      </header>
      <div className="scroll">
        <CheckLine
          words="Right patient, two identifiers"
          done={checks['patient-identity']}
          testid="check-patient-identity"
          blocked
          onTouch={null}
        />
        {checks['patient-identity'] === undefined && (
          <IdentityForm
            session={session}
            onSame={() => confirm('patient-identity', 'MRN and birth date typed, both the same')}
          />
        )}
        {touchedChecks.map(({ check, words, evidence }) => (
          <CheckLine
            key={check}
            words={words}
            done={checks[check]}
            testid={`check-${check}`}
            blocked={blocked !== null || checks[check] !== undefined}
            onTouch={() => confirm(check, evidence)}
          />
        ))}
        <Refusals reasons={submission.reasons} />
      </div>
    </section>
  );
}
