import { useState } from 'react';
import type { ChecklistItem } from '../../shared/policy/verification-policy';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { baselineSets, checklistOf } from '../../shared/session/verification/checklist';
import { goTo } from '../live/route';
import type { Now } from '../live/store';
import { type Submission, useSubmission } from '../live/submit';
import { CheckLine, standingWords } from '../parts/check-line';
import { LedgerLine } from '../parts/ledger-line';
import { OverrideForm } from '../parts/override-form';
import { Refusals } from '../parts/sheet';
import { SyringeForm } from '../parts/syringe-form';
import { BaselineForm, FastingForm, IdentityForm, PregnancyForm, ScreenForm } from './check-forms';
import { DeviceLines } from './device-lines';

/** What an opened line asks for. */
function Form(props: { item: ChecklistItem; session: Session; submission: Submission }) {
  const { item, session, submission } = props;
  switch (item.kind) {
    case 'identity':
      return <IdentityForm item={item} session={session} submission={submission} />;
    case 'screen':
      return <ScreenForm item={item} session={session} submission={submission} />;
    case 'fasting':
      return <FastingForm item={item} session={session} submission={submission} />;
    case 'pregnancy':
      return <PregnancyForm item={item} session={session} submission={submission} />;
    case 'baseline':
      return <BaselineForm item={item} session={session} submission={submission} />;
    case 'alarm-test':
      return (
        <div className="check-form choice-row">
          <button
            type="button"
            className="btn low"
            data-testid={`confirm-${item.check}`}
            disabled={submission.pending}
            onClick={() =>
              void submission.send({ kind: 'confirm-check', check: item.check, evidence: 'alarm test' })
            }
          >
            Confirm the test of today
          </button>
          <button
            type="button"
            className="btn low outline"
            data-testid="make-alarm-test"
            onClick={() => goTo('alarm-test')}
          >
            Make the test
          </button>
        </div>
      );
    case 'seen':
      return (
        <div className="check-form choice-row">
          {item.evidence.map((evidence) => (
            <button
              key={evidence}
              type="button"
              className="btn low"
              data-testid={`confirm-${item.check}`}
              disabled={submission.pending}
              onClick={() => void submission.send({ kind: 'confirm-check', check: item.check, evidence })}
            >
              Confirm: {evidence}
            </button>
          ))}
        </div>
      );
  }
}

function OpenedLine(props: {
  item: ChecklistItem;
  session: Session;
  blocked: string | null;
  onDone: () => void;
}) {
  const { item, session, blocked, onDone } = props;
  const asked = useSubmission();
  const [overriding, setOverriding] = useState(false);
  // A line that is done gives way to the next one that is open.
  const submission: Submission = {
    ...asked,
    async send(intent, witness) {
      const accepted = await asked.send(intent, witness);
      if (accepted) onDone();
      return accepted;
    },
  };
  const open = session.checks[item.check]?.kind !== 'overridden';
  if (blocked !== null) return <Refusals reasons={[blocked]} />;
  return (
    <>
      {overriding ? (
        <OverrideForm
          words={`Start without: ${item.words.toLowerCase()}`}
          testid={`override-${item.check}`}
          submission={submission}
          intentFor={(reason) => ({ kind: 'override-check', check: item.check, reason })}
          onDone={onDone}
        />
      ) : (
        <Form item={item} session={session} submission={submission} />
      )}
      <Refusals reasons={submission.reasons} />
      {item.override && open && (
        <button
          type="button"
          className="btn low outline"
          data-testid={`override-open-${item.check}`}
          onClick={() => {
            submission.clear();
            setOverriding((before) => !before);
          }}
        >
          {overriding ? 'Back to the check' : 'Not met: a physician decides'}
        </button>
      )}
    </>
  );
}

function SyringeLine(props: {
  session: Session;
  blocked: string | null;
  masked: boolean;
  opened: boolean;
  onTouch: () => void;
  onDone: () => void;
}) {
  const { session, blocked, masked, opened, onTouch, onDone } = props;
  const submission = useSubmission();
  const { syringe: standing } = session.checks;
  return (
    <div data-testid="syringe">
      <CheckLine
        words="Syringe, as its label says"
        below={masked && standing !== undefined ? 'hidden for the second check' : standingWords(standing)}
        done={standing !== undefined}
        testid={standing === undefined ? 'open-syringe' : 'check-syringe'}
        disabled={masked}
        opened={opened}
        onTouch={onTouch}
      />
      {opened && !masked && <SyringeForm submission={submission} blocked={blocked} onDone={onDone} />}
    </div>
  );
}

const isDone = (session: Session, check: string): boolean => {
  const standing = session.checks[check];
  return standing !== undefined && standing.kind !== 'not-met';
};

/** Under a baseline line that is not finished stands how many sets there are. */
function below(session: Session, item: ChecklistItem): string {
  const standing = session.checks[item.check];
  if (item.kind !== 'baseline' || standing !== undefined) return standingWords(standing);
  const { length } = session.baseline;
  return length === 0
    ? 'open, touch to take set 1'
    : `set ${length} taken, ${baselineSets(session)} are needed`;
}

/** The clinic's list: each line keeps who, when, and on what; a line that can not be met needs a physician. */
export function ChecksColumn(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  masked: boolean;
  /** What came of the last scan. */
  scan: Submission;
}) {
  const { state, session, now, masked, scan } = props;
  const [touched, setTouched] = useState<string | null>(null);
  const blocked = blockedBy(state, 'confirm-check', now.mono);
  const items = checklistOf(session);
  const first = items.find(({ check }) => !isDone(session, check))?.check;
  const opened = touched ?? first ?? (session.syringe === null ? 'syringe' : null);
  const done = items.filter(({ check }) => isDone(session, check)).length;
  return (
    <section className="panel checks-column" data-testid="checks">
      <header className="sheet-head">
        <h2 className="h2">Checks</h2>
        <span className="lab">{blocked ?? `${done} of ${items.length}`}</span>
      </header>
      {scan.reasons.length > 0 && !masked && (
        <button
          type="button"
          className="btn low scan-refused"
          data-testid="scan-refused"
          onClick={scan.clear}
        >
          <Refusals reasons={scan.reasons} />
          Touch when read
        </button>
      )}
      <div className="scroll" tabIndex={masked || blocked !== null ? 0 : undefined}>
        {items.map((item) => (
          <div key={item.check} className={opened === item.check ? 'check-item opened' : 'check-item'}>
            <CheckLine
              words={item.words}
              below={below(session, item)}
              done={isDone(session, item.check)}
              testid={`check-${item.check}`}
              disabled={blocked !== null || masked}
              opened={opened === item.check}
              onTouch={() => setTouched(item.check)}
            />
            {opened === item.check && !masked && (
              <OpenedLine item={item} session={session} blocked={blocked} onDone={() => setTouched(null)} />
            )}
          </div>
        ))}
        <SyringeLine
          session={session}
          blocked={blockedBy(state, 'load-syringe', now.mono)}
          masked={masked}
          opened={opened === 'syringe'}
          onTouch={() => setTouched('syringe')}
          onDone={() => setTouched(null)}
        />
        <LedgerLine
          session={session}
          masked={masked}
          opened={opened === 'ledger'}
          onTouch={() => setTouched(opened === 'ledger' ? null : 'ledger')}
          onDone={() => setTouched(null)}
        />
        <DeviceLines state={state} now={now} />
      </div>
    </section>
  );
}
