import type { Alarm } from '../alarms/alarm';
import { alarmTestOf } from './alarms/alarm-test';
import type { LoggedEvent } from './events';
import type { BedsideState } from './state';

/** What an event means for the alarms that stand. They are raised and ended by `settle`; here they are only kept. */
export function evolveAlarms(state: BedsideState, event: LoggedEvent): BedsideState {
  switch (event.type) {
    case 'alarm.raised':
      return { ...state, alarms: [event.body.alarm, ...state.alarms] };
    case 'alarm.escalated':
      return change(state, event.body.alarmId, (alarm) => ({
        ...alarm,
        priority: event.body.priority,
        words: event.body.words,
        acknowledged: false,
      }));
    case 'alarm.condition-returned':
      return change(state, event.body.alarmId, (alarm) => ({
        ...alarm,
        present: true,
        nowWords: null,
        words: event.body.words,
        acknowledged: false,
      }));
    case 'alarm.condition-ended': {
      const { alarmId, nowWords } = event.body;
      const alarm = state.alarms.find((one) => one.alarmId === alarmId);
      // A high alarm stays until someone has seen it (SR-114).
      if (alarm?.priority === 'high' && !alarm.acknowledged) {
        return change(state, alarmId, (one) => ({ ...one, present: false, nowWords }));
      }
      return drop(state, alarmId);
    }
    case 'alarm.acknowledged': {
      const alarm = state.alarms.find((one) => one.alarmId === event.body.alarmId);
      if (alarm === undefined) return state;
      if (!alarm.present) return drop(state, alarm.alarmId);
      return change(state, alarm.alarmId, (one) => ({ ...one, acknowledged: true }));
    }
    case 'sound.paused':
      return { ...state, soundPause: { untilMono: event.body.untilMono } };
    case 'sound.resumed':
      return { ...state, soundPause: null };
    case 'alarm.tested':
      return { ...state, alarmTest: alarmTestOf(event.body) };
    case 'session.opened':
      // What still holds is raised again in this session's own log; an alarm for another patient is none here.
      return { ...state, alarms: [], soundPause: null };
    case 'session.closed':
      return { ...state, soundPause: null };
    default:
      return state;
  }
}

function change(state: BedsideState, alarmId: string, to: (alarm: Alarm) => Alarm): BedsideState {
  return { ...state, alarms: state.alarms.map((alarm) => (alarm.alarmId === alarmId ? to(alarm) : alarm)) };
}

function drop(state: BedsideState, alarmId: string): BedsideState {
  return { ...state, alarms: state.alarms.filter((alarm) => alarm.alarmId !== alarmId) };
}
