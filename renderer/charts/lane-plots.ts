import type { Lane, View } from '../../shared/timeline/lane';
import { curvesOf } from '../../shared/timeline/lane-data';
import { LanePlot, lookOf, shapeOf } from './lane-plot';
import { unitPixels } from './palette';
import { StripPlot } from './strip-plot';

type Made = { readonly plot: LanePlot | StripPlot; readonly shape: string };

/** The plots of a stack of lanes, one in each host. */
export class LanePlots {
  readonly #made = new Map<HTMLElement, Made>();
  readonly #observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const host = target as HTMLElement;
      this.#made.get(host)?.plot.resize(host.clientWidth, host.clientHeight);
    }
  });

  /**
   * Makes what is not there yet, has another shape, or was drawn for a window of another size: there its gutter was
   * another, and flags and the now-line would stand beside their time. Takes away what has no host any more. Sizes and colours are
   * read for all of them before the first is put into the page: else each would have the page laid out anew.
   */
  make(hosts: readonly HTMLElement[], lanes: readonly Lane[], view: View): void {
    const unit = unitPixels();
    const wanted = lanes.flatMap((lane, index) => {
      const host = hosts[index];
      const last = index === lanes.length - 1;
      return host === undefined ? [] : [{ lane, host, last, shape: `${shapeOf(lane)} ${last} ${unit}` }];
    });
    const fresh = wanted.filter(({ host, shape }) => this.#made.get(host)?.shape !== shape);
    const sized = fresh.map((one) => ({
      ...one,
      size: { width: one.host.clientWidth, height: one.host.clientHeight },
    }));
    const [first] = fresh;
    if (first !== undefined) {
      const look = lookOf(first.host);
      for (const { lane, host, last, shape, size } of sized) {
        this.#take(host);
        const Plot = curvesOf(lane).length === 0 ? StripPlot : LanePlot;
        this.#made.set(host, { shape, plot: new Plot(host, lane, view, { last, size, look }) });
        this.#observer.observe(host);
      }
    }
    for (const host of [...this.#made.keys()]) if (!hosts.includes(host)) this.#take(host);
  }

  /** Draws what has changed. */
  update(hosts: readonly HTMLElement[], lanes: readonly Lane[], view: View): void {
    lanes.forEach((lane, index) => {
      const host = hosts[index];
      if (host !== undefined) this.#made.get(host)?.plot.update(lane, view);
    });
  }

  destroy(): void {
    for (const host of [...this.#made.keys()]) this.#take(host);
    this.#observer.disconnect();
  }

  #take(host: HTMLElement): void {
    this.#made.get(host)?.plot.destroy();
    this.#made.delete(host);
    this.#observer.unobserve(host);
  }
}
