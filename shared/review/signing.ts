import type { Actor } from '../record/people';
import { mayDo } from '../record/permissions';
import type { EventBody, LoggedEvent } from '../session/events';
import { type Fingerprint, formsOfToday } from '../session/fingerprint';
import { signedTotals } from '../session/recovery/signature';
import type { ReviewContent, ReviewMeaning } from '../session/review/events';
import type { Session } from '../session/state';
import type { MonoMs } from '../time/clock';
import { formatDuration, withUnit } from '../units/format';
import { againstClosed } from './decide';
import type { AmendedEntry, BrokenWhy, ReviewSignature } from './fold';
import { reviewHash } from './hash';

/** What the check of a session's entries in the record found. */
export type RecordCheck = {
  /** Entries of the session, readings included. */
  readonly entries: number;
  /** Numbers that no entry of the record has though they lie within the session. */
  readonly missing: number;
  /** The first entries whose seal does not hold; null: all hold. */
  readonly broken: { readonly fromSeq: number; readonly toSeq: number } | null;
  /** Entries from before the record had seals. */
  readonly unsealed: number;
  /** The link that seals the end of the session; null: none does. */
  readonly seal: ReviewContent['seal'];
};

/** What the record's own check says against signing, in words for the screen. */
export function againstCheck({ broken, missing }: RecordCheck): string[] {
  return [
    ...(missing === 0
      ? []
      : [
          `${missing} ${missing === 1 ? 'entry is' : 'entries are'} missing from the record of this session.`,
        ]),
    ...(broken === null
      ? []
      : [
          `Entries ${broken.fromSeq} to ${broken.toSeq} are not what was written: their seal does not hold. Have the record looked at before signing.`,
        ]),
  ];
}

/** Why nobody can sign a session's review now; empty: a physician can (ui.md 17). */
export function againstSigning(
  events: readonly LoggedEvent[],
  session: Session | null,
  check: RecordCheck,
): string[] {
  const closed = againstClosed(events);
  if (closed !== null) return [closed];
  const unresolved = session?.openCommand != null;
  return [
    ...(unresolved ? ['A command to the pump is not resolved in this log.'] : []),
    ...againstCheck(check),
  ];
}

/** Why this person does not sign; null: they may. */
export function againstSigner(by: Actor | null): string | null {
  if (by === null) return 'Nobody is signed in. Sign in first.';
  return mayDo(by.role, 'sign-review')
    ? null
    : `Physicians sign a review. The role of ${by.name} is ${by.role}.`;
}

/** Why a signature does not hold, with what the check of the record says of the seal that it names. */
export function whyBroken(
  { broken, content }: ReviewSignature,
  check: RecordCheck | null,
): readonly BrokenWhy[] {
  const moved = content.seal !== null && check !== null && content.seal.hash !== check.seal?.hash;
  const words = 'the seal of the record at the end of the session is another one now';
  return moved ? [{ kind: 'changed', words }, ...broken] : broken;
}

type Signed = EventBody<'review.signed'>;

/**
 * A signature of `by` under everything that stands now. `session`: the fold of the entries as they read now, with what
 * was put right (`amendedEvents`).
 */
export function signedReview(parts: {
  readonly by: Actor;
  readonly meaning: ReviewMeaning;
  readonly session: Session;
  readonly mono: MonoMs;
  readonly amended: readonly AmendedEntry[];
  /** Of every entry as it was written (`fingerprintOf`). */
  readonly fingerprint: Fingerprint;
  readonly discharge: string | null;
  readonly check: RecordCheck;
}): Signed {
  const { by, meaning, session, mono, amended, discharge, check } = parts;
  const { fromSeq, lastSeq, count, digest } = parts.fingerprint;
  const totals = signedTotals(session, mono);
  const amendments = amended.reduce((sum, { corrections }) => sum + corrections.length, 0);
  const content: ReviewContent = {
    sessionId: session.sessionId,
    patientId: session.patient.patientId,
    orderId: session.order.orderId,
    fromSeq,
    toSeq: lastSeq,
    entries: count,
    digest,
    forms: formsOfToday,
    amendments,
    discharge,
    seal: check.seal,
    ...totals,
  };
  const dose = withUnit(totals.doseMg.high, 'mg');
  const said = meaning === 'approved' ? 'Reviewed and approved' : 'Reviewed';
  const changed =
    amendments === 0 ? 'no correction' : `${amendments} ${amendments === 1 ? 'correction' : 'corrections'}`;
  const statement = `${said}. ${dose} given in ${formatDuration(totals.infusedMs)} of infusion, ${check.entries} entries, ${changed}.`;
  const body = { by, meaning, statement, content };
  return { ...body, hash: reviewHash(body) };
}
