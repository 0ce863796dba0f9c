import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/paths.mjs';
import type { PumpCommand } from '../../shared/commands/pump-command';
import type { DeviceIdentity } from '../../shared/readings/device';
import type { Numeric, NumericCode, NumericUnit } from '../../shared/readings/monitor';
import type { PumpCapabilities, PumpSnapshot } from '../../shared/readings/pump';
import type { EpochMs } from '../../shared/time/clock';
import { ml, mlPerHour } from '../../shared/units/units';
import type { Chance } from './chance';
import type { Invented } from './patients';

const identity = (driver: string, model: string, serialNumber: string): DeviceIdentity => ({
  ...{ driver, model, serialNumber, manufacturer: 'Invented', software: null, simulator: true },
});
export const pumpIdentity = identity('alaris-asena', 'syringe pump', 'SEED-PUMP-1');
export const monitorIdentity = identity('philips-intellivue', 'monitor', 'SEED-MON-1');

export const capabilities: PumpCapabilities = {
  ...{ observe: 'verified', pause: 'verified', start: 'verified', setRate: 'verified', setVtbi: 'verified' },
  ...{ bolus: 'none', clearVolume: 'verified', mute: 'none', humanUse: true },
  rateStepMlPerHour: mlPerHour(0.01),
  rateMinMlPerHour: mlPerHour(0.1),
  rateMaxMlPerHour: mlPerHour(1200),
  vtbiStepMl: ml(0.001),
  vtbiMaxMl: ml(50),
  watchdogMs: 15_000,
};

/** A syringe pump without wires: it runs as it is told and counts what it gives, in mL. */
export class InventedPump {
  #rate = 0;
  #runs = false;
  #counter = 0;
  #leftMl = 0;

  take(command: PumpCommand): void {
    if (command.kind === 'stop') this.#runs = false;
    else {
      this.#rate = command.rateMlPerHour;
      if (command.kind === 'start') {
        this.#runs = true;
        this.#leftMl = command.vtbiMl;
      }
    }
  }

  /** A bolus by hand, in mL. */
  bolus(volumeMl: number): void {
    this.#counter += volumeMl;
    this.#leftMl = Math.max(0, this.#leftMl - volumeMl);
  }

  /** Stops by itself where its volume limit is reached. */
  pass(ms: number): void {
    if (!this.#runs) return;
    const given = Math.min((this.#rate * ms) / 3_600_000, this.#leftMl);
    this.#counter += given;
    this.#leftMl -= given;
    if (this.#leftMl <= 1e-9) this.#runs = false;
  }

  /** How long until it stops at its volume limit; Infinity: it does not run. */
  get endsInMs(): number {
    return this.#runs ? Math.ceil((this.#leftMl / this.#rate) * 3_600_000) : Infinity;
  }

  snapshot(): PumpSnapshot {
    return {
      runState: this.#runs ? 'infusing' : 'paused',
      motion: this.#runs ? 'proven' : 'still',
      rateMlPerHour: mlPerHour(this.#rate),
      volumeInfusedMl: ml(Number(this.#counter.toFixed(3))),
      vtbi: { active: this.#leftMl > 0, ml: ml(Number(this.#leftMl.toFixed(3))), endAction: 'STOP' },
      linePressureMmHg: null,
      timeRemaining: null,
      syringe: { brand: 'BD PLASTIPAK', sizeMl: ml(50), confirmed: true },
      drugName: null,
      alarms: [],
      serialNumber: pumpIdentity.serialNumber,
      mode: this.#runs ? 'SET' : 'HLD',
    };
  }
}

type Recorded = { readonly spo2: number | null; readonly pulse: number | null };

/** One recording of a real person under sedation, a value a second (`resources/recordings/README.md`). */
function recording(): Recorded[] {
  const text = readFileSync(path.join(root, 'resources/recordings/sedation-1hz-a.csv'), 'utf8');
  const value = (cell: string | undefined) => (cell === undefined || cell === '' ? null : Number(cell));
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, spo2, pulse] = line.split(',');
      return { spo2: value(spo2), pulse: value(pulse) };
    });
}

const numeric = (code: NumericCode, source: string, unit: NumericUnit, value: number | null): Numeric => ({
  ...{ code, source, unit, value, alarming: false, measuredAt: null },
  quality: value === null ? 'unavailable' : 'valid',
});

/** What the monitor is told of the patient now. */
export type Condition = {
  /** Of the ordered top rate, how much has taken effect: 0 to 1. */
  readonly effect: number;
  /** A saturation that the story wants; null: as recorded. */
  readonly spo2: number | null;
};

const CUFF_KEPT_MS = 60_000;

/** A monitor without wires: recorded saturation and pulse, moved to this patient's own, and invented rest. */
export class InventedMonitor {
  static #recorded: readonly Recorded[] | null = null;
  readonly #who: Invented;
  readonly #chance: Chance;
  readonly #from: number;
  readonly #typicalPulse = 62;
  #cuff: { readonly at: EpochMs; readonly sys: number; readonly dia: number } | null = null;

  constructor(who: Invented, chance: Chance) {
    InventedMonitor.#recorded ??= recording();
    this.#who = who;
    this.#chance = chance;
    this.#from = chance.whole(0, InventedMonitor.#recorded.length - 1);
  }

  /** A cuff measurement; ketamine raises it. */
  measure(at: EpochMs, effect: number): void {
    const rise = effect * this.#chance.between(6, 26);
    const sys = Math.round(this.#who.restingSystolicMmHg + rise + this.#chance.between(-5, 5));
    this.#cuff = { at, sys, dia: Math.round(sys * this.#chance.between(0.58, 0.64)) };
  }

  /** The eight streaming numerics, and the last pressure for as long as the monitor repeats it. */
  numerics(at: EpochMs, second: number, { effect, spo2 }: Condition): Numeric[] {
    const recorded = InventedMonitor.#recorded ?? [];
    const seen = recorded[(this.#from + Math.floor(second)) % recorded.length];
    const shift = this.#who.restingPulsePerMin - this.#typicalPulse;
    const beats = (seen?.pulse ?? this.#typicalPulse) + shift;
    const hr = Math.round(Math.max(52, beats) + effect * 9) + this.#chance.whole(-1, 1);
    const slow = Math.sin(second / 420) + Math.sin(second / 97) / 2;
    const breaths = Math.round(14 + effect * 1.5 + slow + this.#chance.between(-0.6, 0.6));
    const streaming = [
      numeric('HR', 'ecg', '/min', hr),
      numeric('PR', 'pleth', '/min', seen?.pulse === null ? null : hr),
      numeric('SpO2', 'pleth', '%', spo2 ?? seen?.spo2 ?? null),
      numeric('Perf', 'pleth', '1', Math.round((2.4 + slow * 0.4) * 10) / 10),
      numeric('RR', 'airway', '/min', breaths),
      numeric('EtCO2', 'airway', 'mm[Hg]', Math.round(37 - slow + this.#chance.between(-0.7, 0.7))),
      numeric('InsCO2', 'airway', 'mm[Hg]', 0),
      numeric('Temp', 'skin', 'Cel', Math.round((36.4 + effect * 0.2 + slow * 0.05) * 10) / 10),
    ];
    const cuff = this.#cuff;
    if (cuff === null || at - cuff.at > CUFF_KEPT_MS) return streaming;
    const measured = (code: NumericCode, value: number) => ({
      ...numeric(code, 'cuff', 'mm[Hg]', value),
      measuredAt: cuff.at,
    });
    const mean = Math.round(cuff.dia + (cuff.sys - cuff.dia) / 3);
    return [
      ...streaming,
      measured('NIBP-sys', cuff.sys),
      measured('NIBP-dia', cuff.dia),
      measured('NIBP-mean', mean),
    ];
  }
}
