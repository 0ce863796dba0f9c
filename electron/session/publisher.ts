import type { Said } from '../../shared/ipc/contract';
import type { LoggedEvent } from '../../shared/session/events';

/** Events wait at most this long, in real milliseconds, before they go to the windows. */
const PUBLISH_EVERY_MS = 100;

/** Alarms and what becomes of a command are not kept waiting. */
const urgent = /^(alarm|command|link|infusion|session|operator)\./;

/** Gathers events for the windows: the urgent ones leave at once, with everything that came before them. */
export function publisher(send: (update: Said['update']) => void): (events: readonly LoggedEvent[]) => void {
  let gathered: LoggedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const events = gathered;
    gathered = [];
    const last = events[events.length - 1];
    if (last !== undefined) send({ events, seq: last.seq });
  }

  return (events) => {
    gathered.push(...events);
    if (events.some((event) => urgent.test(event.type))) flush();
    else if (timer === null && gathered.length > 0) timer = setTimeout(flush, PUBLISH_EVERY_MS);
  };
}
