import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../shared/session/events';
import { growingReview } from '../../../shared/timeline/growing';
import type { ReviewModel } from '../../../shared/timeline/model';
import { inventedDetail } from '../review-harness/invented-detail';
import { inventedLog } from '../review-harness/invented-session';

/** What is shown; without what only says how it was read. */
function shown({ detail, ...rest }: ReviewModel) {
  const { events, series, state } = detail;
  return { ...rest, events, series, state };
}

/** A detail as read in the middle of the session, and then fed with the rest. */
function grownFrom(count: number, size: number): { grown: ReviewModel; log: LoggedEvent[] } {
  const log = inventedLog();
  const first = inventedDetail(log.slice(0, count));
  const review = growingReview({ ...first, summary: { ...first.summary, phase: 'preparing' } });
  if (review === null) throw new Error('no session');
  for (let from = count; from < log.length; from += size) review.append(log.slice(from, from + size));
  return { grown: review.model(), log };
}

describe('a session under review that grows', () => {
  it.each([
    [12, 4_001],
    [9_000, 61],
    [31_000, 7],
  ])(
    'comes to the same as one that is read at its end: %i entries first, then %i at a time',
    (count, size) => {
      const { grown, log } = grownFrom(count, size);
      const read = growingReview(inventedDetail(log))?.model() as ReviewModel;
      expect(shown(grown)).toEqual(shown(read));
    },
  );

  it('passes over what it knows and what belongs to another session', () => {
    const log = inventedLog();
    const review = growingReview(inventedDetail(log));
    const before = review?.model();
    const other = log.slice(-3).map((event) => ({ ...event, seq: event.seq + 100, sessionId: 'other' }));
    expect(review?.append(log.slice(-50))).toBe(before);
    expect(review?.append(other)).toBe(before);
  });

  it('keeps the entries it has while only readings come, so that the list of events need not be read again', () => {
    const log = inventedLog();
    const start = log.findIndex(({ type }) => type === 'monitor.reading') + 400;
    const review = growingReview(inventedDetail(log.slice(0, start)));
    const before = review?.model();
    const readings = log.slice(start).filter(({ type }) => type === 'pump.reading');
    const after = review?.append(readings.slice(0, 2));
    expect(after).not.toBe(before);
    expect(after?.log).toBe(before?.log);
  });
});
