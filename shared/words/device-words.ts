import type { LinkFault } from '../readings/device';
import type { PumpControl } from '../readings/pump';
import type { EventBody } from '../session/events';
import { withUnit } from '../units/format';
import { counted } from './phrases';

const faults: Record<LinkFault, string> = {
  closed: 'the connection was closed',
  unplugged: 'the cable was unplugged',
  'port-missing': 'the port is not there',
  'port-busy': 'another program holds the port',
  'port-denied': 'the port may not be opened',
  silent: 'nothing was heard',
  noise: 'the line is noisy',
  checksum: 'a frame failed its check',
  'wrong-device': 'it is not the expected device',
  refused: 'the connection was refused',
  protocol: 'the answer was not understood',
  'host-restarted': 'the device program started again',
};

/** Why a link ended or a device is at fault, in words. */
export function faultWords(fault: LinkFault, detail: string): string {
  return detail === '' ? faults[fault] : `${faults[fault]} (${detail})`;
}

/** Maker, model and serial number; a simulator is always called one. */
export function deviceName(identity: EventBody<'link.up'>['identity']): string {
  const { manufacturer, model, serialNumber, simulator } = identity;
  const serial = serialNumber === '' ? 'no serial number' : `no. ${serialNumber}`;
  return `${manufacturer} ${model}, ${serial}${simulator ? ', simulator' : ''}`;
}

/** Who holds the pump's controls. */
export function controlWords(control: PumpControl, detail: string): string {
  const words = {
    pump: 'The pump is operated at the pump',
    console: 'The console holds the pump’s controls',
    refused: 'The pump refused remote control',
    withdrawn: 'The pump took its controls back',
    unknown: 'Who holds the pump’s controls is not known',
  }[control];
  return detail === '' ? words : `${words}: ${detail}`;
}

/** One status of the pump. */
export function pumpReadingWords(reading: EventBody<'pump.reading'>): string {
  const { runState, rateMlPerHour, volumeInfusedMl, alarms } = reading;
  const rate = rateMlPerHour === null ? 'no rate' : withUnit(rateMlPerHour, 'mL/h');
  const volume = volumeInfusedMl === null ? 'no volume' : withUnit(volumeInfusedMl, 'mL');
  const alarming = alarms.map(({ text }) => `, alarm: ${text}`).join('');
  const state = runState === 'unknown' ? 'state unknown' : runState;
  return `Pump says ${state}, ${rate}, ${volume}${alarming}`;
}

/** How many numbers one message of the monitor held. */
export function monitorReadingWords({ numerics }: EventBody<'monitor.reading'>): string {
  const absent = numerics.filter(({ value }) => value === null).length;
  const without = absent === 0 ? '' : `, ${absent} without a value`;
  return `Monitor sent ${counted(numerics.length, 'number', 'numbers')}${without}`;
}

/** What a pump can be told, by grade of evidence. */
export function capabilityWords({ capabilities }: EventBody<'pump.capabilities'>): string {
  const can = (['pause', 'start', 'setRate'] as const).filter((key) => capabilities[key] === 'verified');
  const names = { pause: 'pause', start: 'start', setRate: 'set the rate' };
  const known =
    can.length === 0 ? 'no verified command' : `verified: ${can.map((key) => names[key]).join(', ')}`;
  return `Pump abilities: ${known}; rate step ${withUnit(capabilities.rateStepMlPerHour, 'mL/h')}`;
}

/** What passed over a device's wire. */
export function wireWords(counts: EventBody<'wire.counted'>): string {
  const { device, framesAccepted, bytesReceived, bytesDiscarded, rejected } = counts;
  const frames = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  const lost = `${frames} rejected, ${bytesDiscarded} of ${bytesReceived} bytes discarded`;
  return `Wire of the ${device}: ${counted(framesAccepted, 'message', 'messages')} taken, ${lost}`;
}
