import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveredMg, deliveryView } from '../../shared/session/view';
import { formatIn, withUnit } from '../../shared/units/format';
import { closeSheet } from '../live/route';
import { type Now, useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { ageWords, allergyWords, clockTime, overWord } from '../live/words';
import { FactsTable } from './facts-table';
import { LeaveSheet, Refusals, Sheet } from './sheet';
import { SignInForm } from './sign-in-form';

function stateWords(state: BedsideState, session: Session, now: Now): string {
  const delivery = deliveryView(state, now.mono);
  switch (delivery.kind) {
    case 'infusing':
      return `infusing, pump says ${withUnit(delivery.mlPerHour, 'mL/h')} = ${withUnit(delivery.mgPerKgPerHour, 'mg/kg/h')}`;
    case 'paused':
      return `paused since ${clockTime(session.phaseSince)}`;
    case 'unknown':
      return `NOT CONFIRMED: ${delivery.why}`;
    case 'complete':
      return `${overWord(session).toLowerCase()} at ${clockTime(session.phaseSince)}, recovery`;
    case 'not-started':
      return 'before the start';
  }
}

function rowsOf(state: BedsideState, session: Session, now: Now): [string, string][] {
  const given = deliveredMg(session, now.mono);
  const range = given.exact
    ? withUnit(given.lowMg, 'mg')
    : `${formatIn(given.lowMg, 'mg')} to ${withUnit(given.highMg, 'mg')}`;
  const { observation } = session;
  return [
    ['Patient', `${session.patient.name}, MRN ${session.patient.mrn}`],
    ['Allergies', allergyWords(session.patient)],
    ['State', stateWords(state, session, now)],
    ['Given', `${range} of ${withUnit(session.order.totalMg, 'mg')} ordered`],
    [
      'Last observation',
      observation === null
        ? 'none yet'
        : `${clockTime(observation.at)}, ${ageWords(Math.max(0, now.mono - observation.mono))} ago`,
    ],
    ['Alarms', state.alarms.length === 0 ? 'none' : state.alarms.map((alarm) => alarm.words).join(' · ')],
  ];
}

/** The session changes hands: what it is now, who comes, and that they take it. */
export function HandOverSheet() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const submission = useSubmission();
  const session = state?.session ?? null;
  if (state === null || session === null || now === null) return null;
  const { operator } = state;
  const { responsible } = session;
  const comes = operator !== null && operator.personId !== responsible.personId ? operator : null;
  const blocked = comes === null ? null : blockedBy(state, 'take-over-session', now.mono);
  const takeOver = async () => {
    if (await submission.send({ kind: 'take-over-session' })) {
      closeSheet(`The session is yours now, ${comes?.name ?? ''}.`);
    }
  };
  return (
    <Sheet
      title={`Hand over from ${responsible.name}`}
      testid="sheet-hand-over"
      empty
      foot={
        <>
          <LeaveSheet>{responsible.name} keeps it</LeaveSheet>
          {comes !== null && (
            <button
              type="button"
              className={blocked === null ? 'btn primary' : 'btn blocked'}
              data-testid="take-over"
              aria-disabled={blocked !== null}
              onClick={() => blocked === null && void takeOver()}
            >
              Take over as {comes.name}
              <small>{blocked ?? 'patient, pump and alarms seen'}</small>
            </button>
          )}
        </>
      }
    >
      {comes === null ? (
        <>
          <p className="lab">Whoever takes over signs in first.</p>
          <SignInForm onDone={() => undefined} />
        </>
      ) : (
        <div className="scroll grow">
          <FactsTable rows={rowsOf(state, session, now)} testid="hand-over-facts" />
        </div>
      )}
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
