import type { Reply, Request } from '../../../electron/devices/alaris-asena/codec';
import { remoteKey } from '../../../electron/devices/alaris-asena/frame';
import { ml, mlPerHour, mmHg } from '../../../shared/units/units';

const HOUR_MS = 3_600_000;
const SYRINGE_ML = 50;
const RATE_MAX = 1200;
const RESTING_MMHG = 15;
const ALARM_MMHG = 500;
/** Pressure rise against a closed line, mmHg per mL that the motor pushes. */
const RISE_MMHG_PER_ML = 2500;

export type PumpMode = 'SET' | 'HLD';

/**
 * The behaviour of an Asena pump as far as it is public, without wire or clock: time comes in through `advance`.
 * The motor moves exactly; the counter shows steps of 0.001 mL.
 */
export class AsenaModel {
  serialNumber: string;
  rate = 0;
  mode: PumpMode = 'HLD';
  alarm: string | null = null;
  vtbi: { readonly set: number; left: number } | null = null;
  contents = SYRINGE_ML;
  pressure = RESTING_MMHG;
  occluded = false;
  displaced = false;
  /** The motor is told to turn and does not; no alarm notices. */
  jammed = false;
  /** The pump refuses remote control (newer firmware, or a setting). */
  refusesControl = false;
  granted = false;
  /** True motor volume since the simulator began, across restarts, mL. */
  totalDelivered = 0;
  logEntry = 127_900;
  readonly watchdogMs: number;
  readonly #say: (line: string) => void;
  #counted = 0;
  #watched = false;
  #sinceHeard = 0;

  constructor(setting: { serialNumber: string; watchdogMs: number; say: (line: string) => void }) {
    this.serialNumber = setting.serialNumber;
    this.watchdogMs = setting.watchdogMs;
    this.#say = setting.say;
  }

  get infusing(): boolean {
    return this.mode === 'SET' && this.rate > 0 && !this.jammed;
  }

  get watched(): boolean {
    return this.#watched;
  }

  /** The volume counter as shown, mL, 3 decimals, rounded down. */
  get volumeInfused(): number {
    return Math.floor(this.#counted * 1000 + 1e-6) / 1000;
  }

  /** Lets `ms` pass: the motor moves, ends are reached, the watchdog runs. */
  advance(ms: number): void {
    this.#sinceHeard += ms;
    // The watchdog may stop the pump within this step; what runs before that still flows.
    const overdue = this.#watched ? Math.max(0, this.#sinceHeard - this.watchdogMs) : 0;
    this.#deliver(Math.max(0, ms - overdue));
    if (!this.#watched || this.#sinceHeard <= this.watchdogMs) return;
    this.#halt('AL_COMTO', 'nothing heard from the console for 15 s: communications alarm, stopped');
    this.#watched = false;
  }

  #deliver(ms: number): void {
    if (!this.infusing) return;
    const wanted = (this.rate * ms) / HOUR_MS;
    const moved = Math.min(wanted, this.vtbi?.left ?? wanted, this.contents);
    this.#counted += moved;
    this.totalDelivered += moved;
    this.contents -= moved;
    if (this.vtbi !== null) this.vtbi.left -= moved;
    if (this.occluded) this.pressure += moved * RISE_MMHG_PER_ML;
    if (this.pressure > ALARM_MMHG) this.#halt('AL_OCCLU', 'occlusion: pressure limit reached, stopped');
    else if (this.vtbi !== null && this.vtbi.left <= 1e-9)
      this.#halt('AL_EOIST', 'volume limit reached, stopped');
    else if (this.contents <= 1e-9) this.#halt('AL_EOIST', 'syringe empty, stopped');
  }

  #halt(alarm: string | null, line: string): void {
    this.mode = 'HLD';
    this.alarm = alarm;
    this.note(line);
  }

  /** A line in the pump's own event log. */
  note(line: string): void {
    this.logEntry += 1;
    this.#say(line);
  }

  /** The answer to a request, null for silence: a refused action has no public answer (pumps.md 2.5). */
  answer(request: Request | null): Reply | null {
    this.#sinceHeard = 0;
    if (request === null) return null;
    switch (request.kind) {
      case 'ask':
        return this.#read(request.name);
      case 'claim':
        return this.#claim(request.name, request.key);
      case 'give-back':
        this.#watched = false;
        if (request.name === 'REMOTE_CTRL' && this.granted) this.note('remote control was given back');
        if (request.name === 'REMOTE_CTRL') this.granted = false;
        return { kind: 'remote', name: request.name, state: 'DISABLED', answer: null };
      case 'end-queries':
        return { kind: 'other', name: 'REMQUERY', fields: ['DEACT', '', '', '', ''] };
      default:
        return this.granted ? this.#change(request) : null;
    }
  }

  #claim(name: 'REMOTE_CTRL' | 'REMOTE_CFG', key: string): Reply {
    const permitted = !this.refusesControl && key === remoteKey(this.serialNumber);
    if (name === 'REMOTE_CTRL') {
      if (permitted !== this.granted)
        this.note(permitted ? 'remote control granted' : 'remote control refused');
      this.granted = permitted;
    }
    return { kind: 'remote', name, state: 'ENABLED', answer: permitted ? 'PERMIT' : 'DENIED' };
  }

  #change(
    request: Extract<Request, { kind: 'act' | 'set-rate' | 'set-vtbi' | 'remove-vtbi' }>,
  ): Reply | null {
    switch (request.kind) {
      case 'set-rate':
        if (request.rateMlPerHour < 0.1 || request.rateMlPerHour > RATE_MAX) return null;
        this.rate = request.rateMlPerHour;
        this.note(`rate ${this.rate} ml/h by the console`);
        return { kind: 'rate', rateMlPerHour: mlPerHour(this.rate), problems: [] };
      case 'set-vtbi':
        if (request.ml > SYRINGE_ML) return null;
        this.vtbi = { set: request.ml, left: request.ml };
        return { kind: 'vtbi', active: true, ml: ml(request.ml), endAction: 'STOP', problems: [] };
      case 'remove-vtbi':
        this.vtbi = null;
        return { kind: 'vtbi', active: false, ml: null, endAction: '', problems: [] };
      case 'act':
        if (request.name === 'INF_START' && !this.#start(true)) return null;
        if (request.name === 'INF_STOP') this.#stop('stopped by the console');
        if (request.name === 'INF_VI_CLEAR') this.#counted = 0;
        return { kind: 'echo', name: request.name };
    }
  }

  #start(remote: boolean): boolean {
    const nothingLeft = this.contents <= 1e-9 || (this.vtbi !== null && this.vtbi.left <= 1e-9);
    if (this.rate <= 0 || this.displaced || this.occluded || nothingLeft) return false;
    this.mode = 'SET';
    this.alarm = null;
    this.#watched = remote;
    this.note(`infusing ${this.rate} ml/h, started ${remote ? 'by the console' : 'at the pump'}`);
    return true;
  }

  #stop(line: string): void {
    this.#watched = false;
    if (this.mode === 'SET') this.#halt(null, line);
  }

  /** A key at the pump itself; false if the pump does not take it. */
  press(key: 'start' | 'stop'): boolean {
    if (key === 'start') return this.#start(false);
    const standing = this.alarm;
    this.#stop('stopped at the pump');
    // A key acknowledges an alarm whose cause is gone; the others stay.
    if (standing !== null && !this.occluded && !this.displaced) {
      this.alarm = null;
      this.note(`${standing} cleared at the pump`);
    }
    return true;
  }

  /** The rate dial at the pump, mL/h. */
  dial(rate: number): void {
    this.rate = rate;
    this.note(`rate ${rate} ml/h at the pump`);
  }

  displace(): void {
    this.displaced = true;
    this.#watched = false;
    this.#halt('AL_SYRCO', 'syringe displaced, stopped');
  }

  /** Power off and on: counter, rate, limit and grant are gone; what was given stays given. */
  reboot(): void {
    this.mode = 'HLD';
    this.rate = 0;
    this.vtbi = null;
    this.alarm = null;
    this.granted = false;
    this.#watched = false;
    this.#counted = 0;
    this.note('restarted: volume counter 0, settings lost');
  }

  /** Ends what stands in the way: opens the line, seats the syringe, grants control again. */
  recover(): void {
    this.occluded = false;
    this.displaced = false;
    this.jammed = false;
    this.refusesControl = false;
    this.pressure = RESTING_MMHG;
    if (this.mode === 'HLD') this.alarm = null;
  }

  #read(name: string): Reply | null {
    const limit = this.vtbi;
    switch (name) {
      case 'INST_SERIALNO':
        return { kind: 'serial-number', serialNumber: this.serialNumber };
      case 'COMMS_PROTOCOL':
        return { kind: 'protocol', text: 'Asena Rev 2.1.5' };
      case 'COMMS_RESPONSE_MAX':
        return { kind: 'response-max', ms: 4000, problems: [] };
      case 'SYRINGE_STATUS':
        return {
          kind: 'syringe',
          brand: 'BD PLASTIPAK',
          sizeMl: ml(SYRINGE_ML),
          confirmed: !this.displaced,
          problems: [],
        };
      case 'INF_RATE_MAX_SYRINGE':
        return { kind: 'rate-max', rateMlPerHour: mlPerHour(RATE_MAX), problems: [] };
      case 'INF_RATE':
        return { kind: 'rate', rateMlPerHour: mlPerHour(this.rate), problems: [] };
      case 'INF_VI':
        return { kind: 'volume', ml: ml(this.volumeInfused), problems: [] };
      case 'INF_VTBI':
        return {
          kind: 'vtbi',
          active: limit !== null,
          ml: limit === null ? null : ml(limit.set),
          endAction: 'STOP',
          problems: [],
        };
      case 'ALARM':
        return { kind: 'alarm', code: this.alarm ?? 'AL_NOALM', texts: ['', ''] };
      case 'INF':
        return this.#status();
      default:
        return null;
    }
  }

  #status(): Reply {
    return {
      kind: 'status',
      serialNumber: this.serialNumber,
      alarmFlag: this.alarm === null ? '-' : 'A',
      mode: this.mode,
      rateMlPerHour: mlPerHour(this.mode === 'SET' ? this.rate : 0),
      drugName: null,
      volumeInfusedMl: ml(this.volumeInfused),
      linePressureMmHg: mmHg(Math.round(this.pressure * 100) / 100),
      timeRemaining: this.#timeRemaining(),
      logType: 'EVENT',
      logEntry: this.logEntry,
      problems: [],
    };
  }

  #timeRemaining(): string {
    const left = this.vtbi?.left ?? this.contents;
    if (this.rate <= 0 || left / this.rate >= 24) return '24+';
    const seconds = Math.floor((left / this.rate) * 3600);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
}
