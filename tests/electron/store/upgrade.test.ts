import { describe, expect, it } from 'vitest';
import { EventNotReadable } from '../../../electron/store/not-readable';
import { decodeRow, type EventRow } from '../../../electron/store/row';
import { type Upgrades, upgradeBody } from '../../../electron/store/upgrade';
import { type EventType, eventBodies, eventVersion } from '../../../shared/session/events';
import { nurse } from './samples';

const names = { nameOf: (nameNo: number) => `name-${nameNo}` };
const row: EventRow = {
  seq: 7,
  session_no: 2,
  run_no: 3,
  at_ms: 1_700_000_000_000,
  mono_ms: 12.5,
  type: 'note.recorded',
  version: 1,
  body: JSON.stringify({ by: nurse, text: 'calm' }),
};

describe('bodies of earlier versions', () => {
  const steps: Upgrades = {
    'note.recorded': {
      1: (body) => ({ ...(body as object), kind: 'free' }),
      2: (body) => ({ ...(body as object), language: null }),
    },
  };

  it('take every step up to today, in order', () => {
    const upgraded = (version: number) =>
      upgradeBody('note.recorded', { version, at_ms: 0 }, { text: 'a' }, steps, 3);
    expect(upgraded(1)).toEqual({ text: 'a', kind: 'free', language: null });
    expect(upgraded(2)).toEqual({ text: 'a', language: null });
    expect(upgraded(3)).toEqual({ text: 'a' });
  });

  it('are not read where a step is missing or the version is not yet known', () => {
    expect(() => upgradeBody('note.recorded', { version: 1, at_ms: 0 }, {}, {}, 2)).toThrow(
      /no way from version 1/,
    );
    expect(() => upgradeBody('note.recorded', { version: 4, at_ms: 0 }, {}, steps, 3)).toThrow(
      /reads up to 3/,
    );
  });

  it('have a way to today for every kind of event and every version there ever was', async () => {
    const { upgrades } = await import('../../../electron/store/upgrade');
    for (const type of Object.keys(eventBodies) as EventType[])
      for (let version = 1; version < eventVersion[type]; version += 1)
        expect(upgrades[type]?.[version], `${type} ${version}`).toBeTypeOf('function');
  });
});

describe('a row of the log', () => {
  it('is read with the names of its session and run', () => {
    expect(decodeRow(row, names)).toEqual({
      type: 'note.recorded',
      body: { by: nurse, text: 'calm' },
      seq: 7,
      sessionId: 'name-2',
      runId: 'name-3',
      at: row.at_ms,
      mono: 12.5,
      version: 1,
    });
  });

  it('reads a set of the time before vital signs and scales: RASS, looked at when it was written (SR-083)', () => {
    const observation = { rass: -2, painNrs: 4, distress: null, nausea: 'mild', text: 'calm' };
    const old = { ...row, type: 'observation.recorded', body: JSON.stringify({ by: nurse, observation }) };
    expect(decodeRow(old, names)).toMatchObject({
      version: eventVersion['observation.recorded'],
      body: {
        by: nurse,
        late: false,
        observation: {
          measuredAt: row.at_ms,
          vitals: { spo2Percent: null },
          sedation: { scale: 'RASS', level: -2 },
          painNrs: 4,
          dissociation: null,
        },
      },
    });
    const blank = { by: nurse, observation: { ...observation, rass: null } };
    const none = decodeRow({ ...old, body: JSON.stringify(blank) }, names);
    expect(none.body).toMatchObject({ observation: { sedation: null } });
  });

  it.each<[string, Partial<EventRow>, RegExp]>([
    ['is of a kind from the future', { type: 'patient.teleported' }, /not known/],
    ['has a version from the future', { version: 99 }, /reads up to/],
    ['has a body that is not JSON', { body: '{"by":' }, /./],
    ['has a body of another shape', { body: '{"text":"calm"}' }, /by/],
    ['is a reading that is no tuple of ours', { type: 'pump.reading', body: '[1,2]' }, /12 places/],
    [
      'is a reading with a number where a text stands',
      { type: 'monitor.reading', body: '["a","b"]' },
      /a number/,
    ],
  ])('is refused with its number when it %s', (_, change, reason) => {
    const read = () => decodeRow({ ...row, ...change }, names);
    expect(read).toThrow(EventNotReadable);
    expect(read).toThrow(/^Entry 7 of the record/);
    expect(read).toThrow(reason);
  });
});
