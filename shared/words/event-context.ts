import type { Alarm } from '../alarms/alarm';
import type { EventBody, LoggedEvent } from '../session/events';

/** What earlier entries say about later ones, so that a sentence can name its command, alarm or rate. */
export type EventContext = {
  readonly commands: ReadonlyMap<
    string,
    { readonly request: EventBody<'command.requested'>; readonly mono: number }
  >;
  readonly alarms: ReadonlyMap<
    string,
    { readonly words: string; readonly alarm: Alarm; readonly mono: number }
  >;
};

/** Gathers the requests and the alarms of a log. */
export function contextOf(events: readonly LoggedEvent[]): EventContext {
  const commands = new Map<string, { request: EventBody<'command.requested'>; mono: number }>();
  const alarms = new Map<string, { words: string; alarm: Alarm; mono: number }>();
  for (const { type, body, mono } of events) {
    if (type === 'command.requested') commands.set(body.commandId, { request: body, mono });
    if (type === 'alarm.raised')
      alarms.set(body.alarm.alarmId, { words: body.alarm.words, alarm: body.alarm, mono });
  }
  return { commands, alarms };
}
