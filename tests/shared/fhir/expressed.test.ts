import { describe, expect, test } from 'vitest';
import { expressed, kindsOf } from '../../../shared/fhir/expressed';
import { sessionFold } from '../../../shared/fhir/session-fold';
import { workstationItems } from '../../../shared/fhir/workstation-items';
import {
  type EventDraft,
  type EventType,
  type LoggedEvent,
  WORKSTATION,
} from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import type { SyncItem } from '../../../shared/sync/item';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { sentences } from '../../renderer/review/sentences';
import { closedStream, later, said, signed } from '../review/closed';
import { infusingRoom, orderOf } from '../session-kit';
import { context, itemsOf, wrongIn } from './kit';

const types = Object.keys(expressed) as EventType[];
/** Whoever and whatever an entry names. */
const named = ['user', 'device', 'device-metric', 'organization'];

/** An entry of a type, as the words of the log have it, a second after the last one. */
function sample(type: EventType, after: LoggedEvent): LoggedEvent {
  const [body] = sentences[type];
  return {
    ...({ type, body } as EventDraft),
    ...{ seq: after.seq + 1, sessionId: after.sessionId, runId: after.runId, version: 1 },
    ...{ at: epochMs(after.at + 1_000), mono: monoMs(after.mono + 1_000) },
  };
}

function lastOf(log: readonly LoggedEvent[]): LoggedEvent {
  const last = log.at(-1);
  if (last === undefined) throw new Error('no session');
  return last;
}

const running = infusingRoom().log;

describe('what becomes of each kind of entry', () => {
  const before = running.slice(running.findIndex(({ type }) => type === 'session.opened'));
  const last = lastOf(before);

  /** What one more entry of a type makes in a session that runs. */
  function madeBy(type: EventType): SyncItem[] {
    const fold = sessionFold(context);
    let state = initialState();
    for (const event of running) {
      state = evolve(state, event);
      fold.take(event, state);
    }
    const event = sample(type, last);
    return fold.take(event, evolve(state, event));
  }

  test.each(types.filter((type) => type !== 'session.opened'))(
    '%s makes only what the table says',
    (type) => {
      const kinds = new Set(
        madeBy(type)
          .map(({ kind }) => kind)
          .filter((kind) => !named.includes(kind)),
      );
      const allowed = new Set<string>(kindsOf(type));
      expect([...kinds].filter((kind) => !allowed.has(kind))).toEqual([]);
    },
  );

  test('every kind that the table names is made by something', () => {
    const made = new Set<string>(itemsOf(closedStream()).map(({ kind }) => kind));
    for (const type of types)
      if (type !== 'session.opened') for (const { kind } of madeBy(type)) made.add(kind);
    const all = new Set<string>(types.flatMap((type) => [...kindsOf(type)]));
    all.delete('trend-block');
    expect([...all].filter((kind) => !made.has(kind))).toEqual([]);
  });

  test.each<EventType>([
    ...(['operator.signed-in', 'operator.broke-glass', 'record.viewed', 'person.changed'] as const),
    ...(['outcome.recorded', 'order.withdrawn', 'clinic-server.set', 'link.up'] as const),
  ])('%s outside any session is sent, and is right', (type) => {
    const event = { ...sample(type, last), sessionId: WORKSTATION };
    const items = workstationItems(context, event, { history: () => [], order: () => orderOf() });
    expect(items.some(({ kind }) => kindsOf(type).includes(kind))).toBe(true);
    const known = (text: string) => !/nothing is local:(patient|order|user)/.test(text);
    expect(wrongIn(items).filter(known)).toEqual([]);
    expect(JSON.stringify(items)).not.toMatch(/"(pin|password|secret)"/i);
  });

  test('what says nothing of a patient, a person or a device is not sent', () => {
    const event = { ...sample('self-test.done', last), sessionId: WORKSTATION };
    expect(workstationItems(context, event, { history: () => [], order: () => null })).toEqual([]);
  });
});

describe('cut anywhere, a log gives the same', () => {
  const stream = [
    (log: LoggedEvent[]) => said(log, { kind: 'comment', text: 'seen' }),
    (log: LoggedEvent[]) => signed(log),
  ].reduce((log, step) => step(log), closedStream());

  test('what was made of its beginning is made of the whole, and nothing before it', () => {
    const whole = itemsOf(stream);
    for (let cut = 1; cut < stream.length; cut += 7) {
      const begun = itemsOf(stream.slice(0, cut));
      expect(begun).toEqual(whole.slice(0, begun.length));
    }
    expect(itemsOf(stream)).toEqual(whole);
  });

  test('a later revision has a higher number, and each is there once', () => {
    const seen = new Map<string, number>();
    for (const { kind, key, revision } of itemsOf(stream)) {
      expect(revision).toBeGreaterThan(seen.get(`${kind}/${key}`) ?? -1);
      seen.set(`${kind}/${key}`, revision);
    }
  });

  test('the parts of the record have every entry of the session once', () => {
    const parts = itemsOf(stream).flatMap(({ attachment }) =>
      attachment?.kind === 'record' ? [attachment] : [],
    );
    for (const { seq } of stream)
      expect(parts.filter(({ fromSeq, toSeq }) => seq >= fromSeq && seq <= toSeq)).toHaveLength(1);
    expect(parts.length).toBe(3);
  });

  test('the report is sent at the end and at the signature, and again after what was said since', () => {
    const more = later(stream, {
      type: 'review.commented',
      body: { by: { personId: 'd1', name: 'Dana Doctor', role: 'physician' }, text: 'one more' },
    });
    const reports = itemsOf(more).filter(({ kind }) => kind === 'document');
    expect(reports.map(({ resource }) => resource.docStatus)).toEqual([
      'preliminary',
      'preliminary',
      'final',
      'amended',
    ]);
    expect(reports.at(-1)?.attachment).toEqual({ kind: 'report', asOfSeq: more.at(-1)?.seq });
  });
});

test('a session of a simulation is marked as test data, every resource of it', () => {
  for (const { resource } of itemsOf(closedStream())) {
    const meta = resource.meta as { security?: { code: string }[]; tag?: { code: string }[] } | undefined;
    expect(meta?.security?.map(({ code }) => code)).toEqual(['HTEST']);
    expect(meta?.tag?.some(({ code }) => code === 'simulation')).toBe(true);
  }
});
