import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Series } from '../../shared/series/series';
import { root } from '../paths.mjs';

type Column = readonly (number | null)[];
/** One chart: its own axis of time and the columns over it. */
export type BarePlot = {
  readonly lane: string;
  readonly t: readonly number[];
  readonly vs: readonly Column[];
};

/** The same points that the review draws, lane by lane: eight numerics of the monitor and the cuff, rate and given. */
export function barePlots({ pump, monitor, nibp }: Series): BarePlot[] {
  return [
    { lane: 'rate', t: pump.t, vs: [pump.rateMlPerHour] },
    { lane: 'given', t: pump.t, vs: [pump.givenLowMl] },
    { lane: 'pressure', t: monitor.t, vs: [monitor.hr, monitor.pr] },
    { lane: 'nibp', t: nibp.t, vs: [nibp.sys, nibp.dia] },
    { lane: 'spo2', t: monitor.t, vs: [monitor.spo2] },
    { lane: 'breathing', t: monitor.t, vs: [monitor.rr, monitor.etco2MmHg] },
    { lane: 'temperature', t: monitor.t, vs: [monitor.tempCel] },
  ];
}

/** What the page carries for the comparison. */
type Bare = {
  plots: BarePlot[];
  charts: { setScale(key: string, range: { min: number; max: number }): void; destroy(): void }[];
};
declare global {
  interface Window {
    bare: Bare;
    /** Heard at the end of the next frame. */
    painted: () => Promise<void>;
    /** Within a frame: heard at its end. */
    paintedNow: () => Promise<void>;
    uPlot: new (options: object, data: unknown, host: Element) => Bare['charts'][number];
  }
}

/** Puts uPlot itself and the points into the page, and the word for "this frame is painted". */
export async function bringBarePlots(page: Page, plots: readonly BarePlot[]): Promise<void> {
  const source = readFileSync(path.join(root, 'node_modules/uplot/dist/uPlot.iife.min.js'), 'utf8');
  await page.evaluate(`${source};window.uPlot=uPlot;0`);
  await page.evaluate((given) => {
    window.bare = { plots: given as BarePlot[], charts: [] };
    window.paintedNow = () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(0);
      });
    window.painted = () =>
      new Promise((done) => {
        requestAnimationFrame(() => window.paintedNow().then(done));
      });
  }, plots);
}

/** Makes the charts over the review, each as large as the lane it stands for, and takes the time until they are painted. */
export function paintBare(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const over = document.createElement('div');
    over.id = 'bare';
    over.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:99;overflow:hidden';
    const sizes = window.bare.plots.map(({ lane }) => {
      // The cuff shares a lane with the heart in the review; bare, it is a chart of its own without extra height.
      const host = document.querySelector(`[data-lane="${lane === 'nibp' ? 'pressure' : lane}"] .lane-host`);
      const box = host?.getBoundingClientRect();
      return { width: box?.width ?? 800, height: box?.height ?? 60 };
    });
    document.body.append(over);
    await window.painted();
    const begun = performance.now();
    window.bare.charts = window.bare.plots.map(({ t, vs }, index) => {
      const series = vs.map(() => ({ stroke: '#0a6f92', width: 2, spanGaps: false }));
      const options = {
        ...(sizes[index] ?? { width: 800, height: 60 }),
        legend: { show: false },
        cursor: { show: false },
        series: [{}, ...series],
      };
      return new window.uPlot(options, [t, ...vs], over);
    });
    await window.painted();
    return performance.now() - begun;
  });
}

export function clearBare(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const chart of window.bare.charts) chart.destroy();
    document.getElementById('bare')?.remove();
  });
}
