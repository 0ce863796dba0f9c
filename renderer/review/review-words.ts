import type { ReviewStanding } from '../../shared/ipc/session-detail';
import { isReviewed, type Review } from '../../shared/review/fold';
import { clockTime, counted } from '../live/words';

/** How a session stands with its review, in a word for its header. */
export function reviewStandingWords(review: Review, open: boolean): string {
  if (open) return 'Session open';
  if (isReviewed(review)) return 'Review signed';
  return review.signatures.length === 0 ? 'Waits for sign-off' : 'Signature BROKEN';
}

/** The same for the narrow place of a tab. */
export function tabWords(review: Review, open: boolean): string {
  if (open) return 'session open';
  if (isReviewed(review)) return 'signed';
  return review.signatures.length === 0 ? 'not signed' : 'BROKEN';
}

/** How many entries arrived and whether their seals hold (ui.md 17). */
export function checkWords(standing: ReviewStanding | null): string {
  if (standing === null) return 'checking the record';
  const { check } = standing;
  if (check === null) return 'checked when the session is closed';
  const entries = counted(check.entries, 'entry', 'entries');
  if (check.broken !== null)
    return `${entries}, seal of ${check.broken.fromSeq} to ${check.broken.toSeq} does NOT hold`;
  if (check.missing > 0) return `${entries}, ${check.missing} MISSING`;
  return check.unsealed > 0
    ? `${entries}, ${check.unsealed} from before the seals`
    : `${entries}, seals hold`;
}

/** Date and time as a signature or an entry made later shows them: `2026-03-12 15:02`. */
export const dateTime = (at: number): string =>
  `${new Date(at).toLocaleDateString('sv-SE')} ${clockTime(at)}`;

/** The moment of `HH:MM` that is nearest to another one; null: that is no time. */
export function momentNear(text: string, near: number): number | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  if (parts === null) return null;
  const days = [-1, 0, 1].map((day) => {
    const date = new Date(near);
    date.setDate(date.getDate() + day);
    return date.setHours(Number(parts[1]), Number(parts[2]), 0, 0);
  });
  return days.reduce((best, one) => (Math.abs(one - near) < Math.abs(best - near) ? one : best));
}
