import { isDeepStrictEqual } from 'node:util';
import type { PumpCommand } from '../../../shared/commands/pump-command';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState, replay, stateHash } from '../../../shared/session/evolve';
import type { Intent } from '../../../shared/session/intents';
import type { BedsideState } from '../../../shared/session/state';
import { openChecks } from '../../../shared/session/verification/checklist';
import { epochMs } from '../../../shared/time/clock';
import { mgPerKgPerHour, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { letGo, signer } from '../discharge';
import { preparation } from '../preparation';
import {
  capabilities,
  limits,
  monitorIdentity,
  numeric,
  nurse,
  otherNurse,
  patient,
  pumpIdentity,
  Room,
  throughJson,
} from '../session-kit';
import { type Fate, order, plain, reasons, type Step } from './history-steps';
import { type Met, must, mustBeAllowed, mustBeSettled } from './promises';
import { ReferencePump } from './reference-pump';
import { TrueVolume } from './true-volume';

/** A console, its log folded twice, and the pumps as they truly are. Every step ends with everything checked. */
export class History {
  readonly room = new Room();
  readonly #pumps = [new ReferencePump('PUMP-1', 3.2), new ReferencePump('PUMP-2', 41)];
  #cable = 0;
  #isPlugged = false;
  #late: { command: PumpCommand; afterMs: number }[] = [];
  /** Folded from the log's text, event by event, beside the room's own state. */
  #mirror: BedsideState = initialState();
  #mirrored = 0;
  /** How many of the commands have begun their way. */
  #travelled = 0;
  readonly #volume = new TrueVolume(this.#pumps);
  readonly met: Met;

  constructor(met: Met) {
    this.met = met;
    const { room } = this;
    room.planned = { order, patient, limits, policy: clinicPolicy };
    room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: null });
    room.hear('operator.signed-in', { by: nurse });
    room.hear('alarm.tested', {
      by: nurse,
      at: room.now.at,
      heard: ['high', 'medium', 'low'],
      seen: ['high', 'medium', 'low'],
    });
    this.#plug();
  }

  get #pump(): ReferencePump {
    const pump = this.#pumps[this.#cable];
    if (pump === undefined) throw new Error('no such pump');
    return pump;
  }

  get #isOpen(): boolean {
    const { session } = this.room.state;
    return session !== null && session.phase !== 'closed';
  }

  do(one: Step): void {
    const { room } = this;
    switch (one.kind) {
      case 'prepare':
        this.#prepare();
        break;
      case 'intent':
        if (one.intent.kind === 'close-session') {
          for (const intent of letGo(room.state)) room.submit(intent, { witness: signer });
        }
        this.#submit(one.intent, one.fate);
        break;
      case 'go':
        this.#go(one.rate, one.fate);
        for (let time = 0; time < one.times; time += 1) {
          this.#pass(1_000);
          this.#read();
        }
        break;
      case 'resolve': {
        const commandId = room.state.session?.openCommand?.commandId ?? '';
        const { pumpShows } = one;
        const rateMlPerHour = pumpShows === 'infusing' ? mlPerHour(one.rate) : null;
        room.submit({ kind: 'resolve-uncertain', commandId, pumpShows, rateMlPerHour });
        break;
      }
      case 'pass':
        this.#pass(one.ms);
        break;
      case 'poll':
        for (let time = 0; time < one.times; time += 1) {
          this.#pass(1_000);
          this.#read();
        }
        break;
      case 'vitals':
        this.#vitals(one.spo2, one.pulse, one.cuffAgeMs);
        break;
      case 'hypoxia':
        for (let time = 0; time < 3; time += 1) {
          this.#pass(1_000);
          this.#vitals(84, 90, null);
        }
        break;
      case 'press':
        this.#press(one.rate, one.read);
        break;
      case 'cut':
        this.#unplug();
        break;
      case 'plug':
        if (!this.#isPlugged) this.#plug();
        break;
      case 'reboot':
        this.#volume.reboot();
        this.#pump.reboot();
        break;
      case 'swap':
        this.#swap();
        break;
      case 'withdraw':
        if (this.#isPlugged) room.hear('pump.control', { control: 'withdrawn', detail: 'key' });
        break;
      case 'sign-out':
        if (room.state.operator !== null) room.hear('operator.signed-out', { by: nurse, why: 'asked' });
        break;
      case 'sign-in':
        room.hear('operator.signed-in', { by: nurse });
        break;
      case 'look':
        for (const alarm of room.state.alarms)
          room.submit({ kind: 'acknowledge-alarm', alarmId: alarm.alarmId });
        break;
      case 'step-clock':
        room.stepClock(one.ms).hear('clock.stepped', { byMs: one.ms });
        break;
      case 'crash':
        this.#crash(one.gapMs, one.didLeave);
        break;
    }
    this.#check();
  }

  /** The whole log once more, from nothing. */
  finish(): void {
    const again = replay(this.room.log);
    must(isDeepStrictEqual(again, this.room.state), () => 'a replay gives another state');
    must(stateHash(again) === stateHash(this.#mirror), () => 'a replay gives another hash');
  }

  #prepare(): void {
    const { room } = this;
    if (!this.#isOpen && this.#isPlugged && !this.#pump.runs) this.#submit(plain('open-session'), 'answered');
    if (this.#isPlugged) room.hear('pump.control', { control: 'console', detail: '' });
    const { session } = room.state;
    if (session !== null && openChecks(session).length > 0) {
      for (const { intent, witness } of preparation(session, otherNurse)) room.submit(intent, { witness });
    }
    this.#read();
  }

  #go(rate: number, fate: Fate): void {
    const { room } = this;
    if (room.state.operator === null) room.hear('operator.signed-in', { by: nurse });
    if (!this.#isPlugged) this.#plug();
    this.#prepare();
    if (room.state.pump.acceptedSerial !== this.#pump.serial)
      room.submit({ kind: 'accept-device', device: 'pump' });
    if (room.state.session?.pumpChange !== null) room.submit(plain('accept-pump-change'));
    this.#read();
    const kind = room.state.session?.phase === 'paused' ? 'resume-infusion' : 'start-infusion';
    this.#submit({ kind, rateMgPerKgPerHour: mgPerKgPerHour(rate), reasons }, fate);
  }

  #submit(intent: Intent, fate: Fate): void {
    const { room } = this;
    const before = room.state;
    this.#travelOwn();
    const sent = room.sent.length;
    if (intent.kind === 'open-session' && (!this.#isPlugged || this.#pump.runs)) return;
    const decision = room.submit(intent);
    if (intent.kind === 'pause-infusion') {
      this.met.pauses += 1;
      must(
        decision.kind === 'accepted' && decision.command?.command.kind === 'stop',
        () => `PAUSE was not taken: ${JSON.stringify(decision)}`,
      );
    }
    if (decision.kind === 'refused') return;
    if (intent.kind === 'open-session') {
      this.#volume.begin();
      this.#read();
    }
    this.#travelled = sent + (decision.command === null ? 0 : 1);
    for (const { commandId, command } of room.sent.slice(sent, this.#travelled)) {
      if (command.kind !== 'stop') {
        mustBeAllowed(before, command, { isPlugged: this.#isPlugged, mono: room.now.mono });
        this.met.starts += command.kind === 'start' ? 1 : 0;
      }
      this.#travel(commandId, command, fate);
    }
  }

  #travel(commandId: string, command: PumpCommand, fate: Fate): void {
    const { room } = this;
    // A stop never overtakes what is already on the wire.
    this.#arriveLate(Number.POSITIVE_INFINITY);
    const taken = this.#isPlugged ? fate : fate === 'refused' ? 'refused' : 'nothing';
    if (taken === 'nothing') return;
    if (taken === 'refused') {
      room.hear('command.rejected', { commandId, reason: 'refused' });
      return;
    }
    if (taken === 'late') this.#late.push({ command, afterMs: 1_900 });
    else if (taken !== 'lost') this.#pump.obey(command);
    room.hear('command.sent', { commandId, detail: '' });
    if (taken === 'answered') room.hear('command.acknowledged', { commandId, detail: '' });
    if (taken === 'lost' || taken === 'lost-ack')
      room.hear('command.uncertain', { commandId, reason: 'no answer' });
  }

  /** Lets time pass up to the arrival of what is on the wire; what is left of `withinMs` after it. */
  #arriveLate(withinMs: number): number {
    const [first, ...rest] = this.#late;
    if (first === undefined) return withinMs;
    if (first.afterMs > withinMs) {
      this.#late = [{ ...first, afterMs: first.afterMs - withinMs }, ...rest];
      return withinMs;
    }
    this.#late = rest;
    const waited = Number.isFinite(withinMs) ? first.afterMs : 0;
    this.#move(waited);
    this.#pump.obey(first.command);
    return withinMs - waited;
  }

  #pass(ms: number): void {
    this.#move(this.#arriveLate(ms));
  }

  #move(ms: number): void {
    this.room.wait(ms);
    for (const pump of this.#pumps) pump.advance(ms);
  }

  #read(): void {
    if (!this.#isPlugged) return;
    const pump = this.#pump;
    const isTheirs = this.room.state.pump.acceptedSerial === pump.serial;
    const body: EventBody<'pump.reading'> = pump.read();
    this.#volume.read(pump, this.#isOpen && isTheirs);
    this.room.hear('pump.reading', body);
  }

  #press(rate: number, read: boolean): void {
    // Before the start, and at a pump that is not this session's, an unseen key is no dose of it.
    const { session, pump } = this.room.state;
    const isTheirs = pump.acceptedSerial === this.#pump.serial;
    const mustRead = session === null || session.phase === 'preparing' || session.phase === 'closed';
    if (rate > 0 && (!isTheirs || (mustRead && !this.#isPlugged))) return;
    this.#volume.press(rate > (session?.delivered.possibleMaxMlPerHour ?? 0));
    this.#pump.press(rate);
    if (read || mustRead) this.#read();
  }

  #vitals(spo2: number | null, pulse: number, cuffAgeMs: number | null): void {
    const { room } = this;
    if (room.state.monitor.link.kind === 'never') {
      room.hear('link.up', { device: 'monitor', identity: monitorIdentity() });
    }
    const measuredAt = cuffAgeMs === null ? null : epochMs(room.now.at - cuffAgeMs);
    room.hear('monitor.reading', {
      numerics: [
        numeric('SpO2', spo2, { unit: '%' }),
        numeric('PR', pulse),
        ...(measuredAt === null ? [] : [numeric('NIBP-sys', 120, { unit: 'mm[Hg]', measuredAt })]),
      ],
    });
  }

  #unplug(): void {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    this.#late = [];
    this.room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' });
  }

  #plug(): void {
    this.#isPlugged = true;
    this.#late = [];
    this.room.hear('link.up', { device: 'pump', identity: pumpIdentity(this.#pump.serial) });
    this.room.hear('pump.capabilities', { capabilities });
    this.room.hear('pump.control', { control: 'console', detail: '' });
  }

  /** The other pump is plugged in, while neither runs; the console begins a new baseline. */
  #swap(): void {
    if (this.#pump.runs || this.#late.length > 0) return;
    this.#unplug();
    this.#cable = 1 - this.#cable;
    this.#plug();
    this.#volume.swap(this.#pump);
  }

  #crash(gapMs: number, didLeave: boolean): void {
    const { room } = this;
    this.met.crashes += 1;
    const open = room.state.session?.openCommand ?? null;
    // What was written but not yet reported as sent may have left all the same.
    if (open?.stage === 'requested' && didLeave && this.#isPlugged && this.#isOpen)
      this.#pump.obey(open.command);
    this.#late = [];
    this.#isPlugged = false;
    room.pass(gapMs);
    for (const pump of this.#pumps) pump.advance(gapMs);
    room.crash();
    room.append([
      {
        type: 'run.started',
        body: { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs },
      },
    ]);
    if (open !== null && open.stage !== 'uncertain') {
      room.append([{ type: 'command.uncertain', body: { commandId: open.commandId, reason: 'crash' } }]);
    }
    room.settle();
    room.hear('operator.signed-in', { by: nurse });
  }

  /** Stops that the console made by itself go their way too. */
  #travelOwn(): void {
    for (; this.#travelled < this.room.sent.length; this.#travelled += 1) {
      const own = this.room.sent[this.#travelled];
      if (own === undefined) return;
      must(own.command.kind === 'stop', () => `the console itself asked for ${own.command.kind}`);
      this.met.ownStops += 1;
      this.#travel(own.commandId, own.command, 'answered');
    }
  }

  #check(): void {
    const { room } = this;
    this.#travelOwn();
    this.met.checks += 1;
    for (; this.#mirrored < room.log.length; this.#mirrored += 1) {
      const event = room.log[this.#mirrored];
      if (event === undefined) break;
      const read = throughJson(event) as LoggedEvent;
      must(isDeepStrictEqual(read, event), () => `${event.type} is changed by its schema`);
      this.#mirror = evolve(this.#mirror, read);
      this.#count(event);
    }
    must(isDeepStrictEqual(this.#mirror, room.state), () => 'a fold of the log gives another state');
    mustBeSettled(room);
    if (this.#isOpen) this.met.unbounded += Number(this.#volume.mustHold(room.session, room.now.mono));
  }

  #count(event: LoggedEvent): void {
    const { met } = this;
    // More drug is only ever asked for by a person, in the moment in which it goes out (SR-071).
    if (event.type === 'command.requested' && event.body.command.kind !== 'stop')
      must(event.body.by !== null && event.body.signedIn, () => 'more drug without a person');
    if (event.type === 'command.confirmed') met.confirmed += 1;
    if (event.type === 'command.uncertain') met.uncertain += 1;
    if (event.type === 'command.resolved') met.resolved += 1;
    if (event.type === 'infusion.ended' && event.body.why === 'complete') met.completed += 1;
    if (event.type === 'pump.reading' && this.#mirror.session?.pumpChange?.value.kind === 'counter-reset')
      met.resets += 1;
  }
}
