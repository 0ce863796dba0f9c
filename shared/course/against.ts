import type { AlarmPriority } from '../alarms/alarm';
import { scoreBreaches } from '../observation/thresholds';
import type { RoundsPolicy } from '../policy/rounds-policy';
import type { PauseReason } from '../session/delivery/events';
import type { LoggedEvent } from '../session/events';
import type { ChartedSet } from '../session/rounds/slice';
import type { BedsideState } from '../session/state';
import type { MonoMs } from '../time/clock';
import type { Against } from './session-course';

/** What speaks against a rate, on the monotonic clock. */
export type AgainstAt = Omit<Against, 'minute'> & { readonly mono: MonoMs };

const pauseWords: Record<PauseReason, string> = {
  nausea: 'paused for nausea',
  distress: 'paused for distress',
  'blood-pressure-or-heart-rate': 'paused for blood pressure or heart rate',
  breathing: 'paused for breathing',
  'line-or-pump': 'paused for the line or the pump',
  toilet: 'paused for the toilet',
  'patient-asks': 'paused because the patient asked',
  other: 'paused for another reason',
};
/** Pauses that say nothing about the rate. */
const neutral: ReadonlySet<PauseReason> = new Set(['line-or-pump', 'toilet']);

/** A pause as a sentence's end: `paused for nausea`; a reason that nobody gave is said to be none. */
export const wordsOfPause = (reason: PauseReason | 'no-reason'): string =>
  reason === 'no-reason' ? 'paused, no reason recorded' : pauseWords[reason];

type Known = { readonly priority: AlarmPriority; readonly physiological: boolean; readonly words: string };

/** Collects alarms by their worst priority, and what happened to the infusion that says that it was not tolerated. */
export function againstFold(): {
  take(event: LoggedEvent, before: BedsideState, after: BedsideState): void;
  made(): { readonly against: readonly AgainstAt[]; readonly alarms: { high: number; medium: number } };
} {
  const found: AgainstAt[] = [];
  const alarms = new Map<string, Known>();
  /** The pause that nobody has given a reason for yet. */
  let open: { mono: MonoMs; reason: PauseReason | null; text: string } | null = null;

  const alarm = (alarmId: string, known: Known, mono: MonoMs): void => {
    const before = alarms.get(alarmId);
    const worse = before === undefined || rank[known.priority] > rank[before.priority];
    if (worse) alarms.set(alarmId, known);
    if (worse && known.physiological && known.priority === 'high')
      found.push({ mono, kind: 'alarm', words: known.words });
  };

  const settlePause = (): void => {
    if (open === null) return;
    const { mono, reason, text } = open;
    open = null;
    if (reason !== null && neutral.has(reason)) return;
    const words = wordsOfPause(reason ?? 'no-reason');
    found.push({ mono, kind: 'pause', words: text === '' ? words : `${words}: ${text}` });
  };

  return {
    take(event, before, after) {
      const [was, is] = [before.session?.phase, after.session?.phase];
      if (was !== 'paused' && is === 'paused') open = { mono: event.mono, reason: null, text: '' };
      switch (event.type) {
        case 'alarm.raised': {
          const { alarmId, priority, kind, words } = event.body.alarm;
          alarm(alarmId, { priority, words, physiological: kind === 'physiological' }, event.mono);
          break;
        }
        case 'alarm.escalated': {
          const { alarmId, priority, words } = event.body;
          const physiological = alarms.get(alarmId)?.physiological ?? false;
          alarm(alarmId, { priority, words, physiological }, event.mono);
          break;
        }
        case 'pause.reason':
          if (open !== null) open = { ...open, reason: event.body.reason, text: event.body.text };
          break;
        case 'interlock.fired': {
          const { sign, lowest, level } = event.body;
          const words = `the console paused it: ${sign} ${lowest}, level ${level}`;
          found.push({ mono: event.mono, kind: 'interlock', words });
          break;
        }
        case 'symptom.recorded': {
          const rule = after.session?.policy.rounds.symptoms.find(
            ({ symptom }) => symptom === event.body.symptom,
          );
          const words = (rule?.words ?? event.body.symptom).toLowerCase();
          if (rule?.asksToStop === true) found.push({ mono: event.mono, kind: 'symptom', words });
          else if (event.body.severity === 'severe')
            found.push({ mono: event.mono, kind: 'symptom', words: `severe ${words}` });
          break;
        }
        default:
      }
      // The pump stands because the whole order is given: that is no pause.
      if (event.type === 'infusion.ended' && event.body.why === 'complete') open = null;
      if (was === 'paused' && is !== 'paused') settlePause();
    },
    made() {
      settlePause();
      const worst = [...alarms.values()];
      const count = (priority: AlarmPriority) => worst.filter((one) => one.priority === priority).length;
      return { against: found, alarms: { high: count('high'), medium: count('medium') } };
    },
  };
}

const rank: Record<AlarmPriority, number> = { low: 0, medium: 1, high: 2 };

/** Scores at the clinic's stop level, in the sets as they stand after their last correction. */
export function againstScores(sets: readonly ChartedSet[], rules: RoundsPolicy): AgainstAt[] {
  return sets.flatMap(({ observation, measuredMono }) =>
    scoreBreaches(observation, rules.scores)
      .filter(({ severity }) => severity === 'stop')
      .map(({ words }) => ({ mono: measuredMono, kind: 'score' as const, words })),
  );
}
