import type { DeviceIdentity, LinkFault } from '../../../shared/readings/device';
import type { Clock, Instant } from '../../../shared/time/clock';
import { elapsed, patience } from '../../../shared/time/clock';
import type { MlPerHour } from '../../../shared/units/units';
import type { Status, Vtbi } from './codec';
import type { SyringeReply } from './snapshot';
import type { Answer, Talk } from './talk';
import { ofKind } from './talk';

/** The serial number is asked for this long on one connection before the port is opened anew, ms. */
const ASK_MS = 10_000;

export type Identified = {
  readonly kind: 'identified';
  readonly identity: DeviceIdentity;
  /** `COMMS_RESPONSE_MAX`, ms; what it limits is not public (pumps.md 2.3). */
  readonly responseMaxMs: number | null;
  readonly rateMax: MlPerHour | null;
  readonly syringe: SyringeReply | null;
  readonly status: Status;
  readonly statusAt: Instant;
  readonly vtbi: Vtbi | null;
};
export type Failed = { readonly kind: 'failed'; readonly fault: LinkFault; readonly detail: string };

/** Finds out who is at the far end and how it stands. Reads only: nothing on the pump changes (pumps.md 11.2). */
export async function identify(talk: Talk, clock: Clock): Promise<Identified | Failed> {
  const serialNumber = await askSerial(talk, clock);
  if (serialNumber === null) return failed('silent', 'nobody answers the question for the serial number');
  const one = async <A>(name: Asked, answer: Answer<A>): Promise<A | null> => {
    const ending = await talk.read({ kind: 'ask', name }, answer);
    return ending.kind === 'answered' ? ending.answer : null;
  };
  const protocol = await one('COMMS_PROTOCOL', ofKind('protocol'));
  const responseMax = await one('COMMS_RESPONSE_MAX', ofKind('response-max'));
  const syringe = await one('SYRINGE_STATUS', ofKind('syringe'));
  const rateMax = await one('INF_RATE_MAX_SYRINGE', ofKind('rate-max'));
  const status = await talk.read({ kind: 'ask', name: 'INF' }, ofKind('status'));
  if (status.kind !== 'answered')
    return failed('protocol', 'the pump tells its serial number, but not its status');
  if (status.answer.serialNumber !== serialNumber) {
    return failed(
      'wrong-device',
      `the serial number is ${serialNumber} and then ${status.answer.serialNumber}`,
    );
  }
  const vtbi = await one('INF_VTBI', ofKind('vtbi'));
  const identity: DeviceIdentity = {
    driver: 'alaris-asena',
    manufacturer: 'Alaris',
    model: 'Asena GH',
    serialNumber,
    software: protocol === null || protocol.text === '' ? null : protocol.text,
    simulator: serialNumber.startsWith('SIM-'),
  };
  return {
    kind: 'identified',
    identity,
    responseMaxMs: responseMax?.ms ?? null,
    rateMax: rateMax?.rateMlPerHour ?? null,
    syringe,
    status: status.answer,
    statusAt: status.instant,
    vtbi,
  };
}

type Asked = 'COMMS_PROTOCOL' | 'COMMS_RESPONSE_MAX' | 'SYRINGE_STATUS' | 'INF_RATE_MAX_SYRINGE' | 'INF_VTBI';

async function askSerial(talk: Talk, clock: Clock): Promise<string | null> {
  const from = clock.now().mono;
  const askMs = patience(ASK_MS, clock.factor, 2500);
  while (!talk.over && elapsed(from, clock.now().mono) < askMs) {
    const ending = await talk.ask({ kind: 'ask', name: 'INST_SERIALNO' }, ofKind('serial-number'));
    if (ending.kind === 'answered') return ending.answer.serialNumber;
    // A write that fails ends at once; without a pause this would ask as fast as the machine can.
    if (ending.kind !== 'unsent') await new Promise<void>((resolve) => clock.after(100, resolve));
  }
  return null;
}

function failed(fault: LinkFault, detail: string): Failed {
  return { kind: 'failed', fault, detail };
}
