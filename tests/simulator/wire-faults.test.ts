import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock';
import { UnknownFault } from './device';
import { parseSchedule } from './simulation';
import { wireFaultDescriptions, wireFaults } from './wire-faults';

const frame = Uint8Array.of(1, 2, 3, 4, 5);

function setUp() {
  const clock = new ManualClock();
  const arrived: number[][] = [];
  let cuts = 0;
  const wire = wireFaults({
    clock,
    toHost: (bytes) => arrived.push([...bytes]),
    cut: () => {
      cuts += 1;
    },
  });
  return { clock, arrived, wire, cuts: () => cuts };
}

describe('wireFaults', () => {
  it('passes everything on while nothing is wrong', () => {
    const { wire, arrived } = setUp();
    wire.fromDevice(frame);
    expect(arrived).toEqual([[1, 2, 3, 4, 5]]);
    expect(wire.fromHost(frame)).toBe(frame);
    expect(wire.standing()).toEqual([]);
  });

  it('loses frames and requests, as many as asked', () => {
    const { wire, arrived } = setUp();
    wire.fault('lost', '2');
    for (let i = 0; i < 3; i += 1) wire.fromDevice(frame);
    expect(arrived).toHaveLength(1);
    wire.fault('lost-request', null);
    expect(wire.fromHost(frame)).toBeNull();
    expect(wire.fromHost(frame)).toBe(frame);
  });

  it('flips one bit, without touching the frame it was given', () => {
    const { wire, arrived } = setUp();
    wire.fault('bad-checksum', null);
    wire.fromDevice(frame);
    wire.fromDevice(frame);
    expect(arrived).toEqual([
      [1, 2, 2, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
  });

  it('delays, splits and glues in simulated time', async () => {
    const late = setUp();
    late.wire.fault('late', 700);
    late.wire.fromDevice(frame);
    late.wire.fromDevice(Uint8Array.of(9));
    await late.clock.advance(700);
    expect(late.arrived).toEqual([[9], [1, 2, 3, 4, 5]]);

    const split = setUp();
    split.wire.fault('split', null);
    split.wire.fromDevice(frame);
    expect(split.arrived).toEqual([[1, 2]]);
    await split.clock.advance(30);
    expect(split.arrived).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);

    const glued = setUp();
    glued.wire.fault('glued', null);
    glued.wire.fromDevice(frame);
    glued.wire.fromDevice(Uint8Array.of(9));
    expect(glued.arrived).toEqual([]);
    await glued.clock.advance(100);
    expect(glued.arrived).toEqual([[1, 2, 3, 4, 5, 9]]);
  });

  it('is silent for a while, or until cleared', async () => {
    const { wire, arrived, clock } = setUp();
    wire.fault('silence', 3);
    wire.fromDevice(frame);
    await clock.advance(3000);
    wire.fromDevice(frame);
    expect(arrived).toHaveLength(1);
    wire.fault('silence', null);
    await clock.advance(60_000);
    wire.fromDevice(frame);
    expect(arrived).toHaveLength(1);
    wire.clear();
    wire.fromDevice(frame);
    expect(arrived).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  it('cuts the cable in the middle of a frame', () => {
    const { wire, arrived, cuts } = setUp();
    wire.fault('cut', null);
    wire.fromDevice(frame);
    expect(arrived).toEqual([[1, 2, 3]]);
    expect(cuts()).toBe(1);
  });

  it('makes the same noise every time', () => {
    const one = setUp();
    const two = setUp();
    for (const { wire } of [one, two]) {
      wire.fault('noise', '8');
      wire.fault('babble', null);
      wire.fromDevice(frame);
    }
    expect(one.arrived).toEqual(two.arrived);
    expect(one.arrived.map((bytes) => bytes.length)).toEqual([8, 5]);
    expect(one.arrived[1]).not.toEqual([...frame]);
  });

  it('knows every fault that it describes, and refuses arguments that are none', () => {
    const { wire } = setUp();
    for (const { name } of wireFaultDescriptions) expect(wire.fault(name, 1)).toBe(true);
    expect(wire.fault('occlusion', null)).toBe(false);
    expect(() => wire.fault('late', null)).toThrow(UnknownFault);
    expect(() => wire.fault('lost', '-1')).toThrow(UnknownFault);
    expect(() => wire.fault('lost', '')).toThrow(UnknownFault);
  });
});

describe('parseSchedule', () => {
  it.each([
    ['occlusion@30', { name: 'occlusion', argument: null, seconds: 30 }],
    ['dial:12.5@0.5', { name: 'dial', argument: '12.5', seconds: 0.5 }],
    ['alarm:AL_LWBAT@7', { name: 'alarm', argument: 'AL_LWBAT', seconds: 7 }],
  ])('%s', (text, expected) => {
    expect(parseSchedule(text)).toEqual(expected);
  });

  it.each(['occlusion', '@3', 'occlusion@', 'occlusion@-1', 'occlusion@3s'])('%j is refused', (text) => {
    expect(() => parseSchedule(text)).toThrow(UnknownFault);
  });
});
