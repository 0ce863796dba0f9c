import { forbidding } from '../../shared/limits/check';
import type { Finding, SoftReason } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import type { PreStartCheck } from '../../shared/session/verification/events';
import type { MonoMs } from '../../shared/time/clock';
import { proposeRate, type RateProposal } from '../live/rate-proposal';

/** Checks a person confirms with one touch, with what the touch says. */
export const touchedChecks: readonly {
  readonly check: Exclude<PreStartCheck, 'patient-identity' | 'syringe'>;
  readonly words: string;
  readonly evidence: string;
}[] = [
  { check: 'order', words: 'Order read, programme and ceiling', evidence: 'read on the screen' },
  { check: 'allergies', words: 'Allergies read aloud', evidence: 'patient agrees' },
  { check: 'consent', words: 'Consent for this session', evidence: 'seen' },
  { check: 'escort', words: 'Escort for the way home', evidence: 'named and on call' },
  { check: 'iv-site', words: 'IV line runs freely', evidence: 'looked at' },
  { check: 'rescue-equipment', words: 'Airway, oxygen, suction, rescue drugs', evidence: 'checked' },
];

/** Identifiers as typed from the wristband against the session's patient. Null: the same; else what differs. */
export function identityDiffers(
  typed: { readonly mrn: string; readonly birthDate: string },
  patient: { readonly mrn: string; readonly birthDate: string },
): { readonly mrn: string | null; readonly birthDate: string | null } {
  const mrn = typed.mrn.trim();
  const birthDate = typed.birthDate.trim();
  return {
    mrn:
      mrn === ''
        ? null
        : mrn === patient.mrn
          ? null
          : 'Not the number of this session. Read the wristband again.',
    birthDate:
      birthDate === ''
        ? null
        : !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)
          ? 'Type it as year-month-day: 1979-03-14.'
          : birthDate === patient.birthDate
            ? null
            : 'Not the birth date of this session. Ask and read again.',
  };
}

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
