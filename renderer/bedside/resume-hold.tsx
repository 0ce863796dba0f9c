import { toMgPerKgPerHour } from '../../shared/dosing/convert';
import { leadWords } from '../../shared/dosing/rate-words';
import type { Finding } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { withUnit } from '../../shared/units/format';
import { type MgPerKgPerHour, mgPerKgPerHour } from '../../shared/units/units';
import { proposeRate, whyForbidden } from '../live/rate-proposal';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from '../parts/hold-button';

/** The rate before the pause per kilogram. */
export function rateBeforePause(session: Session): MgPerKgPerHour | null {
  const rate = session.rateBeforePauseMlPerHour;
  if (rate === null || !(rate > 0)) return null;
  const { concentrationMgPerMl, dosingWeightKg } = session.order;
  return mgPerKgPerHour(toMgPerKgPerHour(rate, concentrationMgPerMl, dosingWeightKg));
}

/** Here nothing can be typed: a reason has its place on the other button's sheet. */
function unasked(forbidden: readonly Finding[]): string | null {
  const isHard = forbidden.some(({ severity }) => severity === 'hard');
  return forbidden.length > 0 && !isHard ? 'needs a reason: use the other button' : whyForbidden(forbidden);
}

/** Back to the rate before the pause; a hold, and never where PAUSE is. */
export function ResumeHold({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const rate = rateBeforePause(session);
  const proposal =
    rate === null ? null : proposeRate(state, session, now.mono, rate, { purpose: 'resume', reasons: [] });
  const blocked =
    blockedBy(state, 'resume-infusion', now.mono) ??
    (rate === null ? 'no rate to go back to' : null) ??
    (proposal === null ? null : unasked(proposal.forbidden)) ??
    submission.reasons[0] ??
    null;
  const shown = rate === null ? '' : leadWords(session.order, rate);
  return (
    <HoldButton
      words="Hold to RESUME"
      below={rate === null ? '' : `${shown} = ${withUnit(session.rateBeforePauseMlPerHour ?? 0, 'mL/h')}`}
      testid="resume-hold"
      blocked={submission.pending ? 'asking' : blocked}
      onHeld={() => {
        if (rate !== null)
          void submission.send({ kind: 'resume-infusion', rateMgPerKgPerHour: rate, reasons: [] });
      }}
    />
  );
}
