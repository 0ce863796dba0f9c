import type { Lane } from './item';
import { lanes } from './item';

/** Every so many bundles the bulk comes first, so that it is never starved. */
const BULK_EVERY = 5;

/** The order in which lanes fill the bundle of that number (fhir-sync.md 3.2). */
export function laneOrder(bundleNo: number): readonly Lane[] {
  if (bundleNo % BULK_EVERY !== BULK_EVERY - 1) return lanes;
  const isAudit = Math.floor(bundleNo / BULK_EVERY) % 2 === 1;
  return isAudit ? [5, 4, 0, 1, 2, 3] : [4, 5, 0, 1, 2, 3];
}

/** In these an item waits for those of its session that were written before it. */
export const isInOrder = (lane: Lane): boolean => lane === 2 || lane === 3;

export type Candidate = {
  readonly itemNo: number;
  readonly lane: Lane;
  readonly sessionId: string | null;
  /** Of the resource, in bytes. */
  readonly size: number;
  /** It waits for its time. */
  readonly delayed: boolean;
};

const MOST_BYTES = 1_000_000;

/**
 * What goes into one bundle, of candidates in the order of their lanes and numbers. What waits for its time holds up
 * what follows it in its lane and session. The bulk fills a bundle only where nothing else is left, or where it is its
 * turn.
 */
export function chooseBundle<T extends Candidate>(
  candidates: readonly T[],
  order: readonly Lane[],
  size: number,
): T[] {
  const chosen: T[] = [];
  const held = new Set<string>();
  let bytes = 0;
  const [first] = order;
  for (const lane of order) {
    const isBulk = lane >= 4;
    if (isBulk && first === 0 && chosen.length > 0) break;
    for (const one of candidates.filter((candidate) => candidate.lane === lane)) {
      const line = `${lane} ${one.sessionId ?? ''}`;
      if (isInOrder(lane) && held.has(line)) continue;
      if (one.delayed) {
        held.add(line);
        continue;
      }
      if (chosen.length >= size || (chosen.length > 0 && bytes + one.size > MOST_BYTES)) return chosen;
      chosen.push(one);
      bytes += one.size;
    }
  }
  return chosen;
}
