import type { OutboxRow } from '../../../electron/store/outbox';
import { sessionFold } from '../../../shared/fhir/session-fold';
import type { LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import type { SyncItem } from '../../../shared/sync/item';
import { context } from '../../shared/fhir/kit';
import { partOf, type Story } from './story';

const isReading = ({ type }: LoggedEvent): boolean => type === 'pump.reading' || type === 'monitor.reading';

/** Real logs of sessions, written entry by entry, mapped as the console maps them. */
export function loggedStory(logs: readonly (readonly LoggedEvent[])[]): Story & { readonly entries: number } {
  const all = logs.flat().sort((a, b) => a.seq - b.seq);
  const told = all.filter((event) => !isReading(event));
  let written = 0;
  const row = (at: number): OutboxRow | null => {
    const event = told[at - 1];
    return event === undefined || at > written
      ? null
      : { outboxNo: at, cause: 'session', sessionId: event.sessionId, uptoSeq: event.seq, at: event.at };
  };
  const last = () => told[written - 1]?.seq ?? 0;
  return {
    entries: told.length,
    record: {
      outboxAfter: (after, limit) =>
        Array.from({ length: Math.max(0, Math.min(limit, written - after)) }, (_, at) =>
          row(after + at + 1),
        ).filter((one) => one !== null),
      outboxRow: row,
      events: (sessionId, { afterSeq = 0 } = {}) =>
        all.filter((one) => one.sessionId === sessionId && one.seq > afterSeq && one.seq <= last()),
      personVersion: () => null,
      lines: () => [],
      patientVersion: () => null,
      orderVersion: () => null,
    },
    part: partOf,
    expansion: {
      session: () => sessionFold(context),
      workstation: () => [],
      person: () => [],
      patient: () => [],
      order: () => [],
    },
    expected() {
      const items = new Map<string, SyncItem>();
      for (const log of logs) {
        const fold = sessionFold(context);
        let state = initialState();
        for (const event of log.filter(({ seq }) => seq <= last())) {
          state = evolve(state, event);
          for (const item of fold.take(event, state)) {
            const before = items.get(`${item.kind}/${item.key}`);
            if (before === undefined || before.revision < item.revision)
              items.set(`${item.kind}/${item.key}`, item);
          }
        }
      }
      return items;
    },
    goOn() {
      if (written >= told.length) return false;
      written += 1;
      return true;
    },
  };
}
