import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { burstLength, harmonics, patterns } from '../../../renderer/sound/pattern';
import type { AlarmPriority } from '../../../shared/alarms/alarm';
import { alarmTable } from '../../../shared/alarms/table';

type Range = readonly [least: number, most: number];

/**
 * IEC 60601-1-8:2006 with amendments 1 and 2: tables 2 (light), 3 and 4 (sound). `burstEveryS` is the time between
 * the end of one burst and the start of the next. What comes out of the built console is measured by the journeys
 * alarm-sound and alarm-flash; this one holds what the console is told to make against the same table.
 */
const standard: Record<
  AlarmPriority,
  { pulses: readonly number[]; pulseS: Range; burstEveryS: Range; flashHz: Range; duty: Range }
> = {
  high: { pulses: [10], pulseS: [0.075, 0.2], burstEveryS: [2.5, 15], flashHz: [1.4, 2.8], duty: [0.2, 0.6] },
  medium: {
    pulses: [3],
    pulseS: [0.125, 0.25],
    burstEveryS: [2.5, 30],
    flashHz: [0.4, 0.8],
    duty: [0.2, 0.6],
  },
  low: { pulses: [1, 2], pulseS: [0.125, 0.25], burstEveryS: [15, Infinity], flashHz: [0, 0], duty: [1, 1] },
};

const styles = readFileSync('renderer/theme/alarm-bar.css', 'utf8');
const frames = readFileSync('renderer/theme/page.css', 'utf8');
const tokens = readFileSync('renderer/theme/tokens.css', 'utf8');

/** How a bar of this priority flashes by its style sheet; steady is 0 Hz and always on. */
function flash(priority: AlarmPriority): { hz: number; duty: number } {
  const rule = new RegExp(`\\.alarm-message\\.${priority} \\{[^}]*\\}`).exec(styles)?.[0] ?? '';
  if (!rule.includes('animation')) return { hz: 0, duty: 1 };
  const periodMs = Number(new RegExp(`--flash-${priority}: (\\d+)ms`).exec(tokens)?.[1]);
  const keyframes = new RegExp(`@keyframes flash-${priority} \\{[\\s\\S]*?\\n\\}`).exec(frames)?.[0] ?? '';
  const turns = [...keyframes.matchAll(/(\d+)%/g)]
    .map(([, percent]) => Number(percent))
    .filter((at) => at > 0);
  return { hz: 1_000 / periodMs, duty: (turns[0] ?? 0) / 100 };
}

const expectWithin = (value: number, [least, most]: Range): void => {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
};

describe('sound and light against the table of the standard (SR-122)', () => {
  it.each(['high', 'medium', 'low'] as const)('%s: pulses, their length, bursts, flash', (priority) => {
    const { pulses, pauseS, fundamentalHz } = patterns[priority];
    const { pulses: counts, pulseS, burstEveryS, flashHz, duty } = standard[priority];
    expect(counts).toContain(pulses.length);
    for (const { length } of pulses) expectWithin(length, pulseS);
    expectWithin(pauseS, burstEveryS);
    expectWithin(fundamentalHz, [150, 1_000]);
    expectWithin(flash(priority).hz, flashHz);
    expectWithin(flash(priority).duty, duty);
  });

  it('four harmonics and more lie within 15 dB of the fundamental, below 4 kHz', () => {
    for (const { fundamentalHz } of Object.values(patterns)) {
      const heard = harmonics.filter(
        (amplitude, i) => 20 * Math.log10(amplitude) >= -15 && fundamentalHz * (i + 1) <= 4_000,
      );
      expect(heard.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('the more urgent one is the faster one, in sound and light', () => {
    const share = (priority: AlarmPriority): number =>
      burstLength(patterns[priority]) / (burstLength(patterns[priority]) + patterns[priority].pauseS);
    expect(share('high')).toBeGreaterThan(share('medium'));
    expect(share('medium')).toBeGreaterThan(share('low'));
    expect(flash('high').hz).toBeGreaterThan(flash('medium').hz);
    expect(flash('medium').hz).toBeGreaterThan(flash('low').hz);
  });

  it('every alarm has one of the three priorities, by harm and onset', () => {
    for (const { grades } of Object.values(alarmTable))
      for (const priority of Object.keys(grades)) expect(Object.keys(standard)).toContain(priority);
  });
});
