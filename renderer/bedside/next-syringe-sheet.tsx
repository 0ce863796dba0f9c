import { useEffect, useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { syringeOpen } from '../../shared/session/verification/checklist';
import { syringeLeftMl } from '../../shared/session/view';
import { withUnit } from '../../shared/units/format';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { useScan } from '../live/use-scan';
import { CheckLine, standingWords } from '../parts/check-line';
import { LedgerLine } from '../parts/ledger-line';
import { SecondCheck } from '../parts/second-check';
import { LeaveSheet, Refusals, Sheet } from '../parts/sheet';
import { SyringeForm } from '../parts/syringe-form';

type Line = 'syringe' | 'ledger';

/** What is in the pump by this record, while the next label is not read yet. */
function presentWords(session: Session, now: Now): string {
  const { syringe } = session;
  if (syringe === null) return 'open, touch to type the label';
  const left = syringeLeftMl(session, now.mono);
  const rest = left === null ? 'rest not known' : `${withUnit(left, 'mL')} left`;
  return `in the pump now: ${syringe.drug} ${withUnit(syringe.concentrationMgPerMl, 'mg/mL')}, ${rest}`;
}

/** Label, ledger and second check of the next syringe, one under the other; PAUSE and the values stay in view. */
function Steps(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  changed: boolean;
  onTyping: (typing: boolean) => void;
}) {
  const { state, session, now, changed, onTyping } = props;
  const submission = useSubmission();
  const scan = useSubmission();
  const [touched, setTouched] = useState<Line | null>(null);
  useScan((text) => void scan.send({ kind: 'read-scan', text }));
  const blocked = blockedBy(state, 'load-syringe', now.mono);
  const opened = touched ?? (changed ? null : 'syringe');
  return (
    <>
      {blocked !== null && (
        <Refusals reasons={[`${blocked} PAUSE, change the syringe, then read its label here.`]} />
      )}
      {scan.reasons.length > 0 && (
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
      <div data-testid="syringe" className={opened === 'syringe' ? 'check-item opened' : 'check-item'}>
        <CheckLine
          words="Next syringe, as its label says"
          below={changed ? standingWords(session.checks.syringe) : presentWords(session, now)}
          done={changed}
          testid={changed ? 'check-syringe' : 'open-syringe'}
          disabled={blocked !== null}
          opened={opened === 'syringe'}
          onTouch={() => setTouched('syringe')}
        />
        {opened === 'syringe' && blocked === null && (
          <SyringeForm submission={submission} blocked={null} onDone={() => setTouched(null)} />
        )}
      </div>
      {changed && (
        <LedgerLine
          session={session}
          masked={false}
          opened={opened === 'ledger'}
          onTouch={() => setTouched(opened === 'ledger' ? null : 'ledger')}
          onDone={() => setTouched(null)}
        />
      )}
      {blocked === null && (changed || syringeOpen(session).length > 0) && (
        <SecondCheck state={state} session={session} now={now} typing={false} onTyping={onTyping} />
      )}
    </>
  );
}

/** Another syringe in the middle of a session: nothing resumes from it before another person has checked it (SR-010). */
export function NextSyringeSheet(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  typing: boolean;
  onTyping: (typing: boolean) => void;
}) {
  const { state, session, now, typing, onTyping } = props;
  // A sheet that was left half typed begins anew, unmasked.
  useEffect(() => () => onTyping(false), [onTyping]);
  const standing = session.checks.syringe;
  const changed = session.phase === 'paused' && standing !== undefined && standing.at >= session.phaseSince;
  const open = blockedBy(state, 'resume-infusion', now.mono);
  const resumeWords =
    session.phase !== 'paused' || (!changed && open === null)
      ? 'nothing changed'
      : `RESUME: ${open ?? 'nothing is open'}`;
  return (
    <Sheet
      title="Next syringe"
      aside={typing ? 'first entries are hidden' : session.phase === 'paused' ? 'paused' : 'infusing'}
      testid="sheet-next-syringe"
      empty={!typing && changed}
      foot={
        <LeaveSheet>
          Back
          <small>{resumeWords}</small>
        </LeaveSheet>
      }
    >
      <div
        className="scroll grow next-syringe"
        data-testid="second-check"
        data-standing={session.doubleCheck.kind}
      >
        {typing ? (
          <SecondCheck state={state} session={session} now={now} typing onTyping={onTyping} />
        ) : (
          <Steps state={state} session={session} now={now} changed={changed} onTyping={onTyping} />
        )}
      </div>
    </Sheet>
  );
}
