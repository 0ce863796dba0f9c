import {
  type AlarmEntry,
  type Attribute,
  alarmAttribute,
  attributeGroup,
  attributeId,
  ByteWriter,
  compoundAttribute,
  encodeFloat,
  encodeNarrowText,
  encodeSpecialFloat,
  encodeSpecification,
  encodeWallTime,
  encodeWideText,
  fromHex,
  type MonitorWallMs,
  numericAttribute,
  type ObservedObject,
  type ObservedValue,
  stateBit,
  type Ticks,
} from '../../../electron/devices/philips-intellivue/codec';
import type { CuffReading, SensorValues } from './patient';

/** The last cuff measurement of the simulated monitor; null values: it failed. */
export type CuffResult = { readonly reading: CuffReading | null; readonly at: MonitorWallMs };

/** All that decides what the numeric objects say at one moment. */
export type NumericView = {
  readonly sensors: SensorValues;
  readonly cuff: CuffResult | null;
  readonly cuffInflating: boolean;
  readonly demo: boolean;
  readonly test: boolean;
  readonly kPa: boolean;
  readonly sensorOff: boolean;
  readonly artefact: boolean;
  /** Physiological ids the monitor alarms on. */
  readonly alarming: ReadonlySet<number>;
  /** Handles are not stable: they differ from boot to boot (monitors.md 11.9). */
  readonly firstHandle: number;
};

const unit = {
  perMinute: 0x0aa0,
  breaths: 0x0ae0,
  percent: 0x0220,
  none: 0x0200,
  mmHg: 0x0f20,
  kPa: 0x0f03,
  cel: 0x17a0,
};
const KPA_PER_MMHG = 0.133322;

/** The numeric objects of the monitor. The cuff has its own object with a compound value and its time stamp. */
export function numericObjects(view: NumericView, group: number): ObservedObject[] {
  const { sensors, sensorOff } = view;
  const { modelled } = sensors;
  const artefact = view.artefact ? stateBit.questionable : 0;
  const one = (
    physioId: number,
    unitCode: number,
    value: number | null,
    decimals = 0,
    state = 0,
  ): ObservedValue => observed(view, physioId, unitCode, value, decimals, state);
  const pleth = (value: number | null): number | null => (sensorOff ? null : value);
  const singles: [number, string, ObservedValue][] = [
    [0x00024182, 'HR', one(0x4182, unit.perMinute, sensors.heartRate, 0, artefact)],
    [0x0002500a, 'RR', one(0x500a, unit.breaths, Math.round(modelled.breathsPerMin), 0, artefact)],
    [0x00025012, 'awRR', one(0x5012, unit.breaths, Math.round(modelled.breathsPerMin))],
    [0x00024bb8, 'SpO2', one(0x4bb8, unit.percent, pleth(sensors.spo2), 1, artefact)],
    [0x00024822, 'Pulse', one(0x4822, unit.perMinute, pleth(sensors.pulse), 0, artefact)],
    [0x00024bb0, 'Perf', one(0x4bb0, unit.none, pleth(modelled.perfusion), 1)],
    [0x000250b0, 'etCO2', pressure(view, 0x50b0, modelled.etco2MmHg)],
    [0x000250ba, 'imCO2', pressure(view, 0x50ba, modelled.inspiredCo2MmHg)],
    [0x00024b48, 'Temp', one(0x4b48, unit.cel, modelled.temperatureCel, 1)],
  ];
  const cuff: ObservedObject = {
    context: 1,
    handle: view.firstHandle,
    attributes: described(group, 0x00024a04, 'NBP', cuffAttributes(view)),
  };
  return [
    cuff,
    ...singles.map(([label, name, value], index) => ({
      context: 1,
      handle: view.firstHandle + 3 * (index + 1),
      attributes: described(group, label, name, [numericAttribute(value)]),
    })),
  ];
}

function observed(
  view: NumericView,
  physioId: number,
  unitCode: number,
  value: number | null,
  decimals: number,
  state = 0,
): ObservedValue {
  const mode = (view.demo ? stateBit.demo : 0) | (view.test ? stateBit.test : 0);
  const alarm = view.alarming.has(physioId) ? stateBit.alarming : 0;
  const missing = value === null ? stateBit.unavailable : 0;
  const float = value === null ? encodeSpecialFloat('nan') : encodeFloat(value, decimals);
  return { physioId, state: state | mode | alarm | missing, unitCode, float };
}

function pressure(view: NumericView, physioId: number, mmHg: number | null, state = 0): ObservedValue {
  if (!view.kPa)
    return observed(view, physioId, unit.mmHg, mmHg === null ? null : Math.round(mmHg), 0, state);
  return observed(view, physioId, unit.kPa, mmHg === null ? null : mmHg * KPA_PER_MMHG, 1, state);
}

function cuffAttributes(view: NumericView): Attribute[] {
  const { cuff } = view;
  if (cuff === null) return [];
  const state =
    (cuff.reading === null ? stateBit.invalid : 0) | (view.cuffInflating ? stateBit.measuring : 0);
  const values = [
    pressure(view, 0x4a05, cuff.reading?.sysMmHg ?? null, state),
    pressure(view, 0x4a06, cuff.reading?.diaMmHg ?? null, state),
    pressure(view, 0x4a07, cuff.reading?.meanMmHg ?? null, state),
    observed(view, 0xf0e5, unit.perMinute, cuff.reading?.pulsePerMin ?? null, 0, state),
  ];
  return [{ id: attributeId.measuredAt, value: encodeWallTime(cuff.at) }, compoundAttribute(values)];
}

/** Group 0000 has the labels as well; 0803 has values only. */
function described(group: number, label: number, name: string, values: Attribute[]): Attribute[] {
  if (group !== attributeGroup.all) return values;
  const labels = [
    { id: attributeId.label, value: new ByteWriter().u32(label).done() },
    { id: attributeId.labelText, value: encodeWideText(name) },
  ];
  return [...labels, ...values];
}

/** The alarm object with both lists. */
export function alarmObjects(handle: number, entries: readonly AlarmEntry[]): ObservedObject[] {
  const patient = entries.filter(({ type }) => type >= 0x100);
  const technical = entries.filter(({ type }) => type < 0x100);
  const state = { id: attributeId.alarmState, value: fromHex('00000000000000000000') };
  const lists = [alarmAttribute('patientAlarms', patient), alarmAttribute('technicalAlarms', technical)];
  return [{ context: 0, handle, attributes: [state, ...lists] }];
}

export type MonitorSelf = {
  readonly systemId: Uint8Array;
  readonly serialNumber: string;
  readonly bedLabel: string;
  readonly wall: MonitorWallMs;
  readonly at: Ticks;
};

export const MANUFACTURER = 'Infusion Console';
export const MODEL = 'SIMULATOR of IntelliVue';
export const SOFTWARE = 'SIM.1';

/** What the monitor says about itself when it presents itself; a poll adds the production specification. */
export function mdsAttributes(self: MonitorSelf, polled: boolean): Attribute[] {
  const names = new ByteWriter().bytes(encodeNarrowText(MANUFACTURER)).bytes(encodeNarrowText(MODEL)).done();
  const specification = {
    id: attributeId.productionSpecification,
    value: encodeSpecification(self.serialNumber, SOFTWARE),
  };
  return [
    { id: attributeId.systemId, value: new ByteWriter().counted(self.systemId).done() },
    { id: attributeId.systemModel, value: names },
    { id: attributeId.bedLabel, value: encodeWideText(self.bedLabel) },
    { id: attributeId.absoluteTime, value: encodeWallTime(self.wall) },
    { id: attributeId.relativeTime, value: new ByteWriter().u32(self.at).done() },
    ...(polled ? [specification] : []),
  ];
}

/** The demographics of simulated patient number `patient`; the names say that they are made up. */
export function demographicObjects(patient: number, systemId: Uint8Array): ObservedObject[] {
  const attributes = [
    {
      id: attributeId.patientInternalId,
      value: new ByteWriter()
        .bytes(systemId)
        .u32(0x1c000000 + patient)
        .done(),
    },
    { id: attributeId.patientFamilyName, value: encodeWideText(`Simulated-${patient}`) },
    { id: attributeId.patientGivenName, value: encodeWideText('Patient') },
    { id: attributeId.patientId, value: encodeWideText(`SIM-${patient}`) },
    { id: attributeId.patientSex, value: new ByteWriter().u16(0).done() },
    { id: attributeId.patientBirthDate, value: new Uint8Array(8) },
  ];
  return [{ context: 0, handle: 0x50, attributes }];
}
