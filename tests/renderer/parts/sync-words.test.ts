import { describe, expect, test } from 'vitest';
import { lastingWords, refusedWords, syncWords } from '../../../renderer/parts/sync-words';
import type { SyncLine } from '../../../shared/sync/line';
import { epochMs } from '../../../shared/time/clock';

const at = epochMs(Date.UTC(2026, 10, 29, 12));
const ago = (minutes: number) => epochMs(at - minutes * 60_000);
const line = (over: Partial<Extract<SyncLine, { kind: 'on' }>>): SyncLine => ({
  ...{ kind: 'on', link: { kind: 'online', since: ago(5) }, waiting: 0, oldestAt: null, lastSentAt: null },
  refused: 0,
  ...over,
});
const offline = { kind: 'offline', since: ago(12), reason: 'no network' } as const;

describe('where else the record is', () => {
  test.each<[string, SyncLine]>([
    ['Kept on this workstation only', { kind: 'off' }],
    ['Server not heard yet', line({ link: { kind: 'not-known' } })],
    ['Server not heard yet, 3 records wait', line({ link: { kind: 'not-known' }, waiting: 3 })],
    ['Online, all is sent', line({})],
    ['Online, 1 record waits', line({ waiting: 1 })],
    ['Offline 12 min, 214 records wait', line({ link: offline, waiting: 214 })],
    ['Offline 12 min, all is sent', line({ link: offline })],
  ])('%s', (words, said) => {
    expect(syncWords(said, at)).toBe(words);
  });

  test('what the server refused is counted, never mixed with what waits', () => {
    expect(refusedWords(line({ waiting: 9 }))).toBeNull();
    expect(refusedWords(line({ refused: 3 }))).toBe('3 refused');
  });
});

test.each([
  [0.4, 'less than a minute'],
  [1, '1 min'],
  [119, '119 min'],
  [120, '2 h'],
  [47 * 60, '47 h'],
  [48 * 60, '2 days'],
])('%d min last %s', (minutes, words) => {
  expect(lastingWords(ago(minutes), at)).toBe(words);
});
