import { describe, expect, it } from 'vitest';
import { filtered } from '../../../renderer/review/event-filters';
import type { EventType } from '../../../shared/session/events';
import { timedAfter } from '../../../shared/timeline/timed-events';
import { contextOf } from '../../../shared/words/event-context';
import { eventWords } from '../../../shared/words/event-words';
import { LogWriter } from '../review-harness/log-writer';
import { commandId, sentences, start } from './sentences';

const types = Object.keys(sentences) as EventType[];

/** The event of that type, one minute after its command and its alarm. */
function loggedAs<T extends EventType>(type: T) {
  const log = new LogWriter(start);
  log.add(0, 'command.requested', sentences['command.requested'][0]);
  log.add(0, 'alarm.raised', sentences['alarm.raised'][0]);
  log.add(60, type, sentences[type][0]);
  return log.events;
}

describe('events in plain words', () => {
  it.each(types)('%s', (type) => {
    const events = loggedAs(type);
    const event = events.at(-1);
    expect(event && eventWords(event, contextOf(events))).toBe(sentences[type][1]);
  });

  it('tells a PAUSE without sign-in from a stop that the console made itself', () => {
    const said = (purpose: 'pause' | 'secure') => {
      const log = new LogWriter(start);
      const nobody = { by: null, signedIn: false, basisSeq: 1, rateMgPerKgPerHour: null } as const;
      const empty = { findings: [], reasons: [] };
      const body = { ...nobody, ...empty, commandId, command: { kind: 'stop' as const }, purpose };
      log.add(0, 'command.requested', body);
      const [event] = log.events;
      return event && eventWords(event, contextOf(log.events));
    };
    expect(said('pause')).toBe('Pause requested, not signed in');
    expect(said('secure')).toBe('Stop requested by the console');
  });

  it('says when the command or alarm is not in this log', () => {
    const [event] = loggedAs('command.confirmed').slice(-1);
    expect(event && eventWords(event, contextOf([]))).toBe('A command from before this log: confirmed');
  });

  it('puts every entry under exactly one filter', () => {
    const log = new LogWriter(start);
    for (const type of types) log.add(1, type, sentences[type][0]);
    const all = timedAfter([], log.events);
    const parts = (['alarms', 'commands', 'notes', 'devices'] as const).flatMap((key) => filtered(all, key));
    expect(parts).toHaveLength(all.length);
    expect(filtered(all, 'all')).toHaveLength(types.length);
  });
});
