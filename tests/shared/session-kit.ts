import type { PumpCommand } from '../../shared/commands/pump-command';
import type { Order, Syringe, VitalLimit } from '../../shared/dosing/order';
import type { Bounds, LimitProfile } from '../../shared/limits/profile';
import type { DeviceIdentity } from '../../shared/readings/device';
import type { Numeric } from '../../shared/readings/monitor';
import type { PumpCapabilities, PumpSnapshot } from '../../shared/readings/pump';
import type { Patient } from '../../shared/record/patient';
import type { Actor } from '../../shared/record/people';
import type { Surroundings } from '../../shared/session/conditions';
import { nextDeadline } from '../../shared/session/deadlines';
import { type Circumstances, type Decision, decide } from '../../shared/session/decide';
import {
  type EventBody,
  type EventDraft,
  type EventType,
  eventBodies,
  type LoggedEvent,
} from '../../shared/session/events';
import { evolve, initialState, replay } from '../../shared/session/evolve';
import type { Intent } from '../../shared/session/intents';
import { type SettleMemory, settle } from '../../shared/session/settle';
import type { BedsideState, Session } from '../../shared/session/state';
import { epochMs, type Instant, monoMs } from '../../shared/time/clock';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes, ml, mlPerHour } from '../../shared/units/units';

export const nurse: Actor = { personId: 'n1', name: 'Noor Nurse', role: 'nurse' };
export const physician: Actor = { personId: 'd1', name: 'Dana Doctor', role: 'physician' };
export const pharmacist: Actor = { personId: 'p1', name: 'Pia Pharmacist', role: 'pharmacist' };

/** Where the made-up wall clock stands at `mono` 0. */
export const startAt = Date.UTC(2030, 0, 7, 9, 0, 0);

export const patient: Patient = {
  patientId: 'patient-1',
  name: 'Ada Example',
  birthDate: '1979-03-14',
  sex: 'female',
  mrn: '0001',
  allergies: [],
};

const bounds = (
  hardMin: number | null,
  softMin: number | null,
  softMax: number | null,
  hardMax: number | null,
): Bounds => ({ hardMin, softMin, softMax, hardMax });

/** Limits of a pain session as clinical.md 3 proposes them. */
export const limits: LimitProfile = {
  profileId: 'pain-1',
  version: '1',
  drug: 'Ketamine',
  careArea: 'pain',
  source: 'made up for tests',
  concentrationMgPerMl: bounds(0.5, null, null, 10),
  rateMgPerKgPerHour: bounds(0.02, 0.05, 0.5, 2),
  rateMgPerHour: bounds(1, 5, 50, 150),
  totalMg: bounds(null, null, 200, 400),
  totalMgPerKg: bounds(null, null, 2, 6),
  durationH: bounds(null, null, 5, 8),
  weightKg: bounds(30, 40, 150, 250),
  stepUpShare: bounds(null, null, 0.5, 1),
  stepUpFloorMgPerHour: 5,
};

const vitalLimit = (
  highLow: number | null,
  mediumLow: number | null,
  mediumHigh: number | null,
  highHigh: number | null,
): VitalLimit => ({ highLow, mediumLow, mediumHigh, highHigh });

/** 70 kg, 2 mg/mL, 0.35 mg/kg/h (12.25 mL/h) up to 0.6 mg/kg/h, 100 mg in 4 h. */
export function orderOf(over: Partial<Order> = {}): Order {
  return {
    orderId: 'order-1',
    patientId: patient.patientId,
    drug: 'Ketamine',
    indication: 'pain',
    steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(0.35) }],
    maxRateMgPerKgPerHour: mgPerKgPerHour(0.6),
    durationMin: minutes(240),
    totalMg: mg(100),
    bolus: null,
    concentrationMgPerMl: mgPerMl(2),
    containerMl: ml(50),
    diluent: 'saline',
    dosingWeightKg: kg(70),
    weightBasis: 'actual',
    measuredWeightKg: kg(70),
    weighedAt: epochMs(startAt - 600_000),
    heightCm: cm(175),
    limitProfileId: limits.profileId,
    vitalLimits: {
      heartRatePerMin: vitalLimit(45, 50, 110, 130),
      spo2Percent: vitalLimit(90, 94, null, null),
      systolicMmHg: vitalLimit(90, 100, 160, 180),
      diastolicMmHg: vitalLimit(null, null, 100, 110),
      respirationPerMin: vitalLimit(8, 10, 24, null),
    },
    nibpEveryMin: minutes(10),
    sessionNumber: 1,
    sessionsPlanned: 6,
    plannedFor: epochMs(startAt),
    room: '1',
    signedBy: physician,
    signedAt: epochMs(startAt - 3_600_000),
    ...over,
  };
}

export const syringe: Syringe = {
  drug: 'Ketamine',
  concentrationMgPerMl: mgPerMl(2),
  volumeMl: ml(50),
  lot: 'A1',
};

export const capabilities: PumpCapabilities = {
  observe: 'verified',
  pause: 'verified',
  start: 'verified',
  setRate: 'verified',
  setVtbi: 'verified',
  bolus: 'none',
  clearVolume: 'verified',
  mute: 'none',
  humanUse: true,
  rateStepMlPerHour: mlPerHour(0.01),
  rateMinMlPerHour: mlPerHour(0.1),
  rateMaxMlPerHour: mlPerHour(1200),
  vtbiStepMl: ml(0.001),
  vtbiMaxMl: ml(50),
  watchdogMs: 15_000,
};

export const pumpIdentity = (serialNumber = 'PUMP-1'): DeviceIdentity => ({
  driver: 'alaris-asena',
  manufacturer: 'made up',
  model: 'syringe pump',
  serialNumber,
  software: null,
  simulator: true,
});

export const monitorIdentity = (serialNumber = 'MON-1'): DeviceIdentity => ({
  ...pumpIdentity(serialNumber),
  driver: 'philips-intellivue',
  model: 'monitor',
});

/** A pump on hold whose counter stands still. */
export function onHold(volume: number, over: Partial<PumpSnapshot> = {}): PumpSnapshot {
  return {
    runState: 'paused',
    motion: 'still',
    rateMlPerHour: mlPerHour(0),
    volumeInfusedMl: ml(volume),
    vtbi: null,
    linePressureMmHg: null,
    timeRemaining: null,
    syringe: null,
    drugName: null,
    alarms: [],
    serialNumber: 'PUMP-1',
    mode: 'HLD',
    ...over,
  };
}

/** A pump that infuses and whose volume rises as the rate says. */
export function infusingAt(rate: number, volume: number, over: Partial<PumpSnapshot> = {}): PumpSnapshot {
  const running = {
    runState: 'infusing',
    motion: 'proven',
    rateMlPerHour: mlPerHour(rate),
    mode: 'SET',
  } as const;
  return onHold(volume, { ...running, ...over });
}

export function numeric(code: Numeric['code'], value: number | null, over: Partial<Numeric> = {}): Numeric {
  return {
    code,
    source: 'test',
    value,
    unit: '/min',
    quality: 'valid',
    alarming: false,
    measuredAt: null,
    ...over,
  };
}

/** One event of a log, for folds that need no room. */
export function logged<T extends EventType>(
  type: T,
  body: EventBody<T>,
  seq: number,
  mono: number,
): LoggedEvent {
  return {
    ...({ type, body } as EventDraft),
    seq,
    sessionId: 'session-1',
    runId: 'run-1',
    at: epochMs(startAt + mono),
    mono: monoMs(mono),
    version: 1,
  };
}

const quiet: Surroundings = { recordNotKept: null, soundFailed: null };

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
  planned: Circumstances['planned'] = { order: orderOf(), patient, limits };
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
        version: 1,
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
      const next = nextDeadline(this.state, this.now.mono, this.memory);
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
      mono: this.now.mono,
      basisSeq: this.state.seq,
      commandId: this.#newId('command'),
      planned: this.planned,
      room: '1',
      ...over,
    };
    return decide(this.state, intent, given);
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

/** Rates of the order in `orderOf`, as intents. */
export const start = (rate = 0.35, reasons: { rule: 'rate-per-kg'; reason: string }[] = []): Intent => ({
  kind: 'start-infusion',
  rateMgPerKgPerHour: mgPerKgPerHour(rate),
  reasons,
});
export const pause: Intent = { kind: 'pause-infusion' };
export const end: Intent = { kind: 'end-infusion' };
export const resume = (rate = 0.35): Intent => ({ ...start(rate), kind: 'resume-infusion' }) as Intent;
export const changeTo = (rate: number): Intent => ({ ...start(rate), kind: 'change-rate' }) as Intent;

/** A run with nurse, pump and monitor, no session. */
export function idleRoom(): Room {
  const room = new Room();
  room.hear('run.started', { appVersion: '0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: null });
  room.hear('operator.signed-in', { by: nurse });
  room.hear('link.up', { device: 'pump', identity: pumpIdentity() });
  room.hear('pump.capabilities', { capabilities });
  room.hear('link.up', { device: 'monitor', identity: monitorIdentity() });
  return room.pump(onHold(0));
}

/** A session opened, nothing checked. */
export function openedRoom(order: Order = orderOf()): Room {
  const room = idleRoom();
  room.planned = { order, patient, limits };
  room.must({ kind: 'open-session', orderId: order.orderId });
  return room.hear('pump.control', { control: 'console', detail: '' });
}

/** Everything done that has to be done before the start. */
export function readyRoom(order: Order = orderOf()): Room {
  const room = openedRoom(order);
  for (const check of ['patient-identity', 'order'] as const) {
    room.must({ kind: 'confirm-check', check, evidence: 'seen' });
  }
  const label = { ...syringe, concentrationMgPerMl: order.concentrationMgPerMl };
  return room.must({ kind: 'load-syringe', syringe: label }).pass(100).pump(onHold(0));
}

/** Infusing at 0.35 mg/kg/h, 12.25 mL/h, proven, 0.01 mL counted. */
export function infusingRoom(): Room {
  const room = readyRoom().must(start()).pass(100).answered().pass(1_000);
  return room.pump(infusingAt(12.25, 0)).pass(2_000).pump(infusingAt(12.25, 0.01));
}

/** Paused after `infusingRoom`, proven. */
export function pausedRoom(): Room {
  return infusingRoom().must(pause).pass(100).answered().pass(1_000).pump(onHold(0.011));
}

/** Readings once a second from a pump that runs on. */
export function running(room: Room, seconds: number, rate: number, fromMl: number): number {
  let volume = fromMl;
  for (let second = 0; second < seconds; second += 1) {
    volume += rate / 3600;
    room.wait(1_000).pump(infusingAt(rate, volume));
  }
  return volume;
}

/** An event after JSON and its own schema. */
export function throughJson(event: LoggedEvent): unknown {
  const read = JSON.parse(JSON.stringify(event)) as LoggedEvent;
  return { ...read, body: eventBodies[event.type].parse(read.body) };
}
