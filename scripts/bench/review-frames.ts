import type { Page } from '@playwright/test';

export type Frames = { readonly zoom: number[]; readonly pan: number[] };

const STEPS = 90;

/** Time from one frame to the next, ms, while the review's wheel zooms in and out and then moves, one step a frame. */
export function reviewFrames(page: Page): Promise<Frames> {
  return page.evaluate(async (steps) => {
    const layer = document.querySelector('[data-testid=review-pointer]');
    if (layer === null) throw new Error('no graph');
    const run = async (count: number, turn: (step: number) => { deltaY: number; shiftKey: boolean }) => {
      const times: number[] = [];
      for (let step = 0; step <= count; step += 1) {
        times.push(await new Promise<number>((frame) => requestAnimationFrame(frame)));
        const { left, top, width } = layer.getBoundingClientRect();
        const at = { clientX: left + width * 0.55, clientY: top + 60, bubbles: true, cancelable: true };
        layer.dispatchEvent(new WheelEvent('wheel', { ...at, ...turn(step) }));
      }
      return times.slice(1).map((time, index) => time - (times[index] ?? 0));
    };
    const inAndOut = (step: number) => ({ deltaY: step % 20 < 10 ? -120 : 120, shiftKey: false });
    const zoom = await run(steps, inAndOut);
    await run(5, () => ({ deltaY: -120, shiftKey: false }));
    const pan = await run(steps, (step) => ({ deltaY: step % 30 < 15 ? 120 : -120, shiftKey: true }));
    return { zoom, pan };
  }, STEPS);
}

/** The same for the bare charts: one change of the scale a frame. */
export function bareFrames(page: Page): Promise<Frames> {
  return page.evaluate(async (steps) => {
    const ends = window.bare.plots.flatMap(({ t }) => [t[0] ?? 0, t.at(-1) ?? 0]).filter((t) => t > 0);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const run = async (rangeAt: (step: number) => { min: number; max: number }) => {
      const times: number[] = [];
      for (let step = 0; step <= steps; step += 1) {
        times.push(await new Promise<number>((frame) => requestAnimationFrame(frame)));
        for (const chart of window.bare.charts) chart.setScale('x', rangeAt(step));
      }
      return times.slice(1).map((time, index) => time - (times[index] ?? 0));
    };
    const zoom = await run((step) => {
      const depth = 10 - Math.abs((step % 20) - 10);
      const length = (to - from) * 0.8 ** depth;
      const middle = from + (to - from) * 0.55;
      return { min: middle - length / 2, max: middle + length / 2 };
    });
    const length = (to - from) / 3;
    const pan = await run((step) => {
      const min = from + length * 0.1 * (15 - Math.abs((step % 30) - 15));
      return { min, max: min + length };
    });
    return { zoom, pan };
  }, STEPS);
}
