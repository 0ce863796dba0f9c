import type { Cancel, Clock } from '../../../shared/time/clock';
import { type FaultDescription, type Json, UnknownFault } from '../device';
import type { Cuff } from './cuff';
import type { Steering } from './patient';

/** What the simulated monitor can be told to have; damage to bytes on the wire is not here but in the wire faults. */
export const monitorFaults: readonly FaultDescription[] = [
  { name: 'spo2-dip', argument: 'PERCENT,SECONDS', what: 'SpO2 falls to this value for so long' },
  { name: 'sensor-off', argument: 'SECONDS', what: 'the SpO2 sensor is off the finger' },
  { name: 'artefact', argument: 'SECONDS', what: 'HR, RR, SpO2 and pulse are questionable' },
  { name: 'tachycardia', argument: 'PER_MIN', what: 'heart rate and pulse rise by so much; 0 ends it' },
  { name: 'hypertension', argument: 'MMHG', what: 'the cuff measures so much more; 0 ends it' },
  { name: 'nibp-now', argument: null, what: 'someone starts the cuff' },
  { name: 'nibp-failed', argument: null, what: 'the cuff measurement that runs, or the next one now, fails' },
  { name: 'alarm', argument: 'on|off', what: 'a standing physiological alarm' },
  { name: 'demo-mode', argument: 'on|off', what: 'all values and alarms are demo data' },
  { name: 'test-data', argument: 'on|off', what: 'all values are test data' },
  { name: 'kpa', argument: 'on|off', what: 'pressures in kPa' },
  { name: 'abort', argument: null, what: 'the monitor aborts the association' },
  { name: 'reboot', argument: null, what: 'off for 20 s, then other handles and no association' },
  { name: 'other-patient', argument: null, what: 'another patient is admitted' },
  { name: 'other-monitor', argument: null, what: 'another monitor is at the cable' },
  { name: 'clock-step', argument: 'SECONDS', what: 'the wall clock of the monitor is moved' },
  { name: 'small-messages', argument: 'BYTES', what: 'larger results come as linked parts' },
];

/** What faults act on. */
export interface FaultTarget {
  readonly standing: Standing;
  readonly steering: Steering;
  readonly cuff: Cuff;
  abort(): void;
  reboot(): void;
  otherPatient(): void;
  otherMonitor(): void;
  stepClock(seconds: number): void;
  limitMessages(bytes: number): void;
}

/** Faults that last: for some time, or until they are switched off. */
export class Standing {
  readonly #clock: Clock;
  readonly #active = new Map<string, Cancel | null>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(name: string): boolean {
    return this.#active.has(name);
  }

  names(): IterableIterator<string> {
    return this.#active.keys();
  }

  /** Active until `end`, or for so many seconds, then `done` runs. */
  begin(name: string, seconds: number | null, done: () => void = () => {}): void {
    this.end(name);
    const over = (): void => {
      this.#active.delete(name);
      done();
    };
    this.#active.set(name, seconds === null ? null : this.#clock.after(seconds * 1000, over));
  }

  end(name: string): void {
    this.#active.get(name)?.();
    this.#active.delete(name);
  }

  clear(): void {
    for (const name of [...this.#active.keys()]) this.end(name);
  }
}

/** Brings a fault about; throws `UnknownFault` for a name or argument that is not in the table. */
export function applyFault(target: FaultTarget, name: string, argument: Json): void {
  switch (name) {
    case 'spo2-dip': {
      const [to, seconds] = dip(name, argument);
      target.steering.spo2Limit = to;
      target.standing.begin(name, seconds, () => {
        target.steering.spo2Limit = null;
      });
      return;
    }
    case 'sensor-off':
    case 'artefact':
      target.standing.begin(name, number(name, argument, 30));
      return;
    case 'tachycardia':
      target.steering.heartRateRise = number(name, argument, 80);
      return;
    case 'hypertension':
      target.steering.pressureRise = number(name, argument, 70);
      return;
    case 'alarm':
    case 'demo-mode':
    case 'test-data':
    case 'kpa':
      if (isOn(name, argument)) target.standing.begin(name, null);
      else target.standing.end(name);
      return;
    case 'nibp-now':
      target.cuff.start();
      return;
    case 'nibp-failed':
      target.cuff.failNext();
      return;
    case 'abort':
      target.abort();
      return;
    case 'reboot':
      target.reboot();
      return;
    case 'other-patient':
      target.otherPatient();
      return;
    case 'other-monitor':
      target.otherMonitor();
      return;
    case 'clock-step':
      target.stepClock(number(name, argument, 3600));
      return;
    case 'small-messages':
      target.limitMessages(number(name, argument, 300));
      return;
    default:
      throw new UnknownFault(`no fault "${name}"`);
  }
}

function number(name: string, argument: Json, fallback: number): number {
  if (argument === null) return fallback;
  const value = typeof argument === 'string' && argument.trim() !== '' ? Number(argument) : argument;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new UnknownFault(`${name}: a number is needed`);
  return value;
}

/** `{"to": 84, "seconds": 60}` over the control socket, `84` or `84,60` on a command line. */
function dip(name: string, argument: Json): [number, number] {
  if (typeof argument === 'object' && argument !== null && 'to' in argument)
    return [number(name, argument.to ?? null, 84), number(name, argument.seconds ?? null, 60)];
  if (typeof argument !== 'string') return [number(name, argument, 84), 60];
  const [to = '', seconds = '60'] = argument.split(',');
  return [number(name, to, 84), number(name, seconds, 60)];
}

function isOn(name: string, argument: Json): boolean {
  if (argument === null || argument === true || argument === 'on') return true;
  if (argument === false || argument === 'off') return false;
  throw new UnknownFault(`${name}: "on" or "off" is needed`);
}
