import { describe, expect, test } from 'vitest';
import { checkWords, momentNear, reviewStandingWords } from '../../../renderer/review/review-words';
import { reviewOf } from '../../../shared/review/fold';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { reviewModel } from '../../../shared/timeline/model';
import { openFacts } from '../../../shared/timeline/open-facts';
import { closedStream, goodCheck, later, said, signed } from '../../shared/review/closed';
import { nurse, physician } from '../../shared/session-kit';
import { inventedDetail } from '../review-harness/invented-detail';

const detail = inventedDetail();
const stream = closedStream();

describe('what a reviewer should have looked at', () => {
  const model = reviewModel(detail);
  const facts = model === null ? [] : openFacts(model);
  const told = facts.map(({ title, words }) => `${title}: ${words}`);

  test('alarms that nobody saw, what was not confirmed and when it was settled, gaps; in order of time', () => {
    expect(told).toEqual([
      'Alarm: Monitor silent, not seen by anyone',
      expect.stringMatching(/^Gap: monitor silent/),
      expect.stringMatching(/^Alarm: NOT CONFIRMED/),
      expect.stringMatching(/^Not confirmed: no answer from the pump, settled 12:34$/),
      expect.stringMatching(/^Gap: pump silent/),
      expect.stringMatching(/^Gap: console off/),
    ]);
    expect(facts.map(({ t }) => t)).toEqual(facts.map(({ t }) => t).sort((a, b) => a - b));
  });

  test('limits that were passed, with who and why', () => {
    const [first] = detail.events;
    if (first === undefined) throw new Error('an empty log');
    const body = { by: nurse, physician, check: 'fasting', reason: 'urgent' };
    const overridden = { ...first, seq: 2, type: 'check.overridden', body } as LoggedEvent;
    const passed = reviewModel({ ...detail, events: [first, overridden, ...detail.events.slice(1)] });
    expect(passed === null ? [] : openFacts(passed)[0]).toMatchObject({
      ...{ title: 'Limit passed', seq: 2, words: 'check “fasting” by Dana Doctor: urgent' },
    });
  });

  test('a review entry of days later moves nothing on the session’s axis', () => {
    const draft: EventDraft = { type: 'review.commented', body: { by: physician, text: 'well' } };
    const after = reviewModel({ ...detail, events: later(detail.events, draft) });
    expect([after?.from, after?.to, after?.log.length]).toEqual([model?.from, model?.to, model?.log.length]);
  });
});

test('the header says how it stands, and how many entries arrived with which seals', () => {
  const comment = { kind: 'comment', text: 'well' } as const;
  const set = stream.find(({ type }) => type === 'note.recorded');
  const amend = {
    kind: 'amend',
    field: 'note',
    was: 'sees clouds',
    now: 'sees crowds',
    reason: 'x',
  } as const;
  const broken = said(signed(stream), { ...amend, ofSeq: set?.seq ?? 0 });
  expect(
    [stream, said(stream, comment), signed(stream), broken].map((of) =>
      reviewStandingWords(reviewOf(of), false),
    ),
  ).toEqual(['Waits for sign-off', 'Waits for sign-off', 'Review signed', 'Signature BROKEN']);
  const standing = { by: physician, against: [], needs: 'pin', check: goodCheck } as const;
  const words = (check: object) => checkWords({ ...standing, check: { ...goodCheck, ...check } });
  expect(words({})).toBe('900 entries, seals hold');
  expect(words({ missing: 2 })).toBe('900 entries, 2 MISSING');
  expect(words({ broken: { fromSeq: 4, toSeq: 9 } })).toContain('4 to 9 does NOT hold');
  expect(words({ unsealed: 900 })).toContain('from before the seals');
  expect(checkWords(null)).toBe('checking the record');
});

test('a time of day is the one nearest to the session, over midnight too', () => {
  const near = new Date(2026, 2, 12, 23, 50).getTime();
  expect(momentNear('00:10', near)).toBe(new Date(2026, 2, 13, 0, 10).getTime());
  expect(momentNear('23:40', near)).toBe(new Date(2026, 2, 12, 23, 40).getTime());
  for (const text of ['', '24:00', '9:5', 'ten']) expect(momentNear(text, near)).toBeNull();
});
