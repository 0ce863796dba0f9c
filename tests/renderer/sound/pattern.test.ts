import { describe, expect, it } from 'vitest';
import { burstLength, harmonics, patterns, volumeAt } from '../../../renderer/sound/pattern';

const gaps = (priority: 'high' | 'medium' | 'low') => {
  const { pulses } = patterns[priority];
  return pulses.slice(1).map((pulse, i) => pulse.at - ((pulses[i]?.at ?? 0) + (pulses[i]?.length ?? 0)));
};

describe('the alarm bursts (SR-105, SR-106, SR-107, SR-108)', () => {
  it('have ten, three and one pulses', () => {
    expect(patterns.high.pulses).toHaveLength(10);
    expect(patterns.medium.pulses).toHaveLength(3);
    expect(patterns.low.pulses).toHaveLength(1);
  });

  it('group the high burst as three and two, twice', () => {
    const [a, b, c, d, between] = gaps('high');
    expect(a).toBeCloseTo(b ?? 0);
    expect(d).toBeCloseTo(a ?? 0);
    expect(c).toBeGreaterThan((a ?? 0) * 2);
    expect(between).toBeGreaterThanOrEqual(0.35);
    expect(between).toBeLessThanOrEqual(1.3);
    expect(gaps('high').slice(5)).toEqual(
      gaps('high')
        .slice(0, 4)
        .map((gap) => expect.closeTo(gap)),
    );
  });

  it('keep pulses of high shorter than those of medium, and pauses in their ranges', () => {
    for (const { length } of patterns.high.pulses) expect(length).toBeLessThanOrEqual(0.2);
    for (const { length } of patterns.medium.pulses) expect(length).toBeLessThanOrEqual(0.25);
    expect(patterns.high.pauseS).toBeGreaterThanOrEqual(2.5);
    expect(patterns.high.pauseS).toBeLessThanOrEqual(15);
    expect(patterns.medium.pauseS).toBeGreaterThanOrEqual(2.5);
    expect(patterns.low.pauseS).toBeGreaterThan(15);
    expect(burstLength(patterns.high)).toBeGreaterThan(burstLength(patterns.medium));
  });

  it('carry at least four components within 15 dB, from 150 to 1000 Hz', () => {
    const near = harmonics.filter((amplitude) => 20 * Math.log10(amplitude) >= -15);
    expect(near.length).toBeGreaterThanOrEqual(4);
    for (const { fundamentalHz } of Object.values(patterns)) {
      expect(fundamentalHz).toBeGreaterThanOrEqual(150);
      expect(fundamentalHz).toBeLessThanOrEqual(1000);
    }
  });

  it('rise from the floor, and to full volume when nobody answers', () => {
    const loudness = { floor: 0.3, usual: 0.6, riseSeconds: 3, fullAfterSeconds: 30 };
    expect(volumeAt(0, loudness)).toBe(0.3);
    expect(volumeAt(1.5, loudness)).toBeCloseTo(0.45);
    expect(volumeAt(3, loudness)).toBeCloseTo(0.6);
    expect(volumeAt(29, loudness)).toBe(0.6);
    expect(volumeAt(30, loudness)).toBe(1);
  });
});
