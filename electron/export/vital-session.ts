import type { PredictedTable } from '../../shared/exports/numerics-table';
import type { SessionDetail } from '../../shared/ipc/session-detail';
import type { DeviceRole } from '../../shared/readings/device';
import type { LoggedEvent } from '../../shared/session/events';
import { contextOf } from '../../shared/words/event-context';
import { eventWords } from '../../shared/words/event-words';
import {
  deviceBytes,
  type MonitorType,
  monitorType,
  orderBytes,
  recordBytes,
  trackBytes,
  trackKind,
  type VitalDevice,
  type VitalRecord,
  type VitalTrack,
  vitalHeader,
} from './vital-format';

type Column = readonly (number | null)[];
type Numbers = {
  readonly name: string;
  readonly unit: string;
  readonly range: readonly [number, number];
  readonly colour: number;
  readonly type: MonitorType;
  readonly device: number;
  readonly t: readonly number[];
  readonly v: Column;
};

const device = { console: 1, pump: 2, monitor: 3, predicted: 4 } as const;
const white = 0xffffffff;
const green = 0xff00c000;
const cyan = 0xff40c8e0;
const red = 0xffe04060;
const yellow = 0xffe0c040;
const violet = 0xffa070e0;

/** The first device of a role that was linked; its maker and model name it in the file. */
function nameOf(events: readonly LoggedEvent[], role: DeviceRole): string {
  for (const { type, body } of events) {
    if (type === 'link.up' && body.device === role)
      return `${body.identity.manufacturer} ${body.identity.model}`;
  }
  return role;
}

function devicesOf(events: readonly LoggedEvent[], predicted: PredictedTable | null): VitalDevice[] {
  // A slash would part the device's name from the track's, and two devices of one name would be one.
  const [pump, monitor] = [nameOf(events, 'pump'), nameOf(events, 'monitor')].map((one) =>
    one.replaceAll('/', '-'),
  );
  return [
    { id: device.console, type: 'Infusion Console', name: 'Console' },
    { id: device.pump, type: 'Syringe pump', name: pump ?? 'pump' },
    {
      id: device.monitor,
      type: 'Patient monitor',
      name: monitor === pump ? `${monitor} monitor` : (monitor ?? ''),
    },
    ...(predicted === null ? [] : [{ id: device.predicted, type: predicted.name, name: 'Predicted' }]),
  ];
}

function numbersOf({ series }: SessionDetail, predicted: PredictedTable | null): Numbers[] {
  const { pump, monitor, nibp } = series;
  const of = (
    name: string,
    unit: string,
    range: readonly [number, number],
    colour: number,
    type: MonitorType,
  ) => ({ name, unit, range, colour, type });
  const onMonitor = { device: device.monitor, t: monitor.t };
  const onCuff = { device: device.monitor, t: nibp.t };
  const onPump = { device: device.pump, t: pump.t };
  const model = predicted && { device: device.predicted, t: predicted.t };
  return [
    { ...of('HR', '/min', [30, 150], green, monitorType.ECG_HR), ...onMonitor, v: monitor.hr },
    { ...of('PLETH_HR', '/min', [30, 150], cyan, monitorType.PLETH_HR), ...onMonitor, v: monitor.pr },
    { ...of('PLETH_SPO2', '%', [80, 100], cyan, monitorType.PLETH_SPO2), ...onMonitor, v: monitor.spo2 },
    { ...of('RR', '/min', [0, 50], yellow, monitorType.RESP_RR), ...onMonitor, v: monitor.rr },
    { ...of('ETCO2', 'mmHg', [0, 60], yellow, monitorType.CO2_CONC), ...onMonitor, v: monitor.etco2MmHg },
    { ...of('BT', '°C', [34, 40], violet, monitorType.BT), ...onMonitor, v: monitor.tempCel },
    { ...of('NIBP_SBP', 'mmHg', [0, 200], red, monitorType.NIBP_SBP), ...onCuff, v: nibp.sys },
    { ...of('NIBP_DBP', 'mmHg', [0, 200], red, monitorType.NIBP_DBP), ...onCuff, v: nibp.dia },
    { ...of('NIBP_MBP', 'mmHg', [0, 200], red, monitorType.NIBP_MBP), ...onCuff, v: nibp.mean },
    { ...of('RATE', 'mL/h', [0, 50], violet, monitorType.FLUID_RATE), ...onPump, v: pump.rateMlPerHour },
    { ...of('VOL', 'mL', [0, 100], violet, monitorType.FLUID_TOTAL), ...onPump, v: pump.givenLowMl },
    { ...of('VOL_MOST', 'mL', [0, 100], violet, monitorType.none), ...onPump, v: pump.givenHighMl },
    ...(predicted === null || model === null
      ? []
      : [
          { ...of('CP', 'ng/mL', [0, 500], white, monitorType.none), ...model, v: predicted.plasma },
          { ...of('CE', 'ng/mL', [0, 500], white, monitorType.DRUG1_CE), ...model, v: predicted.effect },
        ]),
  ];
}

const EVENT_TRACK = 1;

/** A value at each moment at which there is one: a gap has no record at all. */
function* recordsOf({ t, v }: Numbers, trackId: number): Iterable<VitalRecord> {
  for (let row = 0; row < t.length; row += 1) {
    const [time, value] = [t[row], v[row]];
    if (time !== undefined && value !== null && value !== undefined) yield { trackId, t: time, value };
  }
}

/**
 * One session as a vital file, piece by piece, not yet compressed: devices, tracks, and their records track by track.
 * What was told is a track of texts, `EVENT`; what was predicted stands under a device of its own. Times are those of
 * the readings, and no value is made up between two.
 */
export function* vitalPieces(detail: SessionDetail, predicted: PredictedTable | null): Iterable<Uint8Array> {
  const { events } = detail;
  const numbers = numbersOf(detail, predicted);
  const times = [
    ...events.map(({ at }) => at / 1000),
    ...numbers.flatMap(({ t }) => [t[0], t.at(-1)]).filter((t) => t !== undefined),
  ];
  const [from, to] = times.reduce(
    ([least, most], t): [number, number] => [Math.min(least, t), Math.max(most, t)],
    [Number.POSITIVE_INFINITY, 0] as [number, number],
  );
  yield vitalHeader(new Date(from * 1000).getTimezoneOffset(), from, to);
  for (const one of devicesOf(events, predicted)) yield deviceBytes(one);
  const told: VitalTrack = {
    id: EVENT_TRACK,
    kind: trackKind.text,
    name: 'EVENT',
    unit: '',
    least: 0,
    most: 0,
    colour: white,
    monitorType: monitorType.none,
    // Of no device: where its readers look for events.
    deviceId: 0,
  };
  const tracks = numbers.map((one, index): VitalTrack => {
    const { name, unit, range, colour, type, device: deviceId } = one;
    const id = EVENT_TRACK + 1 + index;
    const [least, most] = range;
    return { id, kind: trackKind.numeric, name, unit, least, most, colour, monitorType: type, deviceId };
  });
  for (const track of [told, ...tracks]) yield trackBytes(track);
  const context = contextOf(events);
  for (const event of events) {
    yield recordBytes({ trackId: EVENT_TRACK, t: event.at / 1000, value: eventWords(event, context) });
  }
  for (const [index, one] of numbers.entries()) {
    for (const record of recordsOf(one, EVENT_TRACK + 1 + index)) yield recordBytes(record);
  }
  yield orderBytes([told, ...tracks].map(({ id }) => id));
}
