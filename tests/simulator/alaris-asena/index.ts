import type { Reply } from '../../../electron/devices/alaris-asena/codec';
import { decodeRequest, encodeReply } from '../../../electron/devices/alaris-asena/codec';
import { encodeFrame, FrameStream, toText } from '../../../electron/devices/alaris-asena/frame';
import { elapsed, patience } from '../../../shared/time/clock';
import type {
  FaultDescription,
  Json,
  OptionDescription,
  RunningDevice,
  SimulatedDevice,
  SimulatorSetting,
} from '../device';
import { UnknownFault } from '../device';
import { AnswerFaults, answerFaultDescriptions } from './answer-faults';
import { AsenaModel } from './model';

const WATCHDOG_MS = 15_000;
const WATCHDOG_FLOOR_MS = 4_000;
const BOOT_MS = 3000;

const faults: readonly FaultDescription[] = [
  { name: 'press', argument: 'stop|start', what: 'somebody presses a key at the pump' },
  { name: 'dial', argument: 'ML_PER_HOUR', what: 'somebody changes the rate at the pump' },
  {
    name: 'refuse-control',
    argument: null,
    what: 'remote control is refused from now on; a grant is withdrawn',
  },
  { name: 'withdraw-control', argument: null, what: 'the same as refuse-control' },
  { name: 'occlusion', argument: null, what: 'the line is closed: pressure rises, then alarm and stop' },
  {
    name: 'syringe-empty',
    argument: 'ML_LEFT',
    what: 'only so much is left in the syringe (0.010 without argument)',
  },
  { name: 'displaced', argument: null, what: 'the syringe is pulled out: alarm and stop' },
  { name: 'jam', argument: null, what: 'the motor stands still, and the pump does not notice' },
  { name: 'reboot', argument: null, what: 'power off and on: counter 0, settings lost, 3 s silent' },
  {
    name: 'wrong-serial',
    argument: 'SERIAL',
    what: 'another pump of the same kind is there (SIM-9999 without argument)',
  },
  { name: 'alarm', argument: 'CODE', what: 'the pump raises this alarm and goes on' },
  {
    name: 'unknown-mode',
    argument: 'WORD',
    what: 'the status carries this mode word (ZZZ without argument)',
  },
  {
    name: 'wrong-unit',
    argument: 'UNIT',
    what: 'the status carries this rate unit (ml/min without argument)',
  },
  { name: 'wrong-ack', argument: 'COUNT', what: 'the next answers to a set carry another value' },
  {
    name: 'ignore',
    argument: 'COUNT',
    what: 'the next actions (start, stop, sets) are neither done nor answered',
  },
  { name: 'miss', argument: 'COUNT', what: 'the next requests are not heard' },
  { name: 'miss-every', argument: 'N', what: 'every n-th request is not heard' },
  ...answerFaultDescriptions,
];

const options: readonly OptionDescription[] = [
  {
    name: 'watchdog',
    argument: 'SECONDS',
    what: 'stops this long after the last word of the console (15), for machines that start a console slowly',
  },
];

/** How long the pump goes on unheard, ms of its own time. */
function watchdogOf({ options: given, clock }: SimulatorSetting): number {
  const typed = given?.watchdog;
  if (typed === undefined) return patience(WATCHDOG_MS, clock.factor, WATCHDOG_FLOOR_MS);
  const seconds = Number(typed);
  if (!(seconds > 0)) throw new Error(`--watchdog: "${typed}" is no number of seconds`);
  return seconds * 1000;
}

/** Simulated Alaris Asena GH with serial number SIM-8003, 50 ml syringe, on hold, volume 0. */
export const alarisAsena: SimulatedDevice = {
  id: 'alaris-asena',
  title: 'Alaris Asena GH syringe pump',
  faults,
  options,
  start: (setting) => new RunningPump(setting),
};

class RunningPump implements RunningDevice {
  readonly note = 'simulated Alaris Asena GH, 50 ml syringe: no real pump, nothing is infused';
  readonly #setting: SimulatorSetting;
  readonly #model: AsenaModel;
  readonly #stream = new FrameStream();
  readonly #answers = new AnswerFaults();
  readonly #cancel: () => void;
  #advancedTo: ReturnType<SimulatorSetting['clock']['now']>['mono'];
  #deafUntil: number;
  #mode: string | null = null;
  #unit: string | null = null;
  #wrongAcks = 0;
  #ignored = 0;
  #misses = 0;
  #missEvery = 0;
  #requests = 0;
  #starts = 0;

  constructor(setting: SimulatorSetting) {
    const { clock, say } = setting;
    this.#setting = setting;
    this.#advancedTo = clock.now().mono;
    this.#deafUntil = this.#advancedTo;
    this.#model = new AsenaModel({ serialNumber: 'SIM-8003', watchdogMs: watchdogOf(setting), say });
    this.#cancel = clock.every(250, () => this.#catchUp());
  }

  get serialNumber(): string {
    return this.#model.serialNumber;
  }

  receive(bytes: Uint8Array): void {
    this.#catchUp();
    for (const found of this.#stream.push(bytes)) {
      if (found.kind === 'frame') this.#request(found.payload);
      else this.#setting.say(`dropped ${found.bytes.length} bytes: ${found.reason}`);
    }
  }

  #request(payload: string): void {
    this.#requests += 1;
    if (this.#advancedTo < this.#deafUntil) return;
    if (this.#misses > 0) {
      this.#misses -= 1;
      return;
    }
    if (this.#missEvery > 0 && this.#requests % this.#missEvery === 0) return;
    const request = decodeRequest(payload);
    if (request === null) this.#setting.say(`not understood: ${payload}`);
    if (!this.#answers.hears(request)) return;
    if (request?.kind === 'act' && request.name === 'INF_START') this.#starts += 1;
    const acts = request !== null && /^(act|set-|remove-)/.test(request.kind);
    if (acts && this.#ignored > 0) {
      this.#ignored -= 1;
      return;
    }
    const reply = this.#model.answer(request);
    if (reply === null) return;
    const wrong = acts && this.#wrongAcks > 0;
    if (wrong) this.#wrongAcks -= 1;
    if (!this.#answers.passes(request)) return;
    this.#setting.write(this.#frame(wrong ? falsify(reply) : reply));
  }

  #frame(reply: Reply): Uint8Array {
    const shown = reply.kind === 'status' && this.#mode !== null ? { ...reply, mode: this.#mode } : reply;
    const payload = encodeReply(shown);
    const unit = this.#unit;
    return encodeFrame(
      unit !== null && reply.kind === 'status' ? payload.replace('^ml/h^', `^${unit}^`) : payload,
    );
  }

  #catchUp(): void {
    const { mono } = this.#setting.clock.now();
    this.#model.advance(elapsed(this.#advancedTo, mono));
    this.#advancedTo = mono;
  }

  fault(name: string, argument: Json): void {
    this.#catchUp();
    if (this.#answers.fault(name, argument)) return;
    const model = this.#model;
    switch (name) {
      case 'press':
        if (argument !== 'stop' && argument !== 'start') throw new UnknownFault('press: stop or start');
        model.press(argument);
        return;
      case 'dial':
        model.dial(amount(name, argument));
        return;
      case 'refuse-control':
      case 'withdraw-control':
        model.refusesControl = true;
        model.granted = false;
        return;
      case 'occlusion':
        model.occluded = true;
        return;
      case 'syringe-empty':
        model.contents = amount(name, argument, 0.01);
        return;
      case 'displaced':
        model.displace();
        return;
      case 'jam':
        model.jammed = true;
        return;
      case 'reboot':
        model.reboot();
        this.#deafUntil = this.#advancedTo + BOOT_MS;
        return;
      case 'wrong-serial':
        model.serialNumber = text(name, argument, 'SIM-9999');
        model.granted = false;
        return;
      case 'alarm':
        model.alarm = text(name, argument);
        return;
      case 'unknown-mode':
        this.#mode = text(name, argument, 'ZZZ');
        return;
      case 'wrong-unit':
        this.#unit = text(name, argument, 'ml/min');
        return;
      case 'wrong-ack':
        this.#wrongAcks = amount(name, argument, 1);
        return;
      case 'ignore':
        this.#ignored = amount(name, argument, 1);
        return;
      case 'miss':
        this.#misses = amount(name, argument, 1);
        return;
      case 'miss-every':
        this.#missEvery = amount(name, argument);
        return;
      default:
        throw new UnknownFault(`alaris-asena has no fault "${name}"`);
    }
  }

  clear(): void {
    this.#model.recover();
    this.#mode = null;
    this.#unit = null;
    this.#wrongAcks = 0;
    this.#ignored = 0;
    this.#misses = 0;
    this.#missEvery = 0;
    this.#answers.clear();
  }

  status(): { readonly [key: string]: Json } {
    this.#catchUp();
    const model = this.#model;
    return {
      serial: model.serialNumber,
      infusing: model.infusing,
      rateMlPerHour: model.infusing ? model.rate : 0,
      setRateMlPerHour: model.rate,
      volumeInfusedMl: model.volumeInfused,
      totalDeliveredMl: model.totalDelivered,
      mode: model.mode,
      alarm: model.alarm,
      vtbi: model.vtbi === null ? null : { setMl: model.vtbi.set, leftMl: model.vtbi.left },
      contentsMl: model.contents,
      linePressureMmHg: model.pressure,
      remoteControl: model.granted,
      watchdogArmed: model.watched,
      requests: this.#requests,
      startsHeard: this.#starts,
    };
  }

  stop(): void {
    this.#cancel();
  }
}

function falsify(reply: Reply): Reply {
  if (reply.kind === 'rate') return { kind: 'other', name: 'INF_RATE', fields: ['99.99', 'ml/h'] };
  if (reply.kind === 'vtbi')
    return { kind: 'other', name: 'INF_VTBI', fields: ['ACTIV', '49.999', 'ml', 'STOP'] };
  return { kind: 'other', name: 'INF_VI_CLEAR', fields: [] };
}

function amount(name: string, argument: Json, otherwise?: number): number {
  if (argument === null && otherwise !== undefined) return otherwise;
  const value = typeof argument === 'string' && argument.trim() !== '' ? Number(argument) : argument;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new UnknownFault(`${name}: needs a number`);
  return value;
}

function text(name: string, argument: Json, otherwise?: string): string {
  if (argument === null && otherwise !== undefined) return otherwise;
  // What would end a frame is not a field; the frame writer refuses it too.
  if (
    typeof argument !== 'string' ||
    argument === '' ||
    toText(new TextEncoder().encode(argument)) !== argument
  ) {
    throw new UnknownFault(`${name}: needs a plain text`);
  }
  return argument;
}
