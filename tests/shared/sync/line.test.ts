import { describe, expect, test } from 'vitest';
import { lineOf, overdueHours } from '../../../shared/sync/line';
import type { ParkedItem, SyncStatus } from '../../../shared/sync/status';
import { epochMs } from '../../../shared/time/clock';

const at = epochMs(Date.UTC(2026, 10, 29, 12));
const HOUR_MS = 3_600_000;
const on: Extract<SyncStatus, { kind: 'on' }> = {
  kind: 'on',
  link: { kind: 'online', since: at },
  waiting: 0,
  oldestAt: null,
  lastSentAt: at,
  lastPulledAt: null,
  lanes: [],
  parked: [],
  history: [],
  skewMs: null,
};
const parked: ParkedItem = {
  ...{ kind: 'obs', key: 'k', revision: 1, sessionId: null, lane: 3, since: at, reason: 'why', holdsUp: 0 },
};

describe('the quiet line', () => {
  test('says nothing of a server where none is set up', () => {
    expect(lineOf({ kind: 'off' })).toEqual({ kind: 'off' });
  });

  test('counts what a person has to look at: refused items and forbidden lanes', () => {
    const lane = { waiting: 1, oldestAt: at };
    const line = lineOf({
      ...on,
      parked: [parked, { ...parked, key: 'l' }],
      lanes: [
        { lane: 0, ...lane, stopped: null },
        { lane: 5, ...lane, stopped: 'not allowed' },
      ],
    });
    expect(line).toMatchObject({ kind: 'on', refused: 3, waiting: 0 });
  });
});

describe('what waits too long', () => {
  const waiting = lineOf({ ...on, waiting: 4, oldestAt: epochMs(at - 24 * HOUR_MS) });
  test.each([
    ['the hours have passed', waiting, 24, 24],
    ['a minute is missing', waiting, 24 + 1 / 60, null],
    ['nothing waits', lineOf(on), 24, null],
    ['no server is set up', lineOf({ kind: 'off' }), 0.1, null],
  ])('%s', (_, line, allowed, expected) => {
    expect(overdueHours(line, at, allowed)).toBe(expected);
  });
});
