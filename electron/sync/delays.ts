import type { ItemKind } from '../../shared/sync/item';

/** By what a wait goes over to a later revision. */
type Named = { readonly kind: ItemKind; readonly key: string };

/**
 * When what waits for its time may go on, in monotonic ms: a wall clock that is put right neither shortens nor
 * lengthens a wait. Kept in memory alone; after a restart what is in doubt waits its whole time again.
 */
export function delays(startedAt: number, doubtMs: number) {
  const until = new Map<string, number>();
  const nameOf = ({ kind, key }: Named): string => `${kind}/${key}`;
  return {
    until: (item: Named, at: number) => void until.set(nameOf(item), at),
    waits: (item: Named, now: number): boolean => (until.get(nameOf(item)) ?? 0) > now,
    /** In doubt since before this process began. */
    doubtWaits: (item: Named, now: number): boolean => (until.get(nameOf(item)) ?? startedAt + doubtMs) > now,
    doubtUntil: (item: Named): number => until.get(nameOf(item)) ?? startedAt + doubtMs,
    /** The next moment at which one of them may go on; null: none waits. */
    next(now: number): number | null {
      let next: number | null = null;
      for (const [name, at] of until) {
        if (at <= now) until.delete(name);
        else if (next === null || at < next) next = at;
      }
      return next;
    },
    forget: (item: Named) => void until.delete(nameOf(item)),
    clear: () => until.clear(),
    count: () => until.size,
  };
}

export type Delays = ReturnType<typeof delays>;
