import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { PumpCommand } from '../../../shared/commands/pump-command';
import { deliveredRange } from '../../../shared/dosing/delivered';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState, replay, stateHash } from '../../../shared/session/evolve';
import type { Intent } from '../../../shared/session/intents';
import { settle } from '../../../shared/session/settle';
import type { BedsideState } from '../../../shared/session/state';
import { deliveredHighMg } from '../../../shared/session/view';
import { epochMs } from '../../../shared/time/clock';
import { mg, mgPerKgPerHour, mlPerHour } from '../../../shared/units/units';
import {
  capabilities,
  limits,
  monitorIdentity,
  numeric,
  nurse,
  orderOf,
  patient,
  pumpIdentity,
  Room,
  syringe,
  throughJson,
} from '../session-kit';
import { ReferencePump } from './reference-pump';

/** What becomes of a command on its way; `late` reaches the pump up to 900 ms after it was sent. */
export type Fate = 'answered' | 'lost-ack' | 'sent-only' | 'late' | 'lost' | 'refused' | 'nothing';

export type Step =
  | { readonly kind: 'intent'; readonly intent: Intent; readonly fate: Fate }
  /** What is needed to infuse, whatever the phase, then the start or resume itself. */
  | { readonly kind: 'go'; readonly rate: number; readonly fate: Fate; readonly times: number }
  | { readonly kind: 'resolve'; readonly pumpShows: 'stopped' | 'infusing'; readonly rate: number }
  | {
      readonly kind:
        | 'prepare'
        | 'cut'
        | 'plug'
        | 'reboot'
        | 'swap'
        | 'withdraw'
        | 'sign-out'
        | 'sign-in'
        | 'look';
    }
  | { readonly kind: 'pass' | 'step-clock'; readonly ms: number }
  | { readonly kind: 'poll'; readonly times: number }
  /** The monitor speaks; null: it has no such value. */
  | {
      readonly kind: 'vitals';
      readonly spo2: number | null;
      readonly pulse: number;
      readonly cuffAgeMs: number | null;
    }
  | { readonly kind: 'press'; readonly rate: number; readonly read: boolean }
  | { readonly kind: 'crash'; readonly gapMs: number; readonly didLeave: boolean };

const order = orderOf({ totalMg: mg(20), maxRateMgPerKgPerHour: mgPerKgPerHour(1.9) });
const rates = [0.05, 0.35, 0.4, 0.5, 0.6, 0.9, 1.8, 1.95, 2.5].map((rate) => mgPerKgPerHour(rate));
const reasons = (
  ['rate-per-kg', 'rate-absolute', 'step-up', 'order-rate', 'pump-rate', 'order-total'] as const
).map((rule) => ({ rule, reason: 'because' }));

const plain = (kind: Intent['kind']): Intent => ({ kind }) as Intent;
const rated = fc
  .record({
    kind: fc.constantFrom('start-infusion' as const, 'resume-infusion' as const, 'change-rate' as const),
    rateMgPerKgPerHour: fc.constantFrom(...rates),
    reasons: fc.constantFrom([], reasons, reasons),
  })
  .map((one): Intent => one);
const others = fc.constantFrom(
  ...(
    [
      'end-infusion',
      'take-control',
      'accept-pump-change',
      'close-session',
      'pause-sound',
      'give-bolus',
    ] as const
  ).map(plain),
  { kind: 'accept-device', device: 'pump' } as Intent,
  { kind: 'open-session', orderId: 'order-1' } as Intent,
);
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('answered') },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Fate>('lost-ack', 'sent-only', 'late', 'lost', 'refused', 'nothing'),
  },
);

/** One thing that may happen; often the ordinary, so that histories get somewhere. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'prepare' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('go' as const),
      rate: fc.constantFrom(0.35, 0.35, 0.5, 1.8),
      fate,
      times: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ kind: fc.constant('intent' as const), intent: rated, fate }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('intent' as const),
      intent: fc.constant(plain('pause-infusion')),
      fate,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('intent' as const), intent: others, fate }) },
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constant('poll' as const), times: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(50, 400, 1_100, 4_000, 12_000, 70_000, 900_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('vitals' as const),
      spo2: fc.constantFrom(98, 92, 85, null),
      pulse: fc.constantFrom(70, 140, 40),
      cuffAgeMs: fc.constantFrom(null, 0, 300_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      rate: fc.constantFrom(0, 5, 12.25, 40),
      read: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resolve' as const),
      pumpShows: fc.constantFrom('stopped' as const, 'infusing' as const),
      rate: fc.constantFrom(5, 12.25),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      gapMs: fc.constantFrom(0, 2_000, 90_000),
      didLeave: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      ...(['cut', 'plug', 'plug', 'reboot', 'swap', 'withdraw', 'sign-out', 'sign-in', 'look'] as const).map(
        (kind) => ({ kind }),
      ),
      { kind: 'step-clock', ms: -3_600_000 },
      { kind: 'step-clock', ms: 90_000 },
    ),
  },
);

/** What a run of histories met, so that a property that never got anywhere is seen. */
export type Met = Record<
  | 'starts'
  | 'confirmed'
  | 'uncertain'
  | 'resolved'
  | 'completed'
  | 'resets'
  | 'crashes'
  | 'pauses'
  | 'unbounded'
  | 'checks',
  number
>;

export const noneMet = (): Met => ({
  starts: 0,
  confirmed: 0,
  uncertain: 0,
  resolved: 0,
  completed: 0,
  resets: 0,
  crashes: 0,
  pauses: 0,
  unbounded: 0,
  checks: 0,
});

function must(holds: boolean, words: () => string): void {
  if (!holds) throw new Error(words());
}

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
  /** All given by the pumps when the session was opened. */
  #givenBefore = 0;
  #lowMl = 0;
  #reportedMl = 0;
  #lastShown: number | null = null;
  #resetsAtReading = 0;
  /** Something was changed at the pump that no reading has shown: nothing can bound what it gives. */
  #unseen = false;
  /** … and its trace in the counter is gone for good. */
  #unbounded = false;
  #wasTouched = false;

  readonly met: Met;

  constructor(met: Met) {
    this.met = met;
    const { room } = this;
    room.planned = { order, patient, limits };
    room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: null });
    room.hear('operator.signed-in', { by: nurse });
    this.#plug();
  }

  get #pump(): ReferencePump {
    const pump = this.#pumps[this.#cable];
    if (pump === undefined) throw new Error('no such pump');
    return pump;
  }

  get #trulyMl(): number {
    return this.#pumps.reduce((sum, pump) => sum + pump.givenMl, 0) - this.#givenBefore;
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
        this.#wasTouched = true;
        if (this.#unseen) this.#unbounded = true;
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
    room.submit({ kind: 'confirm-check', check: 'patient-identity', evidence: 'asked' });
    room.submit({ kind: 'confirm-check', check: 'order', evidence: 'read' });
    room.submit({ kind: 'load-syringe', syringe });
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
      this.#givenBefore = this.#pumps.reduce((sum, pump) => sum + pump.givenMl, 0);
      this.#lowMl = 0;
      this.#reportedMl = 0;
      this.#lastShown = null;
      this.#unseen = false;
      this.#unbounded = false;
      this.#wasTouched = false;
      this.#read();
    }
    for (const { commandId, command } of room.sent.slice(sent)) {
      if (command.kind !== 'stop') this.#checkCommand(before, command);
      this.#travel(commandId, command, fate);
    }
  }

  /** No dose leaves without everything that has to hold; computed apart from the console's own checks. */
  #checkCommand(before: BedsideState, command: Exclude<PumpCommand, { kind: 'stop' }>): void {
    this.met.starts += command.kind === 'start' ? 1 : 0;
    const { session, pump, operator } = before;
    const mgPerHour = command.rateMlPerHour * order.concentrationMgPerMl;
    const perKg = mgPerHour / order.dosingWeightKg;
    const wrong = {
      'nobody signed in': operator === null,
      'a command is open': session?.openCommand !== null,
      'link not up': pump.link.kind !== 'up' || !this.#isPlugged,
      'control not held': pump.control !== 'console',
      'another pump': pump.identity?.serialNumber !== pump.acceptedSerial,
      'a change not accepted': session?.pumpChange !== null,
      'over the hard rate': perKg > 2 + 1e-9 || mgPerHour > 150 + 1e-9,
      'over the order': perKg > order.maxRateMgPerKgPerHour + 1e-9,
      'under the hard rate': perKg < 0.02 || mgPerHour < 1,
      'no syringe': session?.syringe === null,
      'over the total':
        command.kind === 'start' &&
        session !== null &&
        command.vtbiMl * order.concentrationMgPerMl >
          order.totalMg - deliveredHighMg(session, this.room.now.mono) + 1e-6,
    };
    for (const [words, isWrong] of Object.entries(wrong)) must(!isWrong, () => `${command.kind}: ${words}`);
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
    if (taken === 'late') this.#late.push({ command, afterMs: 900 });
    else if (taken !== 'lost') this.#pump.obey(command);
    room.hear('command.sent', { commandId, detail: '' });
    if (taken === 'answered') room.hear('command.acknowledged', { commandId, detail: '' });
    if (taken === 'lost' || taken === 'lost-ack')
      room.hear('command.uncertain', { commandId, reason: 'no answer' });
  }

  #arriveLate(withinMs: number): number {
    const [first, ...rest] = this.#late;
    if (first === undefined || first.afterMs > withinMs) return withinMs;
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
    if (this.#isOpen && isTheirs) {
      const shown = pump.shownMl;
      const before = this.#lastShown ?? shown;
      const isReset = pump.resets !== this.#resetsAtReading;
      // A counter that fell and overtook itself while nobody looked tells of neither.
      if (isReset && this.#lastShown !== null && shown >= before) this.#unbounded = true;
      // A pump that was never read yet has no baseline to show the unseen against.
      if (this.#unseen && this.#lastShown === null) this.#unbounded = true;
      this.#reportedMl += shown < before ? shown : shown - before;
      this.#lastShown = shown;
      this.#unseen = false;
    }
    this.#resetsAtReading = pump.resets;
    this.room.hear('pump.reading', body);
  }

  #press(rate: number, read: boolean): void {
    // Before the start, and at a pump that is not this session's, an unseen key is no dose of it.
    const { session, pump } = this.room.state;
    const isTheirs = pump.acceptedSerial === this.#pump.serial;
    const mustRead = session === null || session.phase === 'preparing' || session.phase === 'closed';
    if (rate > 0 && (!isTheirs || (mustRead && !this.#isPlugged))) return;
    this.#wasTouched = true;
    this.#pump.press(rate);
    if (rate > (session?.delivered.possibleMaxMlPerHour ?? 0)) this.#unseen = true;
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
    if (this.#unseen) this.#unbounded = true;
    this.#unplug();
    this.#cable = 1 - this.#cable;
    this.#plug();
    this.#lastShown = null;
    this.#resetsAtReading = this.#pump.resets;
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

  #check(): void {
    const { room } = this;
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
    const again = settle(room.state, room.now, room.surroundings, room.memory, () => 'again');
    must(
      again.events.length === 0,
      () => `settling again gives ${again.events.map((one) => one.type).join(' ')}`,
    );
    must(isDeepStrictEqual(again.memory, room.memory), () => 'settling again remembers something else');
    if (this.#isOpen) this.#checkVolume();
  }

  #checkVolume(): void {
    const { delivered } = this.room.session;
    const { lowMl, highMl } = deliveredRange(delivered, this.room.now.mono);
    const resets = this.#pumps.reduce((sum, pump) => sum + pump.resets, 0);
    const count = 0.001 * (2 + resets);
    const truly = this.#trulyMl;
    const all = (): string => `low ${lowMl}, truly ${truly}, high ${highMl}, reported ${this.#reportedMl}`;
    must(lowMl >= this.#lowMl, () => `low fell from ${this.#lowMl}: ${all()}`);
    must(lowMl <= highMl + 1e-9, () => `low above high: ${all()}`);
    must(lowMl <= this.#reportedMl + 1e-9, () => `low above what the pump reported: ${all()}`);
    must(lowMl <= truly + count, () => `low above the truth: ${all()}`);
    if (this.#unbounded || this.#unseen) this.met.unbounded += 1;
    else must(truly <= highMl + count, () => `truth above high: ${all()}`);
    if (!this.#wasTouched) {
      const givenMg = truly * order.concentrationMgPerMl;
      must(givenMg <= order.totalMg + 0.01, () => `more than ordered by the console alone: ${givenMg} mg`);
    }
    this.#lowMl = lowMl;
  }

  #count(event: LoggedEvent): void {
    const { met } = this;
    if (event.type === 'command.confirmed') met.confirmed += 1;
    if (event.type === 'command.uncertain') met.uncertain += 1;
    if (event.type === 'command.resolved') met.resolved += 1;
    if (event.type === 'infusion.ended' && event.body.why === 'complete') met.completed += 1;
    if (event.type === 'pump.reading' && this.#mirror.session?.pumpChange?.value.kind === 'counter-reset')
      met.resets += 1;
  }
}
