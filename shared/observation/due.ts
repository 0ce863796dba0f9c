import type { EpochMs, MonoMs } from '../time/clock';
import type { ObservationSchedule } from './schedule';

/** What makes the next sets due sooner (SR-080). */
export type CloseReason = 'start' | 'resume' | 'increase' | 'bolus' | 'alarm';

/** A moment from which the close stretch runs. */
export type Anchor = { readonly mono: MonoMs; readonly at: EpochMs; readonly why: CloseReason };

/** The next set: when it is due, and what made it due before the normal interval; null: nothing did. */
export type NextSet = { readonly mono: MonoMs; readonly at: EpochMs; readonly sooner: CloseReason | null };

const MINUTE_MS = 60_000;

/**
 * The anchors that can still matter after one more: the earliest since the last set (it made the next one due, and a
 * later one must not put that off), the latest since, and the latest before. An alarm that comes and goes adds nothing.
 */
export function withAnchor(anchors: readonly Anchor[], next: Anchor, lastSetMono: MonoMs | null): Anchor[] {
  return trimmed([...anchors, next], lastSetMono);
}

/** The anchors that can still matter. */
export function trimmed(anchors: readonly Anchor[], lastSetMono: MonoMs | null): Anchor[] {
  const inOrder = [...anchors].sort((a, b) => a.mono - b.mono);
  const since = inOrder.filter(({ mono }) => lastSetMono === null || mono > lastSetMono);
  const before = inOrder.filter(({ mono }) => lastSetMono !== null && mono <= lastSetMono);
  const kept = [before.at(-1), since.at(0), since.length > 1 ? since.at(-1) : undefined];
  return kept.filter((anchor) => anchor !== undefined);
}

/**
 * When the next set is due while drug flows or is paused. `from` is the last set, or the start where none came after
 * it. Every anchor may only bring it forward (clinical.md 2.1).
 */
export function nextSetDue(
  schedule: ObservationSchedule,
  anchors: readonly Anchor[],
  from: { readonly mono: MonoMs; readonly at: EpochMs },
): NextSet {
  const after = (start: { mono: MonoMs; at: EpochMs }, minutes: number) => ({
    mono: (start.mono + minutes * MINUTE_MS) as MonoMs,
    at: (start.at + minutes * MINUTE_MS) as EpochMs,
  });
  let next: NextSet = { ...after(from, schedule.thenEveryMin), sooner: null };
  for (const anchor of anchors) {
    const unseen = anchor.mono >= from.mono;
    const due = after(unseen ? anchor : from, schedule.closeEveryMin);
    const within = unseen || due.mono <= anchor.mono + schedule.closeForMin * MINUTE_MS;
    if (within && due.mono < next.mono) next = { ...due, sooner: anchor.why };
  }
  return next;
}

/** When the next set is due after the stop. */
export function nextSetAfterStop(
  schedule: ObservationSchedule,
  from: { readonly mono: MonoMs; readonly at: EpochMs },
): NextSet {
  const ms = schedule.afterStopEveryMin * MINUTE_MS;
  return { mono: (from.mono + ms) as MonoMs, at: (from.at + ms) as EpochMs, sooner: null };
}
