import { describe, expect, it } from 'vitest';
import { keepAwake } from '../../../electron/shell/awake';

function blocker() {
  const on = new Set<number>();
  let next = 0;
  return {
    on,
    works: true,
    breaks: false,
    start() {
      if (this.breaks) throw new Error('no bus');
      next += 1;
      if (this.works) on.add(next);
      return next;
    },
    stop: (id: number) => void on.delete(id),
    isStarted: (id: number) => on.has(id),
  };
}

describe('keeping display and machine awake (SR-200)', () => {
  it('is on once while it is needed, and off after', () => {
    const one = blocker();
    const awake = keepAwake(one);
    expect(awake.keep(false)).toBeNull();
    expect(one.on.size).toBe(0);
    expect([awake.keep(true), awake.keep(true)]).toEqual([null, null]);
    expect([one.on.size, awake.on()]).toEqual([1, true]);
    expect(awake.keep(false)).toBeNull();
    expect([one.on.size, awake.on()]).toEqual([0, false]);
  });

  it('is started again when it went off by itself', () => {
    const one = blocker();
    const awake = keepAwake(one);
    awake.keep(true);
    one.on.clear();
    expect(awake.keep(true)).toBeNull();
    expect(one.on.size).toBe(1);
  });

  it('says when it can not be, and tries again', () => {
    const one = blocker();
    const awake = keepAwake(one);
    one.works = false;
    expect(awake.keep(true)).toContain('does not let itself be kept awake');
    one.works = true;
    one.breaks = true;
    expect(awake.keep(true)).toContain('no bus');
    one.breaks = false;
    expect(awake.keep(true)).toBeNull();
  });
});
