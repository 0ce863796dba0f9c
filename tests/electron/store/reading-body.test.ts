import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingDraft } from '../../../electron/store/reading-body';
import { decodeReading, encodeReading } from '../../../electron/store/reading-body';
import type { EventBody } from '../../../shared/session/events';
import { eventBodies } from '../../../shared/session/events';
import { epochMs } from '../../../shared/time/clock';
import { arbitraryOf } from './arbitrary';
import { monitorNumerics, numeric, snapshot } from './samples';

const roundTrip = (draft: ReadingDraft) => decodeReading(draft.type, JSON.parse(encodeReading(draft)));

const pumpDraft = (body: unknown): ReadingDraft => ({
  type: 'pump.reading',
  body: body as EventBody<'pump.reading'>,
});
const monitorDraft = (body: unknown): ReadingDraft => ({
  type: 'monitor.reading',
  body: body as EventBody<'monitor.reading'>,
});

describe('the short form of a reading', () => {
  it('gives back any pump reading exactly', () => {
    fc.assert(
      fc.property(arbitraryOf(eventBodies['pump.reading']), (body) => {
        expect(roundTrip(pumpDraft(body))).toEqual(body);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('gives back any monitor reading exactly', () => {
    fc.assert(
      fc.property(arbitraryOf(eventBodies['monitor.reading']), (body) => {
        expect(roundTrip(monitorDraft(body))).toEqual(body);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('gives back the numerics of our monitors in every quality, alarming or not, with cuff times that repeat', () => {
    const [first, second] = [epochMs(1), epochMs(2)];
    const numerics = [
      ...monitorNumerics(first),
      numeric('NIBP-sys', 'cuff', 140, 'mm[Hg]', { measuredAt: second, alarming: true }),
      numeric('NIBP-dia', 'cuff', null, 'mm[Hg]', { measuredAt: second, quality: 'invalid' }),
      numeric('SpO2', 'pleth', null, '%', { quality: 'unavailable' }),
      numeric('SpO2', 'pleth', 88, '%', { alarming: true }),
      numeric('EtCO2', 'airway', 4.9, 'kPa', { quality: 'demo' }),
      numeric('Temp', 'forehead', 98.2, '[degF]'),
    ];
    expect(roundTrip(monitorDraft({ numerics }))).toEqual({ numerics });
  });

  it('is short for a pump and for a full monitor', () => {
    expect(encodeReading(pumpDraft(snapshot)).length).toBeLessThan(110);
    expect(encodeReading(monitorDraft({ numerics: monitorNumerics() })).length).toBeLessThan(120);
  });

  it('keeps a body with a field it has no place for as it is, wherever the field stands', () => {
    const [one] = monitorNumerics();
    const bodies = [
      pumpDraft({ ...snapshot, battery: 80 }),
      pumpDraft({ ...snapshot, vtbi: { ...snapshot.vtbi, reached: false } }),
      pumpDraft({ ...snapshot, syringe: { ...snapshot.syringe, lot: 'A' } }),
      pumpDraft({ ...snapshot, alarms: [{ code: '1', text: 'Occlusion', severity: 'high', since: 1 }] }),
      monitorDraft({ numerics: [], frame: 7 }),
      monitorDraft({ numerics: [{ ...one, limitHigh: 120 }] }),
    ];
    for (const draft of bodies) expect(roundTrip(draft)).toEqual(draft.body);
  });

  it('reads nothing that its schema would refuse, whatever is put in one place of it', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(0, 1, null, 'a', true));
    const tuples = [
      ['pump.reading', JSON.parse(encodeReading(pumpDraft(snapshot)))],
      ['monitor.reading', JSON.parse(encodeReading(monitorDraft({ numerics: monitorNumerics() })))],
    ] as const;
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...tuples), fc.nat(), anything, ([type, tuple], place, value) => {
        const changed = (tuple as unknown[]).with(place % (tuple as unknown[]).length, value);
        let body: unknown;
        try {
          body = decodeReading(type, changed);
        } catch {
          return;
        }
        read += 1;
        expect(eventBodies[type].safeParse(body).error).toBeUndefined();
      }),
      { seed: 13, numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    ['pump.reading', '[0,0,1]'],
    ['pump.reading', '[99,0,null,null,0,null,0,0,0,0,"s",0]'],
    ['pump.reading', '[0,0,null,null,[2,1,"x"],null,0,0,0,0,"s",0]'],
    ['pump.reading', '[0,0,null,null,0,null,0,0,0,7,"s",0]'],
    ['monitor.reading', '["a"]'],
    ['monitor.reading', '["zz",1]'],
    ['monitor.reading', '["a",[1,55]]'],
    ['monitor.reading', '["a",[1,0,3]]'],
    ['monitor.reading', '["a",[]]'],
    ['monitor.reading', '["a",[1,0,0,null,9]]'],
  ] as const)('refuses a %s that is not one: %s', (type, text) => {
    expect(() => decodeReading(type, JSON.parse(text))).toThrow();
  });
});
