import type { SessionDetail } from '../ipc/session-detail';
import { whoOf } from '../report/who';
import { contextOf } from '../words/event-context';
import { eventWords } from '../words/event-words';
import { utcText } from './utc';

export const eventHeads = ['entry', 'time (UTC)', 'elapsed (s)', 'type', 'who', 'words'] as const;

/** Every told entry with its sentence, in order; times to the millisecond. */
export function eventRows({ events, state }: SessionDetail): string[][] {
  const context = contextOf(events);
  const zero = state.session?.startedAt ?? null;
  return events.map((event) => [
    String(event.seq),
    utcText(event.at),
    zero === null ? '' : String((event.at - zero) / 1000),
    event.type,
    whoOf(event),
    eventWords(event, context),
  ]);
}
