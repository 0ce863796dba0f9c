import { amendedEvents } from '../../shared/review/amended-events';
import { amendedSession } from '../../shared/review/amended-session';
import type { Review } from '../../shared/review/fold';
import { numericName } from '../../shared/review/words';
import type { LoggedEvent } from '../../shared/session/events';
import { type ReviewModel, reviewModel } from '../../shared/timeline/model';
import { clockTime } from '../live/words';
import type { ReviewMark } from './review-graph';

/** The session as its entries read now; the very same model where nothing was put right afterwards. */
export function amendedModel(model: ReviewModel, events: readonly LoggedEvent[]): ReviewModel {
  if (!events.some(({ type }) => type === 'review.amended')) return model;
  const { detail, session } = model;
  const state = { ...detail.state, session: amendedSession(session, events) };
  return reviewModel({ ...detail, state, events: amendedEvents(events) }) ?? model;
}

/** What was noted at moments of the session, as marks on the graph; what was taken back hangs no more. */
export const remarkMarks = ({ remarks }: Review): ReviewMark[] =>
  remarks.flatMap(({ seq, ofSeq, momentAt, annotation, withdrawn }) => {
    if (withdrawn !== null) return [];
    const text = {
      note: 'Review note',
      'late-entry': 'Late entry',
      artefact:
        annotation.kind === 'artefact'
          ? `${numericName(annotation.sign)} artefact to ${clockTime(annotation.toAt)}`
          : '',
    }[annotation.kind];
    return [{ key: `review-${seq}`, t: momentAt / 1000, text, seq: ofSeq }];
  });
