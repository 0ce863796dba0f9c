import { alarmsAfter } from '../alarms/fold';
import { alarmTestOf } from './alarms/alarm-test';
import type { LoggedEvent } from './events';
import type { BedsideState } from './state';

/** What an event means for the alarms that stand, their sound, and the tests of both and of the workstation. */
export function evolveAlarms(state: BedsideState, event: LoggedEvent): BedsideState {
  switch (event.type) {
    case 'alarm.raised':
    case 'alarm.escalated':
    case 'alarm.eased':
    case 'alarm.reworded':
    case 'alarm.condition-returned':
    case 'alarm.condition-ended':
    case 'alarm.acknowledged':
    case 'alarm.reminded':
      return { ...state, alarms: alarmsAfter(state.alarms, event, event.mono) };
    case 'sound.paused':
      return { ...state, soundPause: { untilMono: event.body.untilMono } };
    case 'sound.resumed':
      return { ...state, soundPause: null };
    case 'alarm.tested':
      return { ...state, alarmTest: alarmTestOf(event.body) };
    case 'self-test.done':
      return { ...state, selfTest: event.body };
    case 'session.opened':
      // What still holds is raised again in this session's own log; an alarm for another patient is none here.
      return { ...state, alarms: [], soundPause: null };
    case 'session.closed':
      return { ...state, soundPause: null };
    default:
      return state;
  }
}
