import type { SessionDetail } from '../ipc/session-detail';
import { growingReview } from './growing';
import type { ReviewModel } from './review-model';

export { ALARMS, type ReviewModel, SCORES } from './review-model';

/** Reads one session for review; null when its log never opened one. */
export function reviewModel(detail: SessionDetail): ReviewModel | null {
  return growingReview(detail)?.model() ?? null;
}
