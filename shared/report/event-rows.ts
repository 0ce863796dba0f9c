import type { AlarmPriority } from '../alarms/alarm';
import type { LoggedEvent } from '../session/events';
import type { ReviewModel } from '../timeline/model';
import { timedAfter } from '../timeline/timed-events';
import type { EventContext } from '../words/event-context';
import { contextOf } from '../words/event-context';
import { eventWords } from '../words/event-words';
import { clockSeconds, counted, dayWords } from '../words/phrases';
import type { EventRow, EventTable } from './document';
import { offsetWords, sinceWords } from './times';
import { whoOf } from './who';

function toneOf(event: LoggedEvent, { alarms }: EventContext): EventRow['tone'] {
  if (event.type === 'interlock.fired' || event.type === 'command.uncertain') return 'high';
  if (event.type === 'alarm.escalated') return event.body.priority;
  const raised: AlarmPriority | undefined =
    event.type === 'alarm.raised'
      ? event.body.alarm.priority
      : event.type === 'alarm.condition-returned'
        ? alarms.get(event.body.alarmId)?.alarm.priority
        : undefined;
  return raised ?? 'plain';
}

/** Every told entry of the session with its time, who, and its sentence; of the readings only how many there are. */
export function eventTable({ detail, session }: ReviewModel, readings: number): EventTable {
  const context = contextOf(detail.events);
  // With what was said about the session after its end, which the graph leaves out.
  const log = timedAfter([], detail.events);
  const days = new Map<string, EventRow[]>();
  for (const { event, t } of log) {
    const at = t * 1000;
    const day = dayWords(at);
    const rows = days.get(day) ?? [];
    rows.push({
      seq: event.seq,
      time: clockSeconds(at),
      sinceStart: sinceWords(at, session.startedAt),
      who: whoOf(event),
      words: eventWords(event, context),
      tone: toneOf(event, context),
    });
    days.set(day, rows);
  }
  const zone = offsetWords(session.openedAt);
  return {
    title: 'Every entry of the record',
    note:
      `${counted(log.length, 'entry', 'entries')}. Times are the workstation’s, ${zone}; “since start” counts hours and minutes from the start of the infusion. ` +
      `${counted(readings, 'reading', 'readings')} of pump and monitor are in the graph and in the exports, not in this table.`,
    days: [...days].map(([day, rows]) => ({ day, rows })),
  };
}
