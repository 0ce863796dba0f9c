import { expect, test } from 'vitest';
import { emptyObservation } from '../../../shared/observation/observation';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { scoreSets, scoreText } from '../../../shared/timeline/scores';
import { nurse } from '../review-harness/invented-order';

const timed = (draft: EventDraft, seq: number, atS: number) => ({
  t: atS,
  event: {
    ...draft,
    seq,
    sessionId: 's',
    runId: 'r',
    at: epochMs(atS * 1000),
    mono: monoMs(atS * 1000),
    version: 1,
  } as LoggedEvent,
});

test('a late set stands at its own time, a corrected one with its new value and a mark (SR-158)', () => {
  const seen = (atS: number, painNrs: number) => ({ ...emptyObservation(epochMs(atS * 1000)), painNrs });
  const by = nurse;
  const log = [
    timed({ type: 'observation.recorded', body: { by, late: false, observation: seen(600, 5) } }, 1, 600),
    timed({ type: 'observation.recorded', body: { by, late: true, observation: seen(300, 7) } }, 2, 900),
    timed(
      {
        type: 'observation.corrected',
        body: { by, ofSeq: 1, was: seen(600, 5), now: seen(600, 3), why: 'misheard' },
      },
      3,
      950,
    ),
  ];
  const sets = scoreSets(log);
  expect(sets.map((set) => [set.t, scoreText(set, 'painNrs'), set.corrected])).toEqual([
    [300, '7', false],
    [600, '3', true],
  ]);
});
