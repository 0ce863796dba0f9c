import { useState } from 'react';
import type { Session } from '../../shared/session/state';
import { itemsToCheck } from '../../shared/session/verification/double-check';
import type { CheckedItem } from '../../shared/session/verification/events';
import { useSubmission } from '../live/submit';
import { type CheckDraft, type CheckText, fieldName, noText, readCheck } from './second-check-draft';
import { noSecondPerson, SecondPerson, secondPersonOf } from './second-person';
import { Refusals } from './sheet';
import { TextField } from './text-field';

function Fields(props: {
  who: string;
  asked: readonly CheckedItem[];
  session: Session;
  text: CheckText;
  draft: CheckDraft;
  onText: (text: CheckText) => void;
  testid: string;
  secret: boolean;
}) {
  const { who, asked, session, text, draft, onText, testid, secret } = props;
  return (
    <fieldset className="second-fields">
      <legend className="lab">{who}</legend>
      {asked.map((item) => (
        <TextField
          key={item}
          name={fieldName(item, session.order.orderedUnit, session.phase === 'paused')}
          value={text[item]}
          onChange={(value) => onText({ ...text, [item]: value })}
          testid={`${testid}-${item}`}
          wrong={draft.wrong[item]}
          secret={secret}
          numeric={item !== 'drug'}
        />
      ))}
    </fieldset>
  );
}

/**
 * The second person types what they read; nothing of the first person is on the screen meanwhile. Where an item
 * differed, both type it again, and neither sees what the other types.
 */
export function SecondCheckForm({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const submission = useSubmission();
  const [person, setPerson] = useState(noSecondPerson);
  const [text, setText] = useState(noText);
  const [againText, setAgainText] = useState(noText);
  const { doubleCheck } = session;
  const both = doubleCheck.kind === 'differs';
  const asked = both || doubleCheck.kind === 'disputed' ? doubleCheck.items : itemsToCheck(session);
  const unit = session.order.orderedUnit;
  const typed = readCheck(text, asked, unit);
  const again = readCheck(againText, asked, unit);
  const witness = secondPersonOf(person);
  const ready = typed.complete && (!both || again.complete) && witness !== undefined;
  const compare = async () => {
    const accepted = await submission.send(
      { kind: 'double-check', typed: typed.entries, again: both ? again.entries : null },
      witness,
    );
    setPerson((before) => ({ ...before, pin: '' }));
    if (accepted) onLeave();
  };
  return (
    <div className="check-form second-check-form" data-testid="second-check-form">
      {both && (
        <Fields
          who="First person, hidden while typing"
          asked={asked}
          session={session}
          text={againText}
          draft={again}
          onText={setAgainText}
          testid="again"
          secret
        />
      )}
      <Fields
        who={doubleCheck.kind === 'disputed' ? 'Third person' : 'Second person'}
        asked={asked}
        session={session}
        text={text}
        draft={typed}
        onText={setText}
        testid="second"
        secret={both}
      />
      <SecondPerson
        name={doubleCheck.kind === 'disputed' ? 'Third person' : 'Second person'}
        permission="second-check"
        value={person}
        onValue={setPerson}
        testid="second-person"
      />
      <Refusals reasons={submission.reasons} />
      <div className="second-check-acts">
        <button
          type="button"
          className="btn primary"
          data-testid="second-check-compare"
          disabled={!ready || submission.pending}
          onClick={() => void compare()}
        >
          Compare
        </button>
        <button type="button" className="btn outline" data-testid="second-check-leave" onClick={onLeave}>
          Leave, nothing changed
        </button>
      </div>
    </div>
  );
}
