import type { Attribute } from './attributes';
import type { ObservedObject, PollResult } from './poll';

type Series = {
  readonly sequence: number | null;
  readonly pollNumber: number;
  readonly objects: Map<string, { context: number; handle: number; attributes: Attribute[] }>;
  nextCount: number;
  lastSeen: boolean;
  broken: boolean;
};

/** A whole result set; null: a part of one, wait. `incomplete`: parts are missing, the set is dropped. */
export type Collected =
  | { readonly kind: 'set'; readonly result: PollResult }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'incomplete' };

/** Puts linked results together by context and handle; a set is complete only at its RORS (monitors.md 2.6). */
export class LinkedResults {
  readonly #open = new Map<number, Series>();

  take(result: PollResult): Collected {
    const { invokeId, part } = result;
    const series = this.#open.get(invokeId);
    if (part === 'whole') {
      this.#open.delete(invokeId);
      if (series === undefined) return { kind: 'set', result };
      const same = series.sequence === result.sequence && series.pollNumber === result.pollNumber;
      if (!same || !series.lastSeen || series.broken) return { kind: 'incomplete' };
      add(series, result.objects);
      return { kind: 'set', result: { ...result, objects: Array.from(series.objects.values()) } };
    }
    const continues =
      series !== undefined && series.sequence === result.sequence && series.pollNumber === result.pollNumber;
    if (series !== undefined && continues) {
      this.#extend(series, result);
      return { kind: 'waiting' };
    }
    const { sequence, pollNumber } = result;
    const started: Series = {
      sequence,
      pollNumber,
      objects: new Map(),
      nextCount: 1,
      lastSeen: false,
      broken: false,
    };
    this.#open.set(invokeId, started);
    this.#extend(started, result);
    return { kind: series === undefined ? 'waiting' : 'incomplete' };
  }

  #extend(series: Series, result: PollResult): void {
    if (result.count !== series.nextCount || series.lastSeen) series.broken = true;
    series.nextCount = result.count + 1;
    series.lastSeen = result.part === 'last';
    add(series, result.objects);
  }
}

function add(series: Series, objects: readonly ObservedObject[]): void {
  for (const { context, handle, attributes } of objects) {
    const key = `${context}:${handle}`;
    const known = series.objects.get(key);
    if (known === undefined) series.objects.set(key, { context, handle, attributes: [...attributes] });
    else known.attributes.push(...attributes);
  }
}
