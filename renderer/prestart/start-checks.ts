import { forbidding } from '../../shared/limits/check';
import type { Finding, SoftReason } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import type { MonoMs } from '../../shared/time/clock';
import { proposeRate, type RateProposal } from '../live/rate-proposal';

export type StartVerdict = {
  readonly proposal: RateProposal | null;
  readonly findings: readonly Finding[];
  readonly soft: readonly Finding[];
  /** What is open, in the words of the button; null: it may be held. */
  readonly blocked: string | null;
};

/** Everything START depends on, judged again whenever anything changes. */
export function startVerdict(
  state: BedsideState,
  session: Session,
  mono: MonoMs,
  reasons: readonly SoftReason[],
  tooSmall: string | null,
): StartVerdict {
  const first = session.order.steps[0];
  const proposal =
    first === undefined
      ? null
      : proposeRate(state, session, mono, first.rateMgPerKgPerHour, { purpose: 'start', reasons });
  const findings = proposal?.findings ?? [];
  const soft = findings.filter((finding) => finding.severity === 'soft');
  const hard = findings.filter((finding) => finding.severity === 'hard');
  const unexplained = forbidding(soft, reasons, session.limits.reasonCodes);
  const open = [
    ...hard.map((finding) => finding.words),
    ...(unexplained.length > 0 ? [`${unexplained.length} soft limit without a reason`] : []),
    ...(proposal === null ? ['what this pump can do is not known yet'] : []),
  ];
  const blocked =
    tooSmall ?? blockedBy(state, 'start-infusion', mono) ?? (open.length > 0 ? open.join(', ') : null);
  return { proposal, findings, soft, blocked };
}
