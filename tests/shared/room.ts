import type { PumpCommand } from '../../shared/commands/pump-command';
import type { PumpSnapshot } from '../../shared/readings/pump';
import type { Surroundings } from '../../shared/session/conditions';
import { nextDeadline } from '../../shared/session/deadlines';
import { decide } from '../../shared/session/decide';
import type { Circumstances, Decision } from '../../shared/session/decision';
import {
  type EventBody,
  type EventDraft,
  type EventType,
  eventVersion,
  type LoggedEvent,
} from '../../shared/session/events';
import { evolve, initialState, replay } from '../../shared/session/evolve';
import type { Intent } from '../../shared/session/intents';
import { type SettleMemory, settle } from '../../shared/session/settle';
import type { BedsideState, Session } from '../../shared/session/state';
import { epochMs, type Instant, monoMs } from '../../shared/time/clock';
import { powerUnknown } from '../../shared/workstation/power';

import { clinicPolicy } from '../clinic';
import { passedSelfTest } from '../self-test';
import { letGo, signer } from './discharge';
import { limits, orderOf, patient, startAt } from './values';

export const quiet: Surroundings = {
  recordNotKept: null,
  soundFailed: null,
  syncOverdueHours: null,
  alarmRules: clinicPolicy.alarms,
  power: powerUnknown,
  mayFallAsleep: null,
};

/**
 * A console without wires, disk or window: folds what it is told, settles after it as the controller does, and keeps
 * the log. Time moves only when told.
 */
export class Room {
  readonly log: LoggedEvent[] = [];
  /** What went to the wire. */
  readonly sent: { commandId: string; command: PumpCommand }[] = [];
  state: BedsideState = initialState();
  memory: SettleMemory = {};
  surroundings: Surroundings = quiet;
  planned: Circumstances['planned'] = { order: orderOf(), patient, limits, policy: clinicPolicy };
  mono = 1_000;
  #at = startAt + 1_000;
  #ids = 0;
  #seq = 0;
  /** More rounds than this in one settling is a rule that feeds itself. */
  static readonly maxRounds = 6;

  get now(): Instant {
    return { at: epochMs(this.#at), mono: monoMs(this.mono) };
  }

  get session(): Session {
    const { session } = this.state;
    if (session === null) throw new Error('no session is open');
    return session;
  }

  get types(): string[] {
    return this.log.map((event) => event.type);
  }

  /** Names of the alarms that stand, present ones first as they were raised. */
  get alarms(): string[] {
    return this.state.alarms.map(
      (alarm) => `${alarm.condition}:${alarm.priority}${alarm.present ? '' : ':gone'}`,
    );
  }

  /** Appends and folds, without settling. */
  append(drafts: readonly EventDraft[]): void {
    for (const draft of drafts) {
      this.#seq += 1;
      const event: LoggedEvent = {
        ...draft,
        seq: this.#seq,
        sessionId: 'session-1',
        runId: 'run-1',
        ...this.now,
        version: eventVersion[draft.type],
      };
      this.log.push(event);
      this.state = evolve(this.state, event);
    }
  }

  /** Something happened; everything that follows from it is settled. */
  hear<T extends EventType>(type: T, body: EventBody<T>): this {
    this.append([{ type, body } as EventDraft]);
    return this.settle();
  }

  settle(): this {
    for (let round = 0; ; round += 1) {
      if (round >= Room.maxRounds)
        throw new Error(`settling does not end: ${this.types.slice(-6).join(' ')}`);
      const settled = settle(this.state, this.now, this.surroundings, this.memory, () =>
        this.#newId('alarm'),
      );
      this.memory = settled.memory;
      if (settled.events.length === 0) return this;
      for (const { type, body } of settled.events) {
        if (type === 'command.requested')
          this.sent.push({ commandId: body.commandId, command: body.command });
      }
      this.append(settled.events);
    }
  }

  /** Time passes unseen; what was due in between comes when someone settles. */
  pass(ms: number): this {
    this.mono += ms;
    this.#at += ms;
    return this;
  }

  /** Time passes, from deadline to deadline, as in the controller. */
  wait(ms: number): this {
    const end = this.mono + ms;
    for (;;) {
      const next = nextDeadline(this.state, this.now.mono, this.memory, this.surroundings);
      if (next === null || next > end) break;
      this.pass(next - this.mono).settle();
    }
    return this.pass(end - this.mono).settle();
  }

  /** The wall clock jumps; monotonic time does not. */
  stepClock(ms: number): this {
    this.#at += ms;
    return this;
  }

  /** The program dies and starts again: nothing is left but the log. */
  crash(): this {
    this.state = replay(this.log);
    this.memory = {};
    return this;
  }

  decide(intent: Intent, over: Partial<Circumstances> = {}): Decision {
    const given = {
      at: this.now.at,
      mono: this.now.mono,
      basisSeq: this.state.seq,
      commandId: this.#newId('command'),
      planned: this.planned,
      room: '1',
      today: '2030-01-07',
      alarmRules: clinicPolicy.alarms,
      libraryRefusal: null,
      witness: null,
      ...over,
    };
    // Every run of the console has done its self-test before anybody can sign in.
    return decide({ ...this.state, selfTest: this.state.selfTest ?? passedSelfTest }, intent, given);
  }

  /** Decides, and writes and sends what was accepted. */
  submit(intent: Intent, over: Partial<Circumstances> = {}): Decision {
    const decision = this.decide(intent, over);
    if (decision.kind === 'accepted') {
      if (decision.command !== null) this.sent.push(decision.command);
      this.append(decision.events);
    }
    this.settle();
    return decision;
  }

  /** As `submit`, for what has to be accepted. */
  must(intent: Intent, over: Partial<Circumstances> = {}): this {
    const decision = this.submit(intent, over);
    if (decision.kind === 'refused') throw new Error(`${intent.kind}: ${decision.reasons.join(' ')}`);
    return this;
  }

  /** A physician lets the patient go, whatever is missing, and the session is closed. */
  close(): this {
    for (const intent of letGo(this.state)) this.must(intent, { witness: signer });
    return this.must({ kind: 'close-session' });
  }

  /** The reasons against an intent; empty when it would be taken. */
  against(intent: Intent, over: Partial<Circumstances> = {}): string[] {
    const decision = this.decide(intent, over);
    return decision.kind === 'refused' ? decision.reasons : [];
  }

  pump(snapshot: PumpSnapshot): this {
    return this.hear('pump.reading', snapshot);
  }

  /** Both outcomes of the wire for the last command. */
  answered(): this {
    const commandId = this.sent.at(-1)?.commandId ?? '';
    return this.hear('command.sent', { commandId, detail: '' }).hear('command.acknowledged', {
      commandId,
      detail: '',
    });
  }

  #newId(of: string): string {
    this.#ids += 1;
    return `${of}-${this.#ids}`;
  }
}
