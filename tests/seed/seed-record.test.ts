import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../electron/store/database';
import type { Store } from '../../electron/store/store';
import { isReviewed, reviewOf } from '../../shared/review/fold';
import type { LoggedEvent } from '../../shared/session/events';
import { replay } from '../../shared/session/evolve';
import { signatureBroken } from '../../shared/session/recovery/signature';
import { type Seeded, seedRecord } from './seed-record';

const SESSIONS = 24;
const folders: string[] = [];
let store: Store;
let made: Seeded;

function opened(): Store {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-seed-'));
  folders.push(folder);
  const result = openStore({ folder });
  if (result.kind === 'refused') throw new Error(result.words);
  return result.store;
}

beforeAll(() => {
  store = opened();
  made = seedRecord(store, { sessions: SESSIONS, detail: 1, seed: 7, ownCourses: 1 });
}, 300_000);
afterAll(() => {
  store.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const logs = (): LoggedEvent[][] => made.sessionIds.map((sessionId) => [...store.events(sessionId)]);

test('a seeded record has its seals and every session closed, over more than a year', () => {
  const { broken, sealed, after } = store.verifyChain();
  expect(broken).toBeNull();
  expect(sealed + after).toBe(made.entries);
  expect(store.openSessionId()).toBeNull();
  expect(store.sessions('', 1_000)).toHaveLength(SESSIONS);
  expect(Date.parse(made.lastDay) - Date.parse(made.firstDay)).toBeGreaterThan(365 * 86_400_000);
});

test('a seeded session is what its own log says: given dose, signature, no command left open', () => {
  for (const log of logs()) {
    const { session } = replay(log);
    const closed = log.find(({ type }) => type === 'session.closed');
    if (session === null || closed?.type !== 'session.closed') throw new Error('a log is not closed');
    expect(session.openCommand).toBeNull();
    if (session.startedAt === null) continue;
    expect(session.delivered.lowMl).toBeCloseTo(closed.body.volumeMl.low, 6);
    expect(session.delivered.highMl * session.order.concentrationMgPerMl).toBeLessThanOrEqual(
      session.order.totalMg + 0.2,
    );
    expect(session.recovery.signature).not.toBeNull();
    expect(signatureBroken(session)).toBeNull();
  }
});

test('seeded sessions are as different as real ones', () => {
  const types = new Set(logs().flatMap((log) => log.map(({ type }) => type)));
  const wanted = [
    'observation.recorded',
    'symptom.recorded',
    'pause.reason',
    'alarm.raised',
    'adjunct.given',
  ];
  expect([...types]).toEqual(expect.arrayContaining([...wanted, 'note.recorded', 'outcome.recorded']));
  expect(made.patients).toBeGreaterThan(2);
  expect(made.patients).toBeLessThan(SESSIONS);
});

test('some seeded sessions are signed by a physician, some signatures are broken, the last ones wait', () => {
  const reviews = logs().map((log) => reviewOf(log));
  const signatures = reviews.flatMap((review) => review.signatures);
  expect(signatures.length).toBeGreaterThan(SESSIONS / 3);
  expect(new Set(signatures.map(({ by }) => by.role))).toEqual(new Set(['physician']));
  for (const { broken } of signatures) for (const why of broken) expect(why.kind).toBe('corrected');
  expect(signatures.some(({ broken }) => broken.length > 0)).toBe(true);
  expect(reviews.map(isReviewed)).toEqual(
    made.sessionIds.map((sessionId) => store.session(sessionId)?.reviewed),
  );
  expect(reviews.map(isReviewed)).toContain(false);
  expect(isReviewed(reviews.at(-1) ?? reviewOf([]))).toBe(false);
});

test('some seeded commands are not confirmed, and each of them is settled by what the pump shows', () => {
  const settled = logs().map((log) => {
    const uncertain = log.flatMap((event) =>
      event.type === 'command.uncertain' ? [event.body.commandId] : [],
    );
    const resolved = log.flatMap((event) =>
      event.type === 'command.resolved' ? [event.body.commandId] : [],
    );
    expect(resolved).toEqual(uncertain);
    return uncertain.length;
  });
  expect(settled.some((count) => count > 0)).toBe(true);
});

test('a detailed session has a reading a second of both devices', () => {
  const [sessionId] = made.detailed;
  const log = [...store.events(sessionId ?? '')];
  const started = log.find(({ type }) => type === 'command.confirmed')?.at ?? 0;
  const ended = log.find(({ type }) => type === 'infusion.ended')?.at ?? 0;
  const seconds = (ended - started) / 1_000;
  for (const type of ['pump.reading', 'monitor.reading'] as const) {
    const readings = log.filter((event) => event.type === type && event.at > started && event.at < ended);
    expect(readings.length / seconds).toBeGreaterThan(0.98);
    expect(readings.length / seconds).toBeLessThan(1.02);
  }
  const numerics = log.findLast((event) => event.type === 'monitor.reading');
  expect(numerics?.type === 'monitor.reading' && numerics.body.numerics.length).toBeGreaterThanOrEqual(8);
});

test('the same seed gives the same log, another seed another one', () => {
  const anchor = (seed: number) => {
    const again = opened();
    seedRecord(again, { sessions: 4, seed });
    const { anchor: seal } = again.verifyChain();
    again.close();
    return seal;
  };
  expect(anchor(3)).toBe(anchor(3));
  expect(anchor(3)).not.toBe(anchor(4));
});
