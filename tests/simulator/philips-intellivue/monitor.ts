import {
  type AlarmEntry,
  attributeGroup,
  type MonitorWallMs,
  monitorWall,
  type ObservedObject,
  objectClass,
  TICKS_PER_MS,
  type Ticks,
  ticks,
} from '../../../electron/devices/philips-intellivue/codec';
import type { Cancel } from '../../../shared/time/clock';
import type { Json, RunningDevice, SimulatorSetting } from '../device';
import { MonitorAssociation } from './association';
import { Cuff } from './cuff';
import type { DoseSource } from './dose';
import { applyFault, type FaultTarget, Standing } from './faults';
import {
  alarmObjects,
  demographicObjects,
  MODEL,
  mdsAttributes,
  type NumericView,
  numericObjects,
} from './objects';
import type { MonitorOptions } from './options';
import { provenance, SimulatedPatient } from './patient';
import { SimulatedPlasma } from './pharmacokinetics';
import { loadRecording, type Recording } from './recording';

const REBOOT_MS = 20_000;

/** A monitor at a bed: a person with sensors, a cuff with its own cycle, and the protocol at the serial port. */
export class SimulatedMonitor implements RunningDevice, FaultTarget {
  readonly standing: Standing;
  readonly cuff: Cuff;
  readonly #setting: SimulatorSetting;
  readonly #options: MonitorOptions;
  readonly #dose: DoseSource;
  readonly #recording: Recording;
  readonly #association: MonitorAssociation;
  readonly #timers: Cancel[] = [];
  #person: SimulatedPatient;
  #patientNumber = 1;
  #monitorNumber = 0;
  #boot = 1;
  #bootedAt: number;
  #off = false;
  #skewMs: number;
  #pass = 1;

  constructor(setting: SimulatorSetting, options: MonitorOptions, dose: DoseSource) {
    this.#setting = setting;
    this.#options = options;
    this.#dose = dose;
    this.#recording = loadRecording(options.recording);
    this.#skewMs = options.clockOffsetMs;
    this.#bootedAt = setting.clock.now().mono;
    this.#person = this.#newPerson();
    this.standing = new Standing(setting.clock);
    this.cuff = new Cuff(setting.clock, options.cuffCycleMs, {
      measure: () => this.#person.cuff(),
      wall: () => this.#wall(),
      say: setting.say,
    });
    this.#association = new MonitorAssociation({
      clock: setting.clock,
      send: (frame) => {
        if (!this.#off) setting.write(frame);
      },
      say: setting.say,
      ticks: () => this.#ticks(),
      present: () => mdsAttributes(this.#self(), false),
      objects: (target, group) => this.#objects(target, group),
    });
    for (const line of this.introduction()) setting.say(line);
    this.#timers.push(setting.clock.every(1000, () => this.#second()));
  }

  get serialNumber(): string {
    return this.#monitorNumber === 0
      ? this.#options.serialNumber
      : `${this.#options.serialNumber}-${this.#monitorNumber}`;
  }

  get note(): string {
    return `${MODEL}, serial ${this.serialNumber}: a simulated patient, not a real one`;
  }

  /** Which parameter is recorded and which is modelled. */
  introduction(): string[] {
    return [`recording ${this.#recording.name}, ${this.#recording.seconds.length} s`, ...provenance];
  }

  receive(bytes: Uint8Array): void {
    if (!this.#off) this.#association.receive(bytes);
  }

  fault(name: string, argument: Json): void {
    applyFault(this, name, argument);
  }

  clear(): void {
    this.standing.clear();
    Object.assign(this.#person.steering, { spo2Limit: null, heartRateRise: 0, pressureRise: 0 });
    this.#association.messageLimit = 1456;
  }

  abort(): void {
    this.#association.end('abort');
  }

  reboot(): void {
    this.#setting.say('power off');
    this.#association.end('silently');
    this.#off = true;
    this.#timers.push(
      this.#setting.clock.after(REBOOT_MS, () => {
        this.#off = false;
        this.#boot += 1;
        this.#bootedAt = this.#setting.clock.now().mono;
        this.cuff.forget();
        this.#setting.say('power on');
      }),
    );
  }

  otherPatient(): void {
    this.#patientNumber += 1;
    this.#person = this.#newPerson();
    this.cuff.forget();
    this.#setting.say(`another patient: ${this.#patientNumber}`);
  }

  otherMonitor(): void {
    this.#monitorNumber += 1;
    this.#association.end('silently');
    this.#setting.say(`another monitor: ${this.serialNumber}`);
  }

  stepClock(seconds: number): void {
    this.#skewMs += seconds * 1000;
    this.#setting.say(`monitor clock moved by ${seconds} s`);
  }

  limitMessages(bytes: number): void {
    this.#association.messageLimit = bytes;
  }

  get steering(): SimulatedPatient['steering'] {
    return this.#person.steering;
  }

  status(): { readonly [key: string]: Json } {
    const { spo2, pulse, heartRate, modelled, pass } = this.#person.now;
    const { plasma } = this.#person;
    const reading = this.cuff.result?.reading ?? null;
    return {
      association: this.#off ? 'off' : this.#association.stage,
      streams: this.#association.streams,
      recording: this.#recording.name,
      recordingPass: pass,
      spo2Percent: spo2,
      pulsePerMin: pulse,
      heartRatePerMin: heartRate,
      breathsPerMin: Math.round(modelled.breathsPerMin),
      etco2MmHg: Math.round(modelled.etco2MmHg),
      temperatureCel: Math.round(modelled.temperatureCel * 10) / 10,
      cuff: reading === null ? null : { ...reading },
      plasmaNgPerMl: plasma.plasmaNgPerMl,
      effectNgPerMl: plasma.effectNgPerMl,
      dose: this.#dose.state,
      patientNumber: this.#patientNumber,
      standing: [...this.standing.names()],
    };
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.standing.clear();
    this.cuff.stop();
    this.#association.stop();
    this.#dose.stop();
  }

  #newPerson(): SimulatedPatient {
    const { weight, seed } = this.#options;
    return new SimulatedPatient(this.#recording, new SimulatedPlasma(weight), seed + this.#patientNumber - 1);
  }

  #second(): void {
    const { pass } = this.#person.live(this.#dose.taken());
    if (pass === this.#pass) return;
    this.#pass = pass;
    this.#setting.say(`the recording starts again: pass ${pass}`);
  }

  #ticks(): Ticks {
    const running = this.#setting.clock.now().mono - this.#bootedAt;
    return ticks(Math.round((this.#options.firstTick + running * TICKS_PER_MS) % 2 ** 32));
  }

  /** Local wall time of the monitor, to the second, as the real one gives it. */
  #wall(): MonitorWallMs {
    const { at } = this.#setting.clock.now();
    const local = at - new Date(at).getTimezoneOffset() * 60_000 + this.#skewMs;
    return monitorWall(Math.floor(local / 1000) * 1000);
  }

  #systemId(): Uint8Array {
    return Uint8Array.of(0x02, 0x53, 0x49, 0x4d, 0x00, this.#monitorNumber);
  }

  #self() {
    return {
      systemId: this.#systemId(),
      serialNumber: this.serialNumber,
      bedLabel: 'SIMULATOR',
      wall: this.#wall(),
      at: this.#ticks(),
    };
  }

  #objects(target: number, group: number): ObservedObject[] | null {
    switch (target) {
      case objectClass.numerics:
        return numericObjects(this.#view(), group);
      case objectClass.alarms:
        return group === attributeGroup.alarmMonitor ? alarmObjects(0x8401, this.#alarms()) : null;
      case objectClass.demographics:
        return demographicObjects(this.#patientNumber, this.#systemId());
      case objectClass.mds:
        return [{ context: 0, handle: 0, attributes: mdsAttributes(this.#self(), true) }];
      default:
        return null;
    }
  }

  #view(): NumericView {
    return {
      sensors: this.#person.now,
      cuff: this.cuff.result,
      cuffInflating: this.cuff.inflating,
      demo: this.standing.has('demo-mode'),
      test: this.standing.has('test-data'),
      kPa: this.standing.has('kpa'),
      sensorOff: this.standing.has('sensor-off'),
      artefact: this.standing.has('artefact'),
      alarming: new Set(this.#alarms().flatMap(({ source, type }) => (type >= 0x100 ? [source] : []))),
      firstHandle: 0x8000 + ((this.#boot * 397) % 0x4000),
    };
  }

  /** The simulated monitor's own limits, and what is wrong with its sensors. */
  #alarms(): AlarmEntry[] {
    const { spo2, heartRate } = this.#person.now;
    const state = this.standing.has('demo-mode') ? 0x0100 : 0;
    const entries: AlarmEntry[] = [];
    const add = (source: number, code: number, type: number, text: string): void => {
      entries.push({ source, code, type, state, text });
    };
    const sys = this.cuff.result?.reading?.sysMmHg ?? 0;
    if (spo2 !== null && spo2 < 90 && !this.standing.has('sensor-off'))
      add(0x4bb8, 1, 0x400, `SpO2 ${spo2} < 90`);
    if (heartRate > 130) add(0x4182, 2, 0x200, `HR ${heartRate} > 130`);
    if (sys > 180) add(0x4a05, 2, 0x200, `NBP ${sys} > 180`);
    if (this.standing.has('alarm')) add(0x5012, 3, 0x400, 'APNEA (told to)');
    if (this.standing.has('sensor-off')) add(0x4bb8, 4, 0x001, 'SpO2 SENSOR OFF');
    if (this.cuff.failed) add(0x4a04, 5, 0x001, 'NBP MEASURE FAILED');
    return entries;
  }
}
