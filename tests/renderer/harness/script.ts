import { appendTo } from '../../../renderer/live/series-buffer';
import { emptySeries, type Series } from '../../../shared/series/series';
import type { EventBody, EventType, LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import type { BedsideState } from '../../../shared/session/state';
import { epochMs, monoMs } from '../../../shared/time/clock';

/** A log written by hand: time moves when told, the state follows each event. */
export class Script {
  state: BedsideState = initialState();
  readonly events: LoggedEvent[] = [];
  readonly series: Series = emptySeries();
  #at: number;
  #mono = 1_000_000;
  sessionId = 'workstation';

  constructor(startAt: number) {
    this.#at = startAt;
  }

  get now() {
    return { at: epochMs(this.#at), mono: monoMs(this.#mono) };
  }

  wait(ms: number): this {
    this.#at += ms;
    this.#mono += ms;
    return this;
  }

  add<T extends EventType>(type: T, body: EventBody<T>): this {
    const event = {
      type,
      body,
      seq: this.state.seq + 1,
      sessionId: this.sessionId,
      runId: 'run-1',
      at: epochMs(this.#at),
      mono: monoMs(this.#mono),
      version: 1,
    } as unknown as LoggedEvent;
    this.state = evolve(this.state, event);
    this.events.push(event);
    appendTo(this.series, event, this.state);
    return this;
  }
}
