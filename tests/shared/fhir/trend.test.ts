import type { Observation } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampledData, samplesOf } from '../../../shared/fhir/sampled';
import type { Numeric } from '../../../shared/readings/monitor';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import type { SyncItem } from '../../../shared/sync/item';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { signer } from '../discharge';
import { later } from '../review/closed';
import { numeric, openedRoom } from '../session-kit';
import { expectRight, itemsOf, latest, ofKind } from './kit';

const sample = fc.option(
  fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 3000 }).map((tenths) => tenths / 10),
    fc.float({ min: 0, max: 300, noNaN: true }).map((value) => value + 0),
  ),
);

test('sampled data comes back exactly, whatever its decimals', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), (samples) => {
      expect(samplesOf(sampledData(samples, '/min'))).toEqual(samples);
    }),
  );
});

type Reading = { readonly afterMs: number; readonly numerics: readonly Numeric[] };

/** A session in which the monitor says these things, and which is not closed. */
function logOf(readings: readonly Reading[]): LoggedEvent[] {
  const room = openedRoom();
  const before = room.log.slice();
  const [first] = before.slice(-1);
  if (first === undefined) throw new Error('no session');
  let last: LoggedEvent = first;
  const log = [...before];
  for (const { afterMs, numerics } of readings) {
    const draft: EventDraft = { type: 'monitor.reading', body: { numerics: [...numerics] } };
    const { seq, at, mono, sessionId, runId } = last;
    const time = { at: epochMs(at + afterMs), mono: monoMs(mono + afterMs) };
    const next: LoggedEvent = { ...draft, seq: seq + 1, sessionId, runId, version: 1, ...time };
    log.push(next);
    last = next;
  }
  const closing = {
    ...{ type: 'session.closed' as const, version: 1, seq: last.seq + 1 },
    body: { by: signer, outcome: 'abandoned' as const, volumeMl: { low: 0, high: 0 } },
    ...{ at: last.at, mono: last.mono, sessionId: last.sessionId, runId: last.runId },
  };
  return [...log, closing as LoggedEvent];
}

/** Every value of every block, by numeric and second from the opening of the session. */
function decoded(items: readonly SyncItem[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { key, resource } of ofKind(items, 'trend-block')) {
    const no = Number(key.split('/').at(-1));
    for (const { extension, valueSampledData } of (resource as unknown as Observation).component ?? []) {
      const name = extension?.[0]?.valueString ?? '';
      samplesOf(valueSampledData ?? {}).forEach((value, slot) => {
        if (value !== null) found.set(`${name} ${no * 600 + slot}`, value);
      });
    }
  }
  return found;
}

const numerics = fc.record({
  hr: fc.option(fc.integer({ min: 20, max: 250 })),
  pr: fc.option(fc.integer({ min: 20, max: 250 })),
  temp: fc.option(fc.integer({ min: 300, max: 420 }).map((tenths) => tenths / 10)),
});
const readings = fc.array(
  fc
    .record({ afterMs: fc.constantFrom(900, 1_000, 1_000, 1_024, 1_100, 60_000, 700_000), said: numerics })
    .map(
      ({ afterMs, said }): Reading => ({
        afterMs,
        numerics: [
          numeric('HR', said.hr, { source: 'ecg' }),
          numeric('PR', said.pr, { source: 'pleth' }),
          numeric('Temp', said.temp, { source: 'core', unit: 'Cel' }),
        ],
      }),
    ),
  { minLength: 1, maxLength: 40 },
);

describe('trend blocks', () => {
  test('decode to the last value of every second, and to nothing else', () => {
    fc.assert(
      fc.property(readings, (said) => {
        const log = logOf(said);
        const opened = log.find(({ type }) => type === 'session.opened');
        const expected = new Map<string, number>();
        for (const event of log) {
          if (event.type !== 'monitor.reading') continue;
          const second = Math.floor((event.mono - (opened?.mono ?? 0)) / 1000);
          for (const { code, source, value } of event.body.numerics) {
            if (value === null) expected.delete(`${code}/${source} ${second}`);
            else expected.set(`${code}/${source} ${second}`, value);
          }
        }
        expect(decoded(itemsOf(log))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('a heart rate by the ECG and a pulse by the oximeter are told apart', () => {
    const items = itemsOf(
      logOf([
        {
          afterMs: 1_000,
          numerics: [
            numeric('HR', 70, { source: 'ecg' }),
            numeric('PR', 71, { source: 'pleth' }),
            numeric('SpO2', 97, { source: 'pleth', unit: '%' }),
          ],
        },
      ]),
    );
    expectRight(items);
    const [block] = ofKind(items, 'trend-block');
    if (block === undefined) throw new Error('no block');
    const { component = [] } = block.resource as unknown as Observation;
    const codes = component.map(({ code }) => (code.coding ?? []).map((one) => one.code));
    expect(codes).toEqual([
      ['8867-4', '147842'],
      ['8867-4', '149530'],
      ['2708-6', '59408-5', '150456'],
    ]);
  });

  test('a value that the monitor does not stand behind is none', () => {
    const items = itemsOf(
      logOf([
        { afterMs: 1_000, numerics: [numeric('HR', 70, { source: 'ecg' })] },
        { afterMs: 1_000, numerics: [numeric('HR', 220, { source: 'ecg', quality: 'invalid' })] },
      ]),
    );
    expect([...decoded(items).values()]).toEqual([70]);
  });

  test('what a reviewer calls an artefact is taken out, said why, and put back when that was wrong', () => {
    const reading = (value: number): Reading => ({
      afterMs: 1_000,
      numerics: [numeric('SpO2', value, { source: 'pleth', unit: '%' })],
    });
    const log = logOf([reading(97), reading(60), reading(61), reading(98)]);
    const low = log.filter(({ type }) => type === 'monitor.reading')[1];
    const opened = log.find(({ type }) => type === 'session.opened');
    if (low === undefined || opened === undefined) throw new Error('no reading');
    const second = Math.floor((low.mono - opened.mono) / 1000);
    const momentAt = epochMs(opened.at + second * 1000);
    const marked = later(log, {
      type: 'review.annotated',
      body: {
        ...{ by: signer, momentAt, ofSeq: null },
        annotation: { kind: 'artefact', sign: 'SpO2', toAt: epochMs(momentAt + 1_000), text: 'moved' },
      },
    });
    const items = itemsOf(marked);
    expectRight(items);
    expect([...decoded(items).values()]).toEqual([97, 98]);
    const block = [...latest(items).values()].find(({ kind }) => kind === 'trend-block');
    expect(block?.resource.status).toBe('amended');
    expect(JSON.stringify(block?.resource)).toContain('moved');
    const ofSeq = marked.at(-1)?.seq ?? 0;
    const back = later(marked, { type: 'review.withdrawn', body: { by: signer, ofSeq, reason: 'was real' } });
    expect([...decoded(itemsOf(back)).values()]).toEqual([97, 60, 61, 98]);
  });
});
