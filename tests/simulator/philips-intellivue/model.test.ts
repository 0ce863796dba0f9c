import { describe, expect, test } from 'vitest';
import {
  consoleProfile,
  decodeMessage,
  encodeAssociationRequest,
  encodeMdsCreateResult,
  encodePollRequest,
  encodePollResult,
  type Message,
  objectClass,
  type PollResult,
  releaseRequest,
  ticks,
} from '../../../electron/devices/philips-intellivue/codec';
import { encodeFrame, FrameParser } from '../../../electron/devices/philips-intellivue/frame';
import { ManualClock } from '../../clock';
import { type Json, type RunningDevice, UnknownFault } from '../device';
import { philipsIntellivue } from '.';
import { inParts } from './association';

type Host = {
  readonly clock: ManualClock;
  readonly monitor: RunningDevice;
  readonly heard: Message[];
  readonly said: string[];
  send(userData: Uint8Array): void;
  /** Associates and confirms the create event. */
  associate(): Promise<void>;
};

function host(options: Readonly<Record<string, string>> = {}): Host {
  const clock = new ManualClock();
  const heard: Message[] = [];
  const said: string[] = [];
  const parser = new FrameParser();
  const monitor = philipsIntellivue.start({
    clock,
    write: (frame) => {
      for (const found of parser.push(frame))
        if (found.kind === 'frame') heard.push(decodeMessage(found.userData));
    },
    say: (line) => said.push(line),
    pumpControl: null,
    options,
  });
  const send = (userData: Uint8Array): void => monitor.receive(encodeFrame(userData));
  const associate = async (): Promise<void> => {
    send(encodeAssociationRequest(consoleProfile));
    await clock.advance(1000);
    send(encodeMdsCreateResult(1));
  };
  return { clock, monitor, heard, said, send, associate };
}

function poll(target: number, group: number, seconds: number | null, invokeId = 9): Uint8Array {
  const duration = seconds === null ? null : ticks(seconds * 8000);
  const request = { invokeId, pollNumber: invokeId, objectClass: target, attributeGroup: group, duration };
  return encodePollRequest({ kind: 'poll-request', ...request });
}

function results({ heard }: Host): PollResult[] {
  return heard.filter((message) => message.kind === 'poll-result');
}

describe('simulated association', () => {
  test('repeated requests get one response, followed at once by the create event', async () => {
    const one = host();
    for (let count = 0; count < 3; count += 1) one.send(encodeAssociationRequest(consoleProfile));
    await one.clock.advance(2000);
    one.send(encodeAssociationRequest(consoleProfile));
    await one.clock.advance(2000);
    expect(one.heard.map(({ kind }) => kind)).toEqual(['association-response', 'mds-create-event']);
  });

  test('a release without association is not answered, one with is', async () => {
    const one = host();
    one.send(releaseRequest);
    expect(one.heard).toEqual([]);
    await one.associate();
    one.send(releaseRequest);
    expect(one.heard.at(-1)?.kind).toBe('release-response');
  });

  test('polls before the create result wait for it', async () => {
    const one = host();
    one.send(encodeAssociationRequest(consoleProfile));
    await one.clock.advance(1000);
    one.send(poll(objectClass.mds, 0, null));
    await one.clock.advance(5000);
    expect(results(one)).toEqual([]);
    one.send(encodeMdsCreateResult(1));
    await one.clock.advance(1000);
    expect(results(one)).toHaveLength(1);
  });

  test('is aborted when the host says nothing for three poll periods', async () => {
    const one = host();
    await one.associate();
    await one.clock.advance(118_000);
    expect(one.heard.some(({ kind }) => kind === 'abort')).toBe(false);
    await one.clock.advance(4000);
    expect(one.heard.at(-1)?.kind).toBe('abort');
    expect(one.monitor.status().association).toBe('idle');
  });

  test('an unknown class is an error answer', async () => {
    const one = host();
    await one.associate();
    one.send(poll(0x0077, 0, null));
    expect(one.heard.at(-1)).toEqual({ kind: 'operation-error', invokeId: 9, error: 0 });
  });
});

describe('simulated polls', () => {
  test('a stream gives a set every 1024 ms, numbered, and stops silently', async () => {
    const one = host();
    await one.associate();
    one.send(poll(objectClass.numerics, 0x0803, 10));
    await one.clock.advance(30_000);
    const sets = results(one);
    expect(sets.map(({ sequence }) => sequence)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, sets.length),
    );
    expect(sets.length).toBeGreaterThanOrEqual(9);
    expect(sets[1] === undefined || sets[0] === undefined ? 0 : sets[1].at - sets[0].at).toBe(8192);
    expect(one.heard.at(-1)).toBe(sets.at(-1));
  });

  test('group 0000 adds labels to the same values', async () => {
    const one = host();
    await one.associate();
    one.send(poll(objectClass.numerics, 0, null, 3));
    one.send(poll(objectClass.numerics, 0x0803, null, 4));
    await one.clock.advance(1000);
    const [all, values] = results(one);
    expect(all?.objects.map(({ handle }) => handle)).toEqual(values?.objects.map(({ handle }) => handle));
    expect(all?.objects[1]?.attributes.map(({ id }) => id)).toEqual([0x0924, 0x0927, 0x0950]);
    expect(values?.objects[1]?.attributes.map(({ id }) => id)).toEqual([0x0950]);
  });

  test('a result that does not fit comes in parts, each within the limit, closed by an empty one', () => {
    const object = (handle: number) => ({
      context: 1,
      handle,
      attributes: [{ id: 1, value: new Uint8Array(30) }],
    });
    const result: PollResult = {
      kind: 'poll-result',
      invokeId: 1,
      part: 'whole',
      count: 0,
      pollNumber: 1,
      sequence: 4,
      at: ticks(0),
      wall: null,
      objectClass: 6,
      attributeGroup: 0,
      objects: Array.from({ length: 7 }, (_, index) => object(index)),
    };
    expect(inParts(result, 1456)).toEqual([result]);
    const parts = inParts(result, 180);
    expect(parts.map(({ part, count }) => [part, count])).toEqual([
      ['first', 1],
      ['middle', 2],
      ['last', 3],
      ['whole', 0],
    ]);
    expect(parts.every((part) => encodePollResult(part).length <= 180)).toBe(true);
    expect(parts.flatMap(({ objects }) => objects)).toEqual(result.objects);
  });
});

describe('simulated monitor', () => {
  test('says what is recorded and what is modelled, and that it is a simulator', () => {
    const { said, monitor } = host();
    expect(said.join('\n')).toMatch(/SpO2: recorded/);
    expect(said.join('\n')).toMatch(/NIBP, RR, EtCO2, InsCO2, Temp, Perf: modelled/);
    expect(monitor.note).toMatch(/SIMULATOR/);
  });

  test('tells when the recording starts again', async () => {
    const { said, monitor, clock } = host();
    await clock.advance(12_312_000);
    expect(said.filter((line) => line.includes('pass'))).toEqual(['the recording starts again: pass 2']);
    expect(monitor.status().recordingPass).toBe(2);
  });

  test('every fault of the table can be brought about and cleared', async () => {
    const one = host();
    const argument: Record<string, Json> = { 'spo2-dip': { to: 84, seconds: 30 }, alarm: 'on' };
    for (const { name } of philipsIntellivue.faults) one.monitor.fault(name, argument[name] ?? null);
    await one.clock.advance(60_000);
    one.monitor.clear();
    expect(one.monitor.status().standing).toEqual([]);
  });

  test.each([
    [{ to: 84, seconds: 30 }, 84],
    ['85,30', 85],
    ['86', 86],
    [87, 87],
    [null, 84],
  ])('a dip of SpO2 given as %j', async (argument, expected) => {
    const { monitor, clock } = host();
    monitor.fault('spo2-dip', argument);
    await clock.advance(1000);
    expect(monitor.status().spo2Percent).toBe(expected);
    await clock.advance(61_000);
    expect(Number(monitor.status().spo2Percent)).toBeGreaterThan(90);
  });

  test('unknown faults and arguments are refused', () => {
    const { monitor } = host();
    expect(() => monitor.fault('no-such', null)).toThrow(UnknownFault);
    expect(() => monitor.fault('tachycardia', 'fast')).toThrow(UnknownFault);
    expect(() => monitor.fault('kpa', 'perhaps')).toThrow(UnknownFault);
  });

  test('tachycardia and hypertension show in rate and cuff', async () => {
    const { monitor, clock } = host({ 'nibp-minutes': '0' });
    await clock.advance(2000);
    monitor.fault('tachycardia', 90);
    monitor.fault('hypertension', 70);
    monitor.fault('nibp-now', null);
    await clock.advance(30_000);
    expect(Number(monitor.status().heartRatePerMin)).toBeGreaterThan(130);
    expect(monitor.status().cuff).toMatchObject({ sysMmHg: expect.any(Number) });
    expect((monitor.status().cuff as { sysMmHg: number }).sysMmHg).toBeGreaterThan(170);
  });

  test('options that are no numbers are refused; stopped, it leaves no timer', () => {
    expect(() => host({ 'weight-kg': 'heavy' })).toThrow(RangeError);
    expect(() => host({ 'nibp-minutes': '' })).toThrow(RangeError);
    const { monitor, clock } = host();
    monitor.fault('reboot', null);
    monitor.fault('nibp-now', null);
    monitor.stop();
    expect(clock.pending).toBe(0);
  });
});
