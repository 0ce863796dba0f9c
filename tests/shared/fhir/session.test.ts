import { describe, expect, test } from 'vitest';
import { closedStream } from '../review/closed';
import { expectRight, itemsOf, seededLogs } from './kit';

describe('every resource of a session', () => {
  test('is right: R4, the profiles that it claims, bindings, references, keys', () => {
    expectRight(itemsOf(closedStream()));
  });

  test('of invented sessions too, second by second', () => {
    const logs = seededLogs(3, 1, 11);
    for (const log of logs) expectRight(itemsOf(log));
    expect(logs.flatMap((log) => itemsOf(log)).length).toBeGreaterThan(50);
  }, 120_000);
});
