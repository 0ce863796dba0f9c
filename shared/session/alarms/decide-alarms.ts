import { monoMs } from '../../time/clock';
import { accept, type Circumstances, type Decision, refuse } from '../decision';
import type { Intent } from '../intents';
import type { BedsideState } from '../state';

/** What an intent about alarms and their sound comes to, session or not; null: it is about something else. */
export function decideAlarms(state: BedsideState, intent: Intent, given: Circumstances): Decision | null {
  const { operator } = state;
  switch (intent.kind) {
    case 'acknowledge-alarm': {
      const alarm = state.alarms.find((one) => one.alarmId === intent.alarmId);
      if (alarm === undefined) return refuse('That alarm is no longer there.');
      return accept({ type: 'alarm.acknowledged', body: { alarmId: alarm.alarmId, by: operator } });
    }
    case 'pause-sound': {
      const { soundPauseSeconds } = state.session?.policy.alarms ?? given.alarmRules;
      const untilMono = monoMs(given.mono + 1_000 * soundPauseSeconds);
      return accept({ type: 'sound.paused', body: { by: operator, untilMono } });
    }
    case 'resume-sound':
      return state.soundPause === null
        ? refuse('The sound is on.')
        : accept({ type: 'sound.resumed', body: { why: 'asked' } });
    case 'record-alarm-test': {
      if (operator === null) return refuse('Nobody is signed in. Sign in first.');
      const { heard, seen } = intent;
      return accept({ type: 'alarm.tested', body: { by: operator, at: given.at, heard, seen } });
    }
    default:
      return null;
  }
}
