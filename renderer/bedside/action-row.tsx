import { useState } from 'react';
import { toMgPerKgPerHour } from '../../shared/dosing/convert';
import { leadWords } from '../../shared/dosing/rate-words';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { useBadgeScan } from '../live/badge-scan';
import { lock } from '../live/lock';
import { goTo, openSheet, type SheetName, useRoute } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { HoldButton } from '../parts/hold-button';
import { observationDue } from './observation-due';
import { ResumeHold } from './resume-hold';

type Slot = {
  readonly words: string;
  readonly below: string;
  readonly testid: string;
  readonly sheet: SheetName;
  readonly blocked: string | null;
};

function SlotButton({ words, below, testid, sheet, blocked }: Slot) {
  return (
    <button
      type="button"
      className={blocked === null ? 'btn' : 'btn blocked'}
      data-testid={testid}
      aria-disabled={blocked !== null}
      onClick={() => blocked === null && openSheet(sheet)}
    >
      {words}
      <small>{blocked ?? below}</small>
    </button>
  );
}

function ObservationButton({
  session,
  now,
  blocked,
}: {
  session: Session;
  now: Now;
  blocked: string | null;
}) {
  const due = observationDue(session, now.mono);
  const look = blocked !== null ? 'btn blocked' : due.look === 'neutral' ? 'btn' : 'btn primary';
  return (
    <button
      type="button"
      className={look}
      data-testid="observation"
      data-due={due.look}
      aria-disabled={blocked !== null}
      onClick={() => blocked === null && openSheet('observation')}
    >
      Observation set
      <small>
        {blocked ?? (
          <>
            <b>{due.words}</b>
            {due.dueAt === null ? '' : ` · ${clockTime(due.dueAt)}`}
            {due.sooner !== null && <span className="sooner">{due.sooner}</span>}
          </>
        )}
      </small>
    </button>
  );
}

function CloseHold({ state, now }: { state: BedsideState; now: Now }) {
  const submission = useSubmission();
  return (
    <HoldButton
      words="Hold to close the session"
      below={submission.reasons[0] ?? 'the record is complete and stays here'}
      testid="close-hold"
      blocked={blockedBy(state, 'close-session', now.mono)}
      onHeld={() => void submission.send({ kind: 'close-session' })}
    />
  );
}

/** The rate slot: change it, resume, or close; each place keeps its meaning for the whole state. */
function RateSlots({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  if (session.phase === 'recovery') {
    const blocked = blockedBy(state, 'close-session', now.mono);
    if (blocked === null) return <CloseHold state={state} now={now} />;
    return (
      <button
        type="button"
        className="btn primary"
        data-testid="go-recovery"
        onClick={() => goTo('recovery')}
      >
        Discharge
        <small>{blocked.replace(/:.*/, '')}</small>
      </button>
    );
  }
  if (session.phase === 'paused') {
    const blocked = blockedBy(state, 'resume-infusion', now.mono);
    return (
      <>
        <ResumeHold state={state} session={session} now={now} />
        <SlotButton
          words={blocked === null ? 'Resume at another rate' : 'Another rate'}
          below=""
          testid="resume-at"
          sheet="resume-at"
          // What is open stands in full on the slot beside it.
          blocked={blocked === null ? null : 'as for RESUME'}
        />
      </>
    );
  }
  const { mlPerHour } = session.confirmedRate?.value ?? { mlPerHour: null };
  const { concentrationMgPerMl, dosingWeightKg } = session.order;
  const present =
    mlPerHour === null
      ? ''
      : leadWords(session.order, toMgPerKgPerHour(mlPerHour, concentrationMgPerMl, dosingWeightKg));
  const blocked = blockedBy(state, 'change-rate', now.mono);
  const words = blocked === 'operate at the pump' ? 'Operate at the pump' : 'Change rate';
  return (
    <>
      <SlotButton
        words={words}
        below={present === '' ? '' : `now ${present}`}
        testid="change-rate"
        sheet="change-rate"
        blocked={blocked === 'operate at the pump' ? 'this pump is watched, not driven' : blocked}
      />
      <SlotButton
        words="Bolus"
        below="give at the pump, then record"
        testid="bolus"
        sheet="bolus"
        blocked={blockedBy(state, 'record-bolus', now.mono)}
      />
    </>
  );
}

/** Emergency access stands where drug would be given: what it is, whose, and the way out of it. */
function EmergencySlot({ name }: { name: string }) {
  return (
    <div className="panel emergency-slot" data-testid="emergency-slot">
      <div className="grow">
        <b>EMERGENCY ACCESS</b>
        <div className="cap">{name} · charting and alarms, no drug</div>
      </div>
      <button type="button" className="btn" data-testid="emergency-end" onClick={() => void lock()}>
        Lock
      </button>
    </div>
  );
}

/** What a signed-in nurse can do, always in the same places; a slot that does not apply stays and says why. */
export function ActionRow({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const charting = blockedBy(state, 'record-note', now.mono);
  return (
    <div className={`actions ${session.phase}`} data-testid="actions">
      {state.operator?.role === 'emergency' ? (
        <EmergencySlot name={state.operator.name} />
      ) : (
        <RateSlots state={state} session={session} now={now} />
      )}
      <SlotButton words="Symptom" below="" testid="symptom" sheet="symptom" blocked={charting} />
      <SlotButton words="Note" below="" testid="note" sheet="note" blocked={charting} />
      <ObservationButton session={session} now={now} blocked={charting} />
    </div>
  );
}

/** Nobody is signed in: reading, PAUSE and the sound go on working, nothing that gives drug does. */
export function LockedRow() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const { sheet } = useRoute();
  const byBadge = async (badge: string) => {
    setRefusal(null);
    const answer = await window.bridge.ask('signInByBadge', { badge }).catch(() => null);
    if (answer?.kind === 'refused') setRefusal(answer.reasons.join(' '));
    else if (answer === null) setRefusal('The console did not take the badge. Scan it again.');
  };
  // An open sign-in sheet reads badges itself.
  useBadgeScan(sheet === 'sign-in' || sheet === 'hand-over' ? null : (badge) => void byBadge(badge));
  return (
    <div className="panel actions locked" data-testid="locked">
      <div className="grow">
        <div className="h2">Locked</div>
        <div className="lab">
          {refusal ?? (
            <>
              Values, alarms, PAUSE and sound pause work without sign-in.
              <br />
              Anything that gives drug does not. Scan a badge, or sign in.
            </>
          )}
        </div>
      </div>
      <button type="button" className="btn" data-testid="type-pin" onClick={() => openSheet('sign-in')}>
        Sign in
      </button>
    </div>
  );
}
