import type { Said } from '../../shared/ipc/contract';
import type { LoggedEvent } from '../../shared/session/events';

/** The windows hear at most this often of what is not urgent, real milliseconds; so events wait at most this long. */
const PUBLISH_EVERY_MS = 100;

/** Alarms and what becomes of a command are not kept waiting. */
const urgent = /^(alarm|command|link|infusion|session|operator)\./;

/**
 * Gathers events for the windows. After a rest the first ones leave with all that the same turn brings, those that
 * follow wait for the end of the next rest; the urgent ones leave at once, with everything that came before them.
 */
export function publisher(send: (update: Said['update']) => void): (events: readonly LoggedEvent[]) => void {
  let gathered: LoggedEvent[] = [];
  let turn: ReturnType<typeof setImmediate> | null = null;
  let resting: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    if (turn !== null) clearImmediate(turn);
    turn = null;
    const events = gathered;
    gathered = [];
    const last = events[events.length - 1];
    if (last === undefined) return;
    rest();
    send({ events, seq: last.seq });
  }

  function rest(): void {
    if (resting !== null) clearTimeout(resting);
    resting = setTimeout(() => {
      resting = null;
      flush();
    }, PUBLISH_EVERY_MS);
  }

  return (events) => {
    gathered.push(...events);
    if (events.some((event) => urgent.test(event.type))) flush();
    else if (resting === null && turn === null && gathered.length > 0) turn = setImmediate(flush);
  };
}

/** Gathers events for a window that is told once a second, however much happens: nothing of it touches the bedside. */
export function slowFeed(send: (update: Said['update']) => void): {
  take(events: readonly LoggedEvent[]): void;
  /** Sends what has come since; the caller keeps the time. */
  flush(): void;
  /** Nobody listens. */
  drop(): void;
} {
  let gathered: LoggedEvent[] = [];
  return {
    take: (events) => {
      for (const event of events) gathered.push(event);
    },
    flush() {
      const events = gathered;
      gathered = [];
      const last = events.at(-1);
      if (last !== undefined) send({ events, seq: last.seq });
    },
    drop() {
      gathered = [];
    },
  };
}
