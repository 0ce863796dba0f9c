import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../electron/store/store';
import type { InPlace, SessionQuery } from '../../../shared/finding/query';
import type { EventDraft } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { alder, nurse, opened, order, sessionClosed, sessionOpened, temporaryFolder } from './samples';

const HOUR_MS = 3_600_000;
const FIRST = Date.UTC(2030, 0, 7, 9);
const everything: InPlace<SessionQuery> = {
  ...{ search: '', marks: [], patientId: null, from: null, to: null, after: null },
  limit: 10,
};
const instant = (hour: number) => ({ at: epochMs(FIRST + hour * HOUR_MS), mono: monoMs(hour * HOUR_MS) });

const nausea: EventDraft = {
  type: 'symptom.recorded',
  body: { by: nurse, symptom: 'nausea', severity: 'mild' },
};
const noted: EventDraft = { type: 'note.recorded', body: { by: nurse, text: 'calm' } };

let store: Store;
/** A session of one hour, with what happened in it. */
function session(
  number: number,
  hour: number,
  who: { id: string; name: string },
  ...what: EventDraft[]
): void {
  const patient = { ...alder, patientId: who.id, name: who.name, mrn: `M-${who.id}` };
  const drafts = [sessionOpened({ patient, order: { ...order, patientId: who.id } }), ...what];
  store.append(`s-${number}`, 'run-1', instant(hour), [...drafts, sessionClosed()]);
}
const ids = (over: Partial<InPlace<SessionQuery>> = {}): string[] =>
  store.findSessions({ ...everything, ...over }).sessions.map(({ sessionId }) => sessionId);

const ash = { id: 'p-ash', name: 'TEST, Ash' };
const elm = { id: 'p-elm', name: 'TEST, Elm' };

beforeEach(() => {
  store = opened({ folder: temporaryFolder() });
});

describe('sessions', () => {
  it('are found by what happened in them, alone and together, with words, patient and days', () => {
    session(1, 0, ash, nausea);
    session(2, 24, elm, noted);
    session(3, 48, ash, nausea, noted);
    expect(ids({ marks: ['nausea'] })).toEqual(['s-3', 's-1']);
    expect(ids({ marks: ['nausea', 'note'] })).toEqual(['s-3']);
    expect(ids({ marks: ['note'], search: 'elm' })).toEqual(['s-2']);
    expect(ids({ patientId: 'p-ash' })).toEqual(['s-3', 's-1']);
    expect(ids({ patientId: 'p-ash', marks: ['note'] })).toEqual(['s-3']);
    expect(ids({ search: 'test', patientId: 'p-elm' })).toEqual(['s-2']);
    expect(ids({ from: instant(12).at, to: instant(36).at })).toEqual(['s-2']);
    expect(ids({ from: instant(12).at, marks: ['nausea'] })).toEqual(['s-3']);
    expect(ids({ to: instant(0).at })).toEqual([]);
    expect(ids({ marks: ['interlock'] })).toEqual([]);
    expect(ids({ search: '"' })).toEqual([]);
  });

  it('come page by page, each once, while others are written', () => {
    for (let number = 0; number < 25; number += 1) session(number, number, ash);
    const seen: string[] = [];
    let after: number | null = null;
    do {
      const page = store.findSessions({ ...everything, after });
      seen.push(...page.sessions.map(({ sessionId }) => sessionId));
      ({ after } = page);
      if (seen.length === 10) session(99, 99, elm);
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `s-${24 - index}`));
  });

  it('are counted where one filter or none is asked', () => {
    for (let number = 0; number < 14; number += 1)
      session(number, number, ash, ...(number % 7 ? [] : [nausea]));
    const total = (over: Partial<InPlace<SessionQuery>>) =>
      store.findSessions({ ...everything, ...over }).total;
    expect(total({})).toBe(14);
    expect(total({ marks: ['to-review'] })).toBe(14);
    expect(total({ marks: ['nausea'] })).toBe(2);
    expect(total({ search: 'ash' })).toBeNull();
    expect(total({ search: 'nobody' })).toBe(0);
  });

  it('keep their order and their days when the clock was put back', () => {
    session(1, 48, ash);
    session(2, 24, ash);
    session(3, 72, ash);
    expect(ids()).toEqual(['s-3', 's-2', 's-1']);
    // What was written after a day is not before it, whatever the wall clock said then.
    expect(ids({ from: instant(36).at })).toEqual(['s-3', 's-2', 's-1']);
    expect(ids({ to: instant(36).at })).toEqual([]);
  });
});

describe('a search', () => {
  // 120 sessions, so that it goes every way: along a few words, gathering many rare ones, down the list for common ones.
  const many = Array.from({ length: 120 }, (_, number) => ({
    number,
    id: `p-${1000 + number * 7}`,
    name: number % 3 === 0 ? `TEST, Zoë${number}` : `SPECIMEN, Rowan${number}`,
  }));
  const words = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const dayOf = (number: number) => {
    const day = new Date(instant(number).at);
    const [month, date] = [day.getMonth() + 1, day.getDate()];
    return ['2030', 'january', `${month}`, `0${month}`, `${date}`, `${date}`.padStart(2, '0')];
  };
  const naive = (asked: string) =>
    many
      .filter(({ number, id, name }) => {
        const own = [...words(name).split(/\W+/), id.slice(2), id.slice(3), 'p', 'm', 'ketamine'];
        const here = [...own, ...dayOf(number)];
        return words(asked)
          .split(' ')
          .every((part) => here.some((word) => word.startsWith(part)));
      })
      .map(({ number }) => `s-${number}`)
      .reverse();

  it('finds what a look at every session finds, page by page, with each kind of word', () => {
    for (const { number, ...who } of many) session(number, number, who, ...(number % 5 ? [] : [nausea]));
    const paged = (search: string, over: Partial<SessionQuery> = {}) => {
      const seen: string[] = [];
      for (let after: number | null = null; ; ) {
        const page = store.findSessions({ ...everything, ...over, search, after });
        seen.push(...page.sessions.map(({ sessionId }) => sessionId));
        ({ after } = page);
        if (after === null) return seen;
      }
    };
    const asked = ['ketamine', 'ketamine test', 'zoe', 'ZOË1', 'zoe3 test', 'rowan', 'rowan11', 'spec zoe'];
    for (const search of [...asked, 'test', '10', '100', '1070', '070', '1', '17', '18 test', 'zzz test'])
      expect([search, paged(search)]).toEqual([search, naive(search)]);
    expect(naive('18 test').length).toBeGreaterThan(0);
    const withNausea = naive('rowan').filter((id) => Number(id.slice(2)) % 5 === 0);
    expect(paged('rowan', { marks: ['nausea'] })).toEqual(withNausea);
    expect(paged('rowan1 ketamine', { patientId: 'p-1070' })).toEqual(['s-10']);
    const people = (search: string) =>
      store
        .findPatients({ search, toReview: true, after: null, limit: 200 })
        .patients.map(({ name }) => name);
    expect(people('1070')).toEqual(['SPECIMEN, Rowan10']);
    expect(people('test')).toHaveLength(40);
    // Days are the sessions' words: ten of the numbers from 1000 to 1099 are Rowan's.
    expect(people('10 rowan')).toHaveLength(10);
  });

  it('takes what was typed together as standing together', () => {
    const day = (date: string) => (Date.parse(`${date}T12:00:00`) - FIRST) / HOUR_MS;
    session(1, day('2030-01-05'), ash);
    session(2, day('2030-05-01'), elm);
    expect(ids({ search: '2030-01' })).toEqual(['s-1']);
    expect(ids({ search: '1.5.2030' })).toEqual(['s-2']);
    expect(ids({ search: 'test,elm' })).toEqual(['s-2']);
    expect(ids({ search: 'M-p-ash' })).toEqual(['s-1']);
    expect(ids({ search: 'p-as' })).toEqual(['s-1']);
    expect(ids({ search: 'elm-test' })).toEqual([]);
  });
});

describe('a session that waits for a physician', () => {
  it('is closed and has no signature that holds', () => {
    store.append('s-1', 'run-1', instant(0), [sessionOpened()]);
    expect(ids({ marks: ['to-review'] })).toEqual([]);
    expect(ids({ marks: ['open'] })).toEqual(['s-1']);
    store.append('s-1', 'run-1', instant(1), [sessionClosed()]);
    expect(ids({ marks: ['to-review'] })).toEqual(['s-1']);
    expect(ids({ marks: ['open'] })).toEqual([]);
    // Something written after it was signed: it waits again.
    store.append('s-1', 'run-1', instant(3), [noted]);
    expect(store.session('s-1')).toMatchObject({ reviewed: false });
  });
});

describe('patients', () => {
  const found = (over: Partial<Parameters<Store['findPatients']>[0]> = {}) =>
    store.findPatients({ search: '', toReview: false, after: null, limit: 10, ...over });

  it('stand with their sessions, the last one first, and what waits for a physician', () => {
    session(1, 0, ash);
    session(2, 24, elm);
    session(3, 48, ash);
    expect(found().patients).toEqual([
      {
        ...{ patientId: 'p-ash', name: 'TEST, Ash', mrn: 'M-p-ash', sessions: 2, toReview: 2 },
        ...{ firstAt: instant(0).at, lastAt: instant(48).at, cursor: expect.any(Number) },
      },
      {
        ...{ patientId: 'p-elm', name: 'TEST, Elm', mrn: 'M-p-elm', sessions: 1, toReview: 1 },
        ...{ firstAt: instant(24).at, lastAt: instant(24).at, cursor: expect.any(Number) },
      },
    ]);
    expect(found({ search: 'p-elm' }).patients.map(({ patientId }) => patientId)).toEqual(['p-elm']);
    expect(found({ toReview: true }).patients).toHaveLength(2);
  });

  it('are found by the name that they have now', () => {
    session(1, 0, { ...ash, name: 'TEST, Oak' });
    session(2, 24, { ...ash, name: 'TEST, Aspen' });
    expect(found({ search: 'm-p-ash' }).patients.map(({ name }) => name)).toEqual(['TEST, Aspen']);
    expect(found({ search: 'aspen' }).patients).toHaveLength(1);
    expect(found({ search: 'oak' }).patients).toHaveLength(0);
  });

  it('come page by page', () => {
    for (let number = 0; number < 23; number += 1)
      session(number, number, { id: `p-${number}`, name: `TEST, Tree${number}` });
    const first = found();
    const second = found({ after: first.after });
    const third = found({ after: second.after });
    expect([first, second, third].map(({ patients }) => patients.length)).toEqual([10, 10, 3]);
    expect(third.after).toBeNull();
    const all = [first, second, third].flatMap(({ patients }) => patients.map(({ patientId }) => patientId));
    expect(new Set(all).size).toBe(23);
  });
});
