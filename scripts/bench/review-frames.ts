import type { Page } from '@playwright/test';

export type Frames = { readonly zoom: number[]; readonly pan: number[] };

/**
 * What both sides do: zoom ten steps in and out again; then move six steps to the right and six back, with a third of
 * the session in view and so far from its ends that each step moves. The same stretches of time on both.
 */
const WALK = { steps: 90, factor: 0.8, deep: 10, about: 0.55, zoomed: 5, oneWay: 6, share: 0.12 } as const;

/** Time from one frame to the next, ms, while the review's wheel zooms and moves, one step a frame. */
export function reviewFrames(page: Page): Promise<Frames> {
  return page.evaluate(async ({ steps, deep, about, zoomed, oneWay }) => {
    const layer = document.querySelector('[data-testid=review-pointer]');
    const fit = document.querySelector<HTMLElement>('[data-testid=review-fit]');
    if (layer === null || fit === null) throw new Error('no graph');
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const run = async (count: number, turn: (step: number) => { deltaY: number; shiftKey: boolean }) => {
      const times: number[] = [];
      for (let step = 0; step < count; step += 1) {
        times.push(await frame());
        const { left, top, width } = layer.getBoundingClientRect();
        const at = { clientX: left + width * about, clientY: top + 60, bubbles: true, cancelable: true };
        layer.dispatchEvent(new WheelEvent('wheel', { ...at, ...turn(step) }));
      }
      times.push(await frame());
      return times.slice(1).map((time, index) => time - (times[index] ?? 0));
    };
    const zoom = await run(steps, (step) => ({
      deltaY: step % (2 * deep) < deep ? -120 : 120,
      shiftKey: false,
    }));
    await frame();
    fit.click();
    await frame();
    await frame();
    await run(zoomed, () => ({ deltaY: -120, shiftKey: false }));
    await frame();
    const pan = await run(steps, (step) => ({
      deltaY: step % (2 * oneWay) < oneWay ? 120 : -120,
      shiftKey: true,
    }));
    return { zoom, pan };
  }, WALK);
}

/** The same for the bare charts: one change of the scale a frame. */
export function bareFrames(page: Page): Promise<Frames> {
  return page.evaluate(async ({ steps, factor, deep, about, zoomed, oneWay, share }) => {
    const ends = window.bare.plots.flatMap(({ t }) => [t[0] ?? 0, t.at(-1) ?? 0]).filter((t) => t > 0);
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const run = async (rangeAt: (step: number) => { min: number; max: number }) => {
      const times: number[] = [];
      for (let step = 0; step < steps; step += 1) {
        times.push(await frame());
        for (const chart of window.bare.charts) chart.setScale('x', rangeAt(step));
      }
      times.push(await frame());
      return times.slice(1).map((time, index) => time - (times[index] ?? 0));
    };
    /** So many steps into the session, about the same moment as there. */
    const stretch = (depth: number) => {
      const length = (to - from) * factor ** depth;
      const min = from + (to - from - length) * about;
      return { min, length };
    };
    const zoom = await run((step) => {
      const { min, length } = stretch(deep - Math.abs(((step + 1) % (2 * deep)) - deep));
      return { min, max: min + length };
    });
    const { min: start, length } = stretch(zoomed);
    const pan = await run((step) => {
      const turn = (step + 1) % (2 * oneWay);
      const min = start + length * share * (oneWay - Math.abs(turn - oneWay));
      return { min, max: min + length };
    });
    return { zoom, pan };
  }, WALK);
}
