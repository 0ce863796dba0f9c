import { sessionStart } from '../../electron/session/session-start';
import type { PumpCommand } from '../../shared/commands/pump-command';
import type { Policy } from '../../shared/policy/policy';
import type { Actor } from '../../shared/record/people';
import type { Surroundings } from '../../shared/session/conditions';
import { decide } from '../../shared/session/decide';
import type { Circumstances } from '../../shared/session/decision';
import { type EventDraft, eventVersion, type LoggedEvent } from '../../shared/session/events';
import { evolve } from '../../shared/session/evolve';
import type { Intent } from '../../shared/session/intents';
import { type SettleMemory, settle } from '../../shared/session/settle';
import type { BedsideState, Session } from '../../shared/session/state';
import { epochMs, type Instant, monoMs } from '../../shared/time/clock';
import { powerUnknown } from '../../shared/workstation/power';
import type { Chance } from './chance';
import { type Condition, capabilities, InventedMonitor, InventedPump, pumpIdentity } from './devices';
import type { Invented } from './patients';

/** A fact as it goes into the record. */
export type Entry = { readonly instant: Instant; readonly draft: EventDraft };

export type Stage = {
  readonly sessionId: string;
  readonly runId: string;
  /** The state of the workstation before the session. */
  readonly state: BedsideState;
  readonly planned: NonNullable<Circumstances['planned']>;
  readonly who: Invented;
  readonly chance: Chance;
  readonly at: number;
  /** Wall time at which monotonic time is 0. */
  readonly origin: number;
  readonly firstSeq: number;
  readonly policy: Policy;
};

const MAX_ROUNDS = 12;
const SEEN_AFTER_MS = 20_000;

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A console without disk, wires or window that goes through one session with the program's own rules: every entry is
 * what the program itself decided, so that what is made here can be read, replayed and judged like any other record.
 */
export class InventedBedside {
  readonly entries: Entry[] = [];
  readonly pump = new InventedPump();
  readonly monitor: InventedMonitor;
  readonly chance: Chance;
  state: BedsideState;
  at: number;
  #memory: SettleMemory = {};
  readonly #stage: Stage;
  readonly #surroundings: Surroundings;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.state = stage.state;
    this.at = stage.at;
    this.chance = stage.chance;
    this.monitor = new InventedMonitor(stage.who, stage.chance);
    this.#surroundings = {
      recordNotKept: null,
      soundFailed: null,
      syncOverdueHours: null,
      alarmRules: stage.policy.alarms,
      power: powerUnknown,
      mayFallAsleep: null,
    };
  }

  get planned(): Stage['planned'] {
    return this.#stage.planned;
  }

  get now(): Instant {
    return { at: epochMs(this.at), mono: monoMs(this.at - this.#stage.origin) };
  }

  get session(): Session {
    const { session } = this.state;
    if (session === null) throw new Error('no session is open');
    return session;
  }

  /** Time passes; nobody looks. */
  pass(ms: number): this {
    this.at += Math.ceil(ms);
    this.pump.pass(Math.ceil(ms));
    return this;
  }

  append(drafts: readonly EventDraft[]): void {
    for (const draft of drafts) {
      const { sessionId, runId, firstSeq } = this.#stage;
      this.entries.push({ instant: this.now, draft });
      const event: LoggedEvent = {
        ...draft,
        ...{ sessionId, runId, ...this.now, version: eventVersion[draft.type] },
        seq: firstSeq + this.entries.length - 1,
      };
      this.state = evolve(this.state, event);
    }
  }

  /** After the end what follows is the workstation's, not this session's. */
  settle(): void {
    if (this.session.phase === 'closed') return;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const settled = settle(this.state, this.now, this.#surroundings, this.#memory, () => this.chance.id());
      this.#memory = settled.memory;
      if (settled.events.length === 0) return;
      for (const { type, body } of settled.events)
        if (type === 'command.requested') this.pump.take(body.command);
      this.append(settled.events);
    }
  }

  /** Both devices speak, and what follows from it follows. */
  beat(second: number, condition: Condition): void {
    this.append([
      { type: 'pump.reading', body: this.pump.snapshot() },
      { type: 'monitor.reading', body: { numerics: this.monitor.numerics(this.now.at, second, condition) } },
    ]);
    this.settle();
    this.#lookAtAlarms();
  }

  /** A nurse touches what has stood for a while. */
  #lookAtAlarms(): void {
    for (const alarm of this.state.alarms) {
      if (alarm.acknowledged || this.now.mono - alarm.sinceMono < SEEN_AFTER_MS) continue;
      this.must({ kind: 'acknowledge-alarm', alarmId: alarm.alarmId });
    }
  }

  /** What a person wants and the program takes; anything refused is a fault of the story. */
  must(intent: Intent, witness: Actor | null = null): void {
    const sent = this.#decided(intent, witness);
    if (sent !== null) {
      this.pump.take(sent.command);
      this.pass(40).append([{ type: 'command.sent', body: { commandId: sent.commandId, detail: '' } }]);
      this.pass(60).append([
        { type: 'command.acknowledged', body: { commandId: sent.commandId, detail: '' } },
      ]);
    }
    this.settle();
  }

  /** The same, and the pump's link is lost before the answer: nobody knows whether it did it until it is heard again. */
  mustUnheard(intent: Intent, story: { readonly arrives: boolean; readonly silentMs: number }): void {
    const sent = this.#decided(intent, null);
    if (sent === null) throw new Error(`${intent.kind} asks the pump for nothing`);
    const { commandId, command } = sent;
    if (story.arrives) this.pump.take(command);
    this.pass(40).append([{ type: 'command.sent', body: { commandId, detail: '' } }]);
    const gone: EventDraft = {
      type: 'link.down',
      body: { device: 'pump', fault: 'unplugged', detail: 'the adapter was pulled' },
    };
    this.pass(300).append([gone]);
    this.settle();
    this.pass(story.silentMs).append([
      { type: 'link.up', body: { device: 'pump', identity: pumpIdentity } },
      { type: 'pump.capabilities', body: { capabilities } },
      { type: 'pump.control', body: { control: 'console', detail: '' } },
    ]);
    this.settle();
  }

  #decided(intent: Intent, witness: Actor | null): { commandId: string; command: PumpCommand } | null {
    const { planned, policy } = this.#stage;
    const day = new Date(this.at);
    const commandId = this.chance.id();
    const decision = decide(this.state, intent, {
      ...this.now,
      basisSeq: this.state.seq,
      commandId,
      planned,
      room: planned.order.room,
      today: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`,
      alarmRules: policy.alarms,
      libraryRefusal: null,
      witness,
    });
    if (decision.kind === 'refused') throw new Error(`${intent.kind}: ${decision.reasons.join(' ')}`);
    const opens = intent.kind === 'open-session';
    const said = opens ? sessionStart(this.state, { appVersion: 'seed', bootId: 'seed' }) : [];
    this.append([...decision.events, ...said]);
    return decision.command === null ? null : { commandId, command: decision.command.command };
  }
}
