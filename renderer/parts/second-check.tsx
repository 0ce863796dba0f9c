import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { itemsToCheck, itemWords } from '../../shared/session/verification/double-check';
import { heldEntries } from '../../shared/session/verification/held-entries';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { Icon } from './icon';
import { OverrideForm } from './override-form';
import { entryWords } from './second-check-draft';
import { SecondCheckForm } from './second-check-form';
import { Refusals } from './sheet';
import './second-check.css';

function Agreed({ session }: { session: Session }) {
  const held = heldEntries(session);
  return (
    <>
      {itemsToCheck(session).map((item) => (
        <div key={item} className="second-line" data-testid={`same-${item}`}>
          <span className="lab">{itemWords[item]}</span>
          <b>{entryWords(held, item)}</b>
          <span className="tag plain tick">
            <Icon name="tick" /> same
          </span>
        </div>
      ))}
    </>
  );
}

/** Two people read two values twice: now both stand there, and a third reads. */
function Disputed({ session }: { session: Session }) {
  const { doubleCheck, phase } = session;
  if (doubleCheck.kind !== 'disputed') return null;
  const wayOut = phase === 'preparing' ? 'abandon the session' : 'end the infusion';
  const held = heldEntries(session);
  return (
    <>
      {doubleCheck.items.map((item) => (
        <div key={item} className="second-differs" data-testid={`disputed-${item}`}>
          <b>{itemWords[item]} DIFFERS</b>
          <div className="second-pair">
            <span>
              <span className="cap block">in this session</span>
              <b>{entryWords(held, item)}</b>
            </span>
            <span>
              <span className="cap block">first person, again</span>
              <b>{entryWords(doubleCheck.again, item)}</b>
            </span>
            <span>
              <span className="cap block">{doubleCheck.second.name}</span>
              <b>{entryWords(doubleCheck.typed, item)}</b>
            </span>
          </div>
        </div>
      ))}
      <p className="lab">
        A third person reads the source and types it. If this session is wrong: load the right syringe, or
        {wayOut} and have the order corrected.
      </p>
    </>
  );
}

function words({ doubleCheck, syringe, phase }: Session): string {
  const rate = phase === 'preparing' ? 'rate' : 'the rate to resume';
  switch (doubleCheck.kind) {
    case 'open':
      return syringe === null
        ? `After the syringe is loaded, a second person types drug, concentration, weight and ${rate}.`
        : 'A second person types from the label, the scale record and the order. First entries are hidden meanwhile.';
    case 'differs':
      return `${doubleCheck.items.map((item) => itemWords[item]).join(', ')}: not the same. Both read the source again. Then both type it again.`;
    case 'disputed':
      return 'Not the same a second time.';
    case 'agreed':
      return 'Typed from the label and the record. First entries were hidden.';
    case 'excepted':
      return `No second check, by ${doubleCheck.physician.name} ${clockTime(doubleCheck.at)}: ${doubleCheck.reason}`;
  }
}

const buttons = {
  open: 'Second person: begin',
  differs: 'Both type it again',
  disputed: 'Third person: begin',
} as const;

/** What the second person's column and sheet share: how the check stands, its form, and the clinic's exception. */
export function SecondCheck(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  typing: boolean;
  onTyping: (typing: boolean) => void;
}) {
  const { state, session, now, typing, onTyping } = props;
  const submission = useSubmission();
  const [excepting, setExcepting] = useState(false);
  const { doubleCheck, policy, syringe, phase } = session;
  const blocked = blockedBy(state, 'double-check', now.mono);
  const open = doubleCheck.kind !== 'agreed' && doubleCheck.kind !== 'excepted';
  const mayExcept = doubleCheck.kind === 'open' && policy.verification.secondCheck === 'named-exception';
  if (typing) return <SecondCheckForm session={session} onLeave={() => onTyping(false)} />;
  return (
    <>
      <p className="lab second-words">{words(session)}</p>
      {doubleCheck.kind === 'agreed' && <Agreed session={session} />}
      <Disputed session={session} />
      {open && !excepting && (
        <button
          type="button"
          className="btn primary"
          data-testid="second-check-begin"
          disabled={blocked !== null || syringe === null}
          onClick={() => onTyping(true)}
        >
          {buttons[doubleCheck.kind]}
        </button>
      )}
      {mayExcept && excepting && (
        <>
          <OverrideForm
            words={`${phase === 'preparing' ? 'Start' : 'Resume'} without a second check`}
            testid="except"
            submission={submission}
            intentFor={(reason) => ({ kind: 'except-double-check', reason })}
            onDone={() => setExcepting(false)}
          />
          <Refusals reasons={submission.reasons} />
        </>
      )}
      {mayExcept && blocked === null && syringe !== null && (
        <button
          type="button"
          className="btn low outline"
          data-testid="except-open"
          onClick={() => setExcepting((before) => !before)}
        >
          {excepting ? 'Back to the second check' : 'No second person: a physician decides'}
        </button>
      )}
    </>
  );
}
