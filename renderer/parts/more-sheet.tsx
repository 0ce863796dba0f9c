import type { Order } from '../../shared/dosing/order';
import { writtenNumber } from '../../shared/dosing/rate-words';
import { orderedWeight } from '../../shared/dosing/weight';
import type { Patient } from '../../shared/record/patient';
import { blockedBy } from '../../shared/session/blocked';
import { withUnit } from '../../shared/units/format';
import { lock } from '../live/lock';
import { closeSheet, goTo, openSheet } from '../live/route';
import { useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { allergyWords, clockTime, dateWords, lengthWords } from '../live/words';
import { stepsWords } from './banner';
import { FactsTable } from './facts-table';
import { HoldButton } from './hold-button';
import { LeaveSheet, Refusals, Sheet } from './sheet';

function Facts({ patient, order }: { patient: Patient; order: Order }) {
  const rows: [string, string][] = [
    ['Patient', `${patient.name}, born ${dateWords(patient.birthDate)}, MRN ${patient.mrn}`],
    ['Allergies', allergyWords(patient)],
    [
      'Drug',
      `${order.drug} ${withUnit(order.concentrationMgPerMl, 'mg/mL')} in ${withUnit(order.containerMl, 'mL')} ${order.diluent}`,
    ],
    [
      'Programme',
      `${stepsWords(order)} from ${order.steps.map((step) => `${step.fromMinute} min`).join(', ')}`,
    ],
    ['Ceiling', `${writtenNumber(order, order.maxRateMgPerKgPerHour)} ${order.orderedUnit}`],
    ['Ends at', `${withUnit(order.totalMg, 'mg')} or ${lengthWords(order.durationMin)}, whichever is first`],
    [
      'Weight',
      `${withUnit(order.dosingWeightKg, 'kg')} dosing, ${order.weightBasis}; ${withUnit(order.measuredWeightKg, 'kg')} measured ${clockTime(order.weighedAt)}. ${orderedWeight(order).words}`,
    ],
    ['Cuff', `every ${withUnit(order.nibpEveryMin, 'min')}`],
    ['Signed by', order.signedBy === null ? 'not signed' : `${order.signedBy.name}, ${order.signedBy.role}`],
  ];
  return <FactsTable rows={rows} />;
}

/** The rest: the order in full, end, close, lock, about. */
export function MoreSheet() {
  const { state, facts } = useLive((view) => view);
  const now = useNow();
  const submission = useSubmission();
  const session = state?.session ?? null;
  if (state === null || session === null || now === null) return null;
  const end = blockedBy(state, 'end-infusion', now.mono);
  const close = blockedBy(state, 'close-session', now.mono);
  const lockNow = () => void lock().then(() => closeSheet());
  return (
    <Sheet
      title="Order and session"
      testid="sheet-more"
      empty
      foot={
        <div className="more-actions">
          <LeaveSheet>Back</LeaveSheet>
          {session.phase === 'preparing' || session.phase === 'recovery' ? (
            <HoldButton
              words={
                session.phase === 'recovery' ? 'Hold to close the session' : 'Hold to abandon, nothing given'
              }
              below="the record stays on this workstation"
              testid="more-close-hold"
              blocked={close === null ? null : close.replace(/:.*/, '')}
              onHeld={() => void submission.send({ kind: 'close-session' })}
            />
          ) : (
            <button
              type="button"
              className={end === null ? 'btn' : 'btn blocked'}
              data-testid="end-infusion"
              onClick={() => end === null && openSheet('end')}
            >
              End the infusion
              {end !== null && <small>{end}</small>}
            </button>
          )}
          <button
            type="button"
            className="btn"
            data-testid="open-adjunct"
            disabled={state.operator === null}
            onClick={() => openSheet('adjunct')}
          >
            Give another drug
          </button>
          {(session.phase === 'infusing' || session.phase === 'paused') && (
            <button
              type="button"
              className={state.operator === null ? 'btn blocked' : 'btn'}
              data-testid="next-syringe"
              aria-disabled={state.operator === null}
              onClick={() => state.operator !== null && openSheet('next-syringe')}
            >
              Next syringe
              <small>label, second check</small>
            </button>
          )}
          <button
            type="button"
            className="btn"
            data-testid="hand-over"
            onClick={() => openSheet('hand-over')}
          >
            Hand over
          </button>
          <button
            type="button"
            className={state.operator === null ? 'btn blocked' : 'btn'}
            data-testid="more-questionnaires"
            aria-disabled={state.operator === null}
            onClick={() => state.operator !== null && goTo('questionnaires')}
          >
            PHQ-9, risk
          </button>
          <button
            type="button"
            className={state.operator === null ? 'btn blocked' : 'btn'}
            data-testid="open-reading"
            aria-disabled={state.operator === null}
            onClick={() => state.operator !== null && window.bridge.tell('openReading', {})}
          >
            Read it
            <small>in a second window</small>
          </button>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
            Worklist
          </button>
          <button
            type="button"
            className="btn"
            data-testid="lock"
            disabled={state.operator === null}
            onClick={lockNow}
          >
            Lock
          </button>
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled */}
      <section className="scroll grow" tabIndex={0} aria-label="Order">
        <Facts patient={session.patient} order={session.order} />
        <p className="lab about" data-testid="about">
          Infusion Console {facts?.version ?? ''}. Not a cleared medical device. Record folder:{' '}
          {facts?.recordFolder ?? ''}
        </p>
      </section>
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
