import { describe, expect, it } from 'vitest';
import { burstOf, components, pulsesOf } from '../../journeys/burst';

const rate = 48_000;
const silence = (s: number): number[] => new Array<number>(Math.round(s * rate)).fill(0);
const tone = (s: number, hz: number, parts: readonly number[]): number[] =>
  silence(s).map((_, i) =>
    parts.reduce((sum, part, n) => sum + 0.2 * part * Math.sin((2 * Math.PI * hz * (n + 1) * i) / rate), 0),
  );

describe('the measure that the captured sound is held against (SR-108)', () => {
  it('finds nothing in silence, nor in a hum too faint to hear', () => {
    expect(pulsesOf(silence(2), rate)).toEqual([]);
    expect(pulsesOf(tone(2, 440, [0.01]), rate)).toEqual([]);
  });

  it('counts pulses, and tells a pure tone from one with harmonics', () => {
    const pure = [...silence(0.2), ...tone(0.2, 440, [1]), ...silence(0.3), ...tone(0.2, 440, [1])];
    const pulses = pulsesOf([...pure, ...silence(0.1)], rate);
    expect(pulses).toHaveLength(2);
    expect(components(burstOf(pure, pulses[0], rate), rate)).toMatchObject({ within15dB: 1 });
    const rich = [...silence(0.2), ...tone(0.2, 440, [1, 0.8, 0.65, 0.5]), ...silence(0.1)];
    const found = components(burstOf(rich, pulsesOf(rich, rate)[0], rate), rate);
    expect(found.within15dB).toBe(4);
    expect(Math.abs(found.fundamentalHz - 440)).toBeLessThanOrEqual(5);
  });
});
