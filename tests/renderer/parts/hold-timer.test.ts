import { describe, expect, it } from 'vitest';
import {
  cancelWords,
  HOLD_MS,
  HOLD_OVER_SOFT_MS,
  type Hold,
  type HoldInput,
  held,
  holdShare,
  idle,
} from '../../../renderer/parts/hold-timer';

const press = (atMs: number, repeat = false): HoldInput => ({ kind: 'press', atMs, repeat });
const holdAfter = (inputs: HoldInput[], length = HOLD_MS): Hold =>
  inputs.reduce((hold, input) => held(hold, input, length), idle);

describe('a hold', () => {
  it('is done when its time is full, not a millisecond before', () => {
    expect(holdAfter([press(0), { kind: 'tick', atMs: HOLD_MS - 1 }]).kind).toBe('holding');
    expect(holdAfter([press(0), { kind: 'tick', atMs: HOLD_MS }]).kind).toBe('done');
  });

  it('is longer over a soft limit', () => {
    const inputs: HoldInput[] = [press(0), { kind: 'tick', atMs: HOLD_OVER_SOFT_MS - 1 }];
    expect(holdAfter(inputs, HOLD_OVER_SOFT_MS).kind).toBe('holding');
  });

  it('is cancelled by letting go, and says so (SR-006)', () => {
    const hold = holdAfter([press(0), { kind: 'release' }, { kind: 'tick', atMs: 5000 }]);
    expect(cancelWords(hold)).toContain('Let go too early');
  });

  it('is cancelled by sliding off, and coming back does not go on', () => {
    const hold = holdAfter([press(0), { kind: 'slide-off' }, { kind: 'tick', atMs: HOLD_MS }]);
    expect(cancelWords(hold)).toContain('Slid off');
  });

  it('ends without words when the sentence under the finger changes', () => {
    expect(holdAfter([press(0), { kind: 'changed' }])).toEqual(idle);
  });

  it('is not begun by a key that repeats by itself', () => {
    expect(holdAfter([press(0, true), { kind: 'tick', atMs: 5000 }])).toEqual(idle);
  });

  it('happens once per press (SR-048)', () => {
    const done = holdAfter([press(0), { kind: 'tick', atMs: HOLD_MS }]);
    expect(held(done, press(9000), HOLD_MS)).toBe(done);
    expect(holdAfter([press(0), { kind: 'tick', atMs: HOLD_MS }, { kind: 'release' }])).toEqual(idle);
  });

  it('shows how far it is', () => {
    expect(holdShare(holdAfter([press(100)]), 850, HOLD_MS)).toBe(0.5);
    expect(holdShare(idle, 850, HOLD_MS)).toBe(0);
  });
});
