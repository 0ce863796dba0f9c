import type { RecordStanding } from '../../shared/ipc/standing';
import { type EventDraft, eventVersion, type LoggedEvent } from '../../shared/session/events';
import { type Clock, type EpochMs, epochMs, type Instant } from '../../shared/time/clock';
import { RecordNotKept } from '../store/not-kept';
import { encodeBody } from '../store/row';
import type { Store } from '../store/store';

type Waiting = {
  readonly sessionId: string;
  readonly runId: string;
  readonly instant: Instant;
  readonly drafts: readonly EventDraft[];
  readonly firstSeq: number;
};

/** Writes events; while the disk will not take them it keeps them in order and tries again. */
export type RecordKeeper = {
  write(sessionId: string, instant: Instant, drafts: readonly EventDraft[]): LoggedEvent[];
  standing(): RecordStanding;
  /** Tries to write what waits. True when nothing waits any more. */
  retry(): boolean;
};

/**
 * `write` returns the events with the numbers under which they are, or will be, in the log. One process writes the
 * log, so the next number is known even while the disk refuses.
 */
export function recordKeeper(
  store: Pick<Store, 'append' | 'lastSeq'>,
  runId: string,
  clock: Clock,
): RecordKeeper {
  let waiting: Waiting[] = [];
  let failing: { since: EpochMs; reason: string } | null = null;
  let lastWrittenAt: EpochMs | null = null;
  let lastSeq = store.lastSeq();

  function keepWaiting(
    sessionId: string,
    instant: Instant,
    drafts: readonly EventDraft[],
    reason: string,
  ): LoggedEvent[] {
    // What could never be written must not stand before everything that can.
    for (const draft of drafts) encodeBody(draft);
    failing = { since: failing?.since ?? instant.at, reason };
    const firstSeq = lastSeq + 1;
    waiting.push({ sessionId, runId, instant, drafts, firstSeq });
    lastSeq += drafts.length;
    return drafts.map((draft, index) => ({
      ...draft,
      seq: firstSeq + index,
      sessionId,
      runId,
      at: epochMs(Math.round(instant.at)),
      mono: instant.mono,
      version: eventVersion[draft.type],
    }));
  }

  function retry(): boolean {
    while (waiting.length > 0) {
      const [next] = waiting;
      if (next === undefined) break;
      try {
        const [first] = store.append(next.sessionId, next.runId, next.instant, next.drafts);
        if (first !== undefined && first.seq !== next.firstSeq) {
          throw new Error(
            `event ${next.firstSeq} was written as ${first.seq}: another program writes this record`,
          );
        }
      } catch (error) {
        if (!(error instanceof RecordNotKept)) throw error;
        failing = { since: failing?.since ?? clock.now().at, reason: error.message };
        return false;
      }
      waiting = waiting.slice(1);
    }
    failing = null;
    lastWrittenAt = clock.now().at;
    return true;
  }

  return {
    write(sessionId, instant, drafts) {
      if (waiting.length > 0)
        return keepWaiting(sessionId, instant, drafts, failing?.reason ?? 'not written');
      try {
        const events = store.append(sessionId, runId, instant, drafts);
        lastSeq = events[events.length - 1]?.seq ?? lastSeq;
        lastWrittenAt = instant.at;
        return events;
      } catch (error) {
        if (!(error instanceof RecordNotKept)) throw error;
        return keepWaiting(sessionId, instant, drafts, error.message);
      }
    },
    standing: () =>
      failing === null
        ? { kind: 'kept', lastWrittenAt }
        : { kind: 'not-kept', since: failing.since, reason: failing.reason, waiting: waiting.length },
    retry,
  };
}
