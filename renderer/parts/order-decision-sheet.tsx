import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { OrderDecision } from '../../shared/session/elsewhere/events';
import type { OrderQuestion } from '../../shared/session/elsewhere/slice';
import type { BedsideState, Session } from '../../shared/session/state';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { type Submission, tellPause, useSubmission, type Witness } from '../live/submit';
import { questionWords } from './elsewhere-card';
import { HoldButton } from './hold-button';
import { noSecondPerson, SecondPerson, secondPersonOf } from './second-person';
import { LeaveSheet, Refusals, Sheet } from './sheet';
import { TextField } from './text-field';
import './order-decision.css';

type Choice = { readonly decision: OrderDecision; readonly words: string; readonly hint: string };

function choicesOf({ phase, elsewhere: { question } }: Session): Choice[] {
  if (phase === 'recovery')
    return [{ decision: 'noted', words: 'Noted', hint: 'what was given stays in the record' }];
  const choices: Choice[] = [
    { decision: 'continue', words: 'Go on as begun', hint: 'a physician signs with their PIN' },
  ];
  // What was paused upon is decided already, but for going on.
  if (question?.decision === 'pause') return choices;
  if (phase === 'preparing')
    return [...choices, { decision: 'end', words: 'Do not give it', hint: 'then close the session' }];
  return [
    ...choices,
    {
      decision: 'pause',
      words: phase === 'paused' ? 'Keep paused' : 'Pause',
      hint: 'until a physician lets it go on',
    },
    { decision: 'end', words: 'End', hint: 'the rest is not given' },
  ];
}

function Differences({ question }: { question: OrderQuestion }) {
  if (question.differences.length === 0) return null;
  return (
    <table className="order-differences" data-testid="order-differences">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">This session</th>
          <th scope="col">On the server now</th>
        </tr>
      </thead>
      <tbody>
        {question.differences.map(({ what, was, now }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{was}</td>
            <td>
              <b>{now}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Deciding = {
  readonly session: Session;
  readonly submission: Submission;
  readonly blocked: string | null;
};

/** Pausing and ending go their own way first, so that a decision can never be in the way of a stop. */
async function decided(
  { session, submission }: Deciding,
  decision: OrderDecision,
  reason: string,
  witness?: Witness,
): Promise<boolean> {
  if (decision === 'pause' && session.phase === 'infusing') tellPause();
  const ends = decision === 'end' && (session.phase === 'infusing' || session.phase === 'paused');
  if (ends && !(await submission.send({ kind: 'end-infusion' }))) return false;
  return submission.send({ kind: 'decide-order', decision, reason }, witness);
}

function GoOn(props: Deciding) {
  const [physician, setPhysician] = useState(noSecondPerson);
  const [reason, setReason] = useState('');
  const witness = secondPersonOf(physician);
  const missing =
    reason.trim().length < 3 ? 'a reason is needed' : witness === undefined ? 'a PIN is needed' : null;
  const why = props.blocked ?? missing;
  const send = async () => {
    if (why !== null || witness === undefined) return;
    if (await decided(props, 'continue', reason.trim(), witness)) closeSheet();
    setPhysician((before) => ({ ...before, pin: '' }));
  };
  return (
    <div className="order-go-on">
      <TextField name="Why it goes on, in words" value={reason} onChange={setReason} testid="decide-reason" />
      <SecondPerson
        name="Physician"
        permission="order"
        selfToo
        value={physician}
        onValue={setPhysician}
        testid="decide-by"
      />
      <button
        type="button"
        className={why === null ? 'btn primary low' : 'btn low blocked'}
        data-testid="decide-continue"
        aria-disabled={why !== null || props.submission.pending}
        onClick={() => void send()}
      >
        Go on with the order as begun
        {why !== null && <small>{why}</small>}
      </button>
    </div>
  );
}

function Confirm({ choice, ...deciding }: Deciding & { choice: Choice }) {
  const { session, blocked, submission } = deciding;
  const send = async () => {
    if (await decided(deciding, choice.decision, '')) closeSheet();
  };
  if (choice.decision === 'end' && session.phase !== 'preparing') {
    return (
      <HoldButton
        words="Hold to end the infusion"
        below="the rest is not given"
        confirms="end"
        testid="decide-end"
        blocked={blocked ?? (submission.pending ? 'asking' : null)}
        onHeld={() => void send()}
      />
    );
  }
  return (
    <button
      type="button"
      className={blocked === null ? 'btn primary' : 'btn blocked'}
      data-testid={`decide-${choice.decision}`}
      aria-disabled={blocked !== null || submission.pending}
      onClick={() => blocked === null && void send()}
    >
      {choice.decision === 'pause' && session.phase === 'infusing'
        ? 'PAUSE now, and write it down'
        : choice.words}
      <small>{blocked ?? choice.hint}</small>
    </button>
  );
}

/** What becomes of an order that was changed or revoked elsewhere while it is given. It stands over the graph, never over PAUSE. */
export function OrderDecisionSheet(props: { state: BedsideState; session: Session; now: Now }) {
  const { state, session, now } = props;
  const submission = useSubmission();
  const [chosen, setChosen] = useState<OrderDecision | null>(null);
  const { question } = session.elsewhere;
  if (question === null) return null;
  const blocked = blockedBy(state, 'decide-order', now.mono);
  const choices = choicesOf(session);
  const choice =
    choices.find(({ decision }) => decision === chosen) ?? (choices.length === 1 ? choices[0] : undefined);
  const deciding = { session, submission, blocked };
  return (
    <Sheet
      title={questionWords(question)}
      testid="sheet-order-decision"
      empty={chosen === null}
      foot={
        <>
          <LeaveSheet>
            Leave it open
            <small>the alarm stays</small>
          </LeaveSheet>
          {choice !== undefined && choice.decision !== 'continue' && (
            <Confirm choice={choice} {...deciding} />
          )}
        </>
      }
    >
      <p>
        {question.about === 'changed'
          ? 'Another version was signed after this session began. It is not taken over: this session is given as it began, or not at all. For the new one, end this session and prepare it anew.'
          : `${question.reason === null ? 'No reason is given' : `Reason: ${question.reason}`}. The order was taken back after this session began. The pump was not touched. Call the physician.`}
      </p>
      <div className="order-decision" data-testid="order-decision">
        <Differences question={question} />
        {choices.length > 1 && (
          <div className="answers">
            {choices.map(({ decision, words, hint }) => (
              <button
                key={decision}
                type="button"
                className={decision === chosen ? 'btn low selected' : 'btn outline low'}
                aria-pressed={decision === chosen}
                data-testid={`choose-${decision}`}
                onClick={() => setChosen(decision)}
              >
                {words}
                <small>{hint}</small>
              </button>
            ))}
          </div>
        )}
        {choice?.decision === 'continue' && <GoOn {...deciding} />}
        <Refusals reasons={submission.reasons} />
      </div>
    </Sheet>
  );
}
