import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveredMg } from '../../shared/session/view';
import { formatIn, withUnit } from '../../shared/units/format';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from '../parts/hold-button';
import { LeaveSheet, Refusals, Sheet } from '../parts/sheet';
import { rangeText } from './dose-given';

/** Ending is for good: the rest of the order is not given. A hold, with what was given in its sentence. */
export function EndSheet({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const { lowMg, highMg, exact } = deliveredMg(session, now.mono);
  const given = rangeText(lowMg, highMg, exact, (value) => formatIn(value, 'mg'));
  const end = async () => {
    if (await submission.send({ kind: 'end-infusion' })) closeSheet();
  };
  return (
    <Sheet
      title="End the infusion"
      testid="sheet-end"
      empty
      foot={
        <>
          <LeaveSheet>Go on with the session</LeaveSheet>
          <HoldButton
            words={`Hold to end at ${given} mg`}
            below="the pump will be asked to stop"
            confirms="end"
            testid="end-hold"
            blocked={submission.pending ? 'asking' : blockedBy(state, 'end-infusion', now.mono)}
            onHeld={() => void end()}
          />
        </>
      }
    >
      <p>
        {given} mg of {withUnit(session.order.totalMg, 'mg')} given. The rest is not given, and the session
        goes to recovery. PAUSE is the way to stop for a while.
      </p>
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
