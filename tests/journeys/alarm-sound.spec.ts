// The sound that the built console sends to the loudspeaker, taken off at the destination of its own audio graph.

import { burstOf, components, pulsesOf } from './burst';
import { startCast } from './cast';
import { expect, test } from './launch';
import { signIn } from './nurse';

type Heard = Window & {
  heard: { rate: number; samples: number[] };
};

/** Copies whatever any node sends to a loudspeaker; put into the page before its own scripts run. */
function listen(): void {
  const page = window as unknown as Heard;
  page.heard = { rate: 0, samples: [] };
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  const ears = new WeakMap<BaseAudioContext, ScriptProcessorNode>();
  AudioNode.prototype.connect = function tapped(this: AudioNode, to: AudioNode, ...rest: unknown[]) {
    if (to instanceof AudioDestinationNode && !(this instanceof ScriptProcessorNode)) {
      let ear = ears.get(this.context);
      if (ear === undefined) {
        ear = (this.context as AudioContext).createScriptProcessor(4096, 1, 1);
        ear.onaudioprocess = ({ inputBuffer }) => {
          page.heard.rate = inputBuffer.sampleRate;
          page.heard.samples.push(...inputBuffer.getChannelData(0));
        };
        ears.set(this.context, ear);
        connect.call(ear, this.context.destination);
      }
      connect.call(this, ear);
    }
    return (connect as (...all: unknown[]) => AudioNode).call(this, to, ...rest);
  } as typeof AudioNode.prototype.connect;
}

const wanted = {
  high: { pulses: 10, pulseMs: [75, 200], burstGapS: [2.5, 15] },
  medium: { pulses: 3, pulseMs: [125, 250], burstGapS: [2.5, 30] },
  low: { pulses: 1, pulseMs: [75, 250], burstGapS: [15, 60] },
} as const;

test('the alarm test shows and sounds all three priorities as the standard asks (SR-105, SR-106, SR-107, SR-108, SR-119)', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const cast = await startCast();
  try {
    const { page } = await launch({ args: cast.args });
    await signIn(page, 'p-example');
    await page.addInitScript(listen);
    await page.reload();
    await page.getByTestId('go-alarm-test').click({ timeout: 60_000 });
    for (const priority of ['high', 'medium', 'low'] as const) {
      await page.evaluate(() => {
        (window as unknown as Heard).heard.samples = [];
      });
      await page.getByTestId(`alarm-test-play-${priority}`).click();
      const row = page.getByTestId(`alarm-test-${priority}`);
      await expect(row).toHaveAttribute('data-tried', 'sounded', { timeout: 60_000 });
      const { rate, samples } = await page.evaluate(() => (window as unknown as Heard).heard);
      const pulses = pulsesOf(samples, rate);
      const { pulses: count, pulseMs } = wanted[priority];
      expect(pulses.length, `${priority}: pulses`).toBe(count);
      for (const { lengthMs } of pulses) {
        expect(lengthMs).toBeGreaterThanOrEqual(pulseMs[0]);
        expect(lengthMs).toBeLessThanOrEqual(pulseMs[1]);
      }
      const { fundamentalHz, within15dB } = components(burstOf(samples, pulses[0], rate), rate);
      expect(fundamentalHz).toBeGreaterThanOrEqual(150);
      expect(fundamentalHz).toBeLessThanOrEqual(1_000);
      expect(within15dB, `${priority}: components between 150 Hz and 4 kHz`).toBeGreaterThanOrEqual(4);
      console.info(
        `${priority}: ${count} pulses, ${fundamentalHz} Hz, ${within15dB} components, gaps ${pulses
          .slice(1)
          .map((pulse, i) =>
            Math.round(pulse.startMs - (pulses[i]?.startMs ?? 0) - (pulses[i]?.lengthMs ?? 0)),
          )
          .join(' ')} ms`,
      );
      if (priority === 'high') {
        const gaps = pulses.slice(1).map((pulse, i) => pulse.startMs - (pulses[i]?.startMs ?? 0));
        // 3 + 2, then 3 + 2: the third and the eighth gap are the long ones within a group, the fifth lies between.
        const [a = 0, b = 0, c = 0, d = 0, between = 0, ...again] = gaps;
        expect(c).toBeGreaterThan(1.3 * Math.max(a, b, d));
        expect(between).toBeGreaterThan(c);
        for (const [i, gap] of again.entries())
          expect(Math.abs(gap - ([a, b, c, d][i] ?? 0))).toBeLessThan(30);
      }
      await page.getByTestId(`alarm-test-seen-yes-${priority}`).click();
      await page.getByTestId(`alarm-test-heard-yes-${priority}`).click();
    }
    await page.getByTestId('alarm-test-record').click();
    await expect(page.getByTestId('alarm-test-last')).toContainText('Last passed');
  } finally {
    await cast.stop();
  }
});
