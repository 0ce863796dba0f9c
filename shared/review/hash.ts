import { canonical } from '../record/canonical';
import { sha256 } from '../record/sha256';
import type { EventBody } from '../session/events';

/** What binds a review's signature to who gave it, what it says and what it stands under. */
export const reviewHash = ({
  by,
  meaning,
  statement,
  content,
}: Omit<EventBody<'review.signed'>, 'hash'>): string =>
  sha256(canonical({ by, meaning, statement, content }));
