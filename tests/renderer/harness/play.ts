import type { Numeric, NumericCode, NumericUnit } from '../../../shared/readings/monitor';
import type { PumpCapabilities } from '../../../shared/readings/pump';
import type { Patient } from '../../../shared/record/patient';
import { checklistOf } from '../../../shared/session/verification/checklist';
import { epochMs } from '../../../shared/time/clock';
import { mgPerKgPerHour, mgPerMl, ml, mlPerHour, mmHg } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { limits, nurse, orderFor, patient, secondNurse } from './people';
import { Script } from './script';

export const capabilities: PumpCapabilities = {
  observe: 'verified',
  pause: 'verified',
  start: 'verified',
  setRate: 'verified',
  setVtbi: 'verified',
  bolus: 'none',
  clearVolume: 'none',
  mute: 'none',
  humanUse: true,
  rateStepMlPerHour: mlPerHour(0.1),
  rateMinMlPerHour: mlPerHour(0.1),
  rateMaxMlPerHour: mlPerHour(1200),
  vtbiStepMl: ml(0.1),
  vtbiMaxMl: ml(1000),
  watchdogMs: 60_000,
};

/** Writes a session as a pump and a monitor would have told it. */
export class Play extends Script {
  volume = 0;
  rate = 0;
  sick = 0;
  #command = 0;
  #cuffAt = 0;
  spo2: number | null = 97;

  hello(simulator = true): this {
    this.add('run.started', {
      appVersion: '0',
      bootId: 'b',
      simulation: simulator,
      timeFactor: 1,
      gapMs: null,
    });
    this.add('operator.signed-in', { by: nurse });
    const identity = {
      driver: 'alaris-asena',
      manufacturer: 'Alaris',
      model: 'GH',
      serialNumber: 'TEST-8003',
      software: '1',
      simulator,
    };
    this.add('link.up', { device: 'pump', identity });
    this.add('pump.capabilities', { capabilities });
    this.add('pump.control', { control: 'console', detail: '' });
    this.add('link.up', {
      device: 'monitor',
      identity: {
        ...identity,
        driver: 'philips-intellivue',
        manufacturer: 'Philips',
        model: 'IntelliVue MP5',
        serialNumber: 'DE-77',
      },
    });
    return this.tick(0).tick(1000);
  }

  open(who: Patient = patient): this {
    this.sessionId = 's-1';
    const order = orderFor(this.now.at);
    this.add('session.opened', {
      by: nurse,
      patient: who,
      order,
      limits,
      policy: clinicPolicy,
      follows: null,
      room: 'Room 2',
      simulation: true,
      timeFactor: 1,
    });
    return this.tick(1000);
  }

  checks(): this {
    const { session } = this.state;
    for (const { check } of session === null ? [] : checklistOf(session))
      this.add('check.confirmed', { by: nurse, check, evidence: 'seen' });
    const syringe = {
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      volumeMl: ml(48.5),
      lot: null,
      expires: null,
    };
    this.add('syringe.loaded', { by: nurse, syringe });
    const typed = { drug: null, concentrationMgPerMl: null, dosingWeightKg: null, rate: null };
    return this.add('double-check.agreed', { by: nurse, second: secondNurse, typed });
  }

  numerics(): Numeric[] {
    const t = this.now.at / 60_000;
    const wave = (middle: number, swing: number, minutes: number) =>
      Math.round(middle + swing * Math.sin(t / minutes));
    const one = (code: NumericCode, source: string, value: number | null, unit: NumericUnit): Numeric => ({
      code,
      source,
      value,
      unit,
      quality: value === null ? 'unavailable' : 'valid',
      alarming: false,
      measuredAt: code.startsWith('NIBP') ? epochMs(this.#cuffAt) : null,
    });
    const cuff =
      this.#cuffAt === 0
        ? []
        : [
            one('NIBP-sys', 'cuff', wave(132, 9, 19), 'mm[Hg]'),
            one('NIBP-dia', 'cuff', wave(82, 5, 19), 'mm[Hg]'),
            one('NIBP-mean', 'cuff', wave(99, 6, 19), 'mm[Hg]'),
          ];
    return [
      one('HR', 'ecg', wave(82, 4, 3), '/min'),
      one('PR', 'pleth', wave(82, 4, 3), '/min'),
      one('SpO2', 'pleth', this.spo2, '%'),
      one('RR', 'airway', wave(14, 2, 5), '/min'),
      one('EtCO2', 'airway', wave(37, 2, 7), 'mm[Hg]'),
      one('Temp', 'core', 36.7, 'Cel'),
      ...cuff,
    ];
  }

  tick(ms: number, cuff = true): this {
    this.wait(ms);
    this.volume += (this.rate * ms) / 3_600_000;
    if (cuff && this.now.at - this.#cuffAt > 15 * 60_000) this.#cuffAt = this.now.at;
    this.add('pump.reading', {
      runState: this.rate > 0 ? 'infusing' : 'stopped',
      motion: this.rate > 0 ? 'proven' : 'still',
      rateMlPerHour: mlPerHour(this.rate),
      volumeInfusedMl: ml(Number(this.volume.toFixed(3))),
      vtbi: null,
      linePressureMmHg: mmHg(62),
      timeRemaining: null,
      syringe: { brand: 'BD', sizeMl: ml(50), confirmed: true },
      drugName: null,
      alarms: [],
      serialNumber: 'TEST-8003',
      mode: 'INF',
    });
    return this.add('monitor.reading', { numerics: this.numerics() });
  }

  run(minutes: number, everyMs = 5_000): this {
    for (let left = minutes * 60_000; left > 0; left -= everyMs) this.tick(everyMs);
    return this;
  }

  ask(purpose: 'start' | 'resume' | 'change-rate' | 'pause' | 'end', mgkgh: number | null): string {
    this.#command += 1;
    const commandId = `c-${this.#command}`;
    const rate = mlPerHour(((mgkgh ?? 0) * 68) / 2);
    const command =
      mgkgh === null
        ? ({ kind: 'stop' } as const)
        : purpose === 'change-rate'
          ? ({ kind: 'set-rate', rateMlPerHour: rate } as const)
          : ({ kind: 'start', rateMlPerHour: rate, vtbiMl: ml(44) } as const);
    this.add('command.requested', {
      commandId,
      command,
      purpose,
      by: nurse,
      signedIn: true,
      basisSeq: 0,
      rateMgPerKgPerHour: mgkgh === null ? null : mgPerKgPerHour(mgkgh),
      findings: [],
      reasons: [],
    });
    this.add('command.sent', { commandId, detail: '' });
    return commandId;
  }

  done(purpose: 'start' | 'resume' | 'change-rate' | 'pause' | 'end', mgkgh: number | null): this {
    const commandId = this.ask(purpose, mgkgh);
    this.rate = ((mgkgh ?? 0) * 68) / 2;
    this.tick(1000);
    return this.add('command.confirmed', { commandId, evidenceSeq: this.state.seq });
  }
}
