import type { Alarm, AlarmPriority } from '../../../shared/alarms/alarm';
import type { EventBody, EventDraft, EventType, LoggedEvent } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';

/** Writes an invented log: one event after the other, each at its second of the session. */
export class LogWriter {
  readonly events: LoggedEvent[] = [];
  readonly #openedAt: number;
  runId = 'run-1';

  constructor(openedAt: number) {
    this.#openedAt = openedAt;
  }

  /** The wall time of a second of the session. */
  at(second: number) {
    return epochMs(this.#openedAt + Math.round(second * 1000));
  }

  /** Adds one event at `second` of the session and gives its number. */
  add<T extends EventType>(second: number, type: T, body: EventBody<T>): number {
    const seq = this.events.length + 1;
    const at = this.at(second);
    const mono = monoMs(1_000_000 + Math.round(second * 1000));
    const draft = { type, body } as EventDraft;
    this.events.push({ ...draft, seq, sessionId: 's4', runId: this.runId, at, mono, version: 1 });
    return seq;
  }

  /** Raises an alarm and ends its condition; null: it is not seen, or does not end. */
  alarm(
    from: number,
    to: number | null,
    seenAt: number | null,
    said: { condition: Alarm['condition']; priority: AlarmPriority; kind: Alarm['kind']; words: string },
  ): void {
    const alarmId = `${said.condition}-${from}`;
    const since = {
      since: epochMs(this.#openedAt + from * 1000),
      sinceMono: monoMs(1_000_000 + from * 1000),
    };
    const alarm: Alarm = {
      ...{ alarmId, key: '', response: 'Look at the patient.', ...said, ...since },
      ...{ present: true, nowWords: null, acknowledged: false },
    };
    this.add(from, 'alarm.raised', { alarm });
    if (to !== null) this.add(to, 'alarm.condition-ended', { alarmId, nowWords: null });
    if (seenAt !== null) this.add(seenAt, 'alarm.acknowledged', { alarmId, by: null });
  }

  /** In the order of time, numbered anew: scripts may write their threads one after the other. */
  sorted(): LoggedEvent[] {
    const inTime = [...this.events].sort((a, b) => a.mono - b.mono || a.seq - b.seq);
    return inTime.map((event, index) => ({ ...event, seq: index + 1 }));
  }
}
