import type { Instant, MonoMs } from '../time/clock';
import type { Alarm, AlarmCondition } from './alarm';
import { conditionId, rank, type StandingCondition } from './condition';
import type { AlarmFact } from './events';
import { breaksSoundPause } from './sounding';
import { alarmTable } from './table';

/** Words on the screen change no more often than this, milliseconds: a value that wanders is read on its tile. */
export const REWORD_MS = 10_000;

/** Since when a condition has been true, or false while its alarm stands; and since when milder than its alarm. */
export type Watch = {
  readonly present: boolean;
  readonly sinceMono: MonoMs;
  readonly milderSinceMono: MonoMs | null;
};

/** What has to be remembered to wait for delays. Live only: a replay needs none of it. */
export type AlarmMemory = Readonly<Record<string, Watch>>;

export type AlarmsNow = {
  readonly alarms: readonly Alarm[];
  readonly soundPause: { readonly untilMono: MonoMs } | null;
  readonly standing: readonly StandingCondition[];
  readonly now: Instant;
  readonly memory: AlarmMemory;
  /** After this an alarm that was seen and lasts sounds again. */
  readonly reminderMs: number;
  readonly newAlarmId: () => string;
  /** What the value is now that a condition is gone; null: nothing to say. */
  readonly nowWords: (condition: AlarmCondition) => string | null;
};

/**
 * What the conditions that stand now mean for the alarms: come, worse, milder, gone, back, again; and whether the
 * sound may stay paused. Pure. Folding the facts in and asking again gives nothing more.
 */
export function alarmFacts(given: AlarmsNow): { facts: AlarmFact[]; memory: AlarmMemory } {
  const { alarms, now, soundPause } = given;
  const { mono } = now;
  const standing = new Map(given.standing.map((one) => [conditionId(one), one]));
  const raised = new Map(alarms.map((alarm) => [conditionId(alarm), alarm]));
  const memory: Record<string, Watch> = {};
  const facts: AlarmFact[] = [];

  for (const [id, condition] of standing) {
    const alarm = raised.get(id);
    const watch = watched(given.memory[id], condition, alarm, mono);
    memory[id] = watch;
    facts.push(...whileThere(alarm, condition, watch, given));
  }
  for (const [id, alarm] of raised) {
    if (standing.has(id) || !alarm.present) continue;
    const before = given.memory[id];
    const gone: Watch =
      before?.present === false ? before : { present: false, sinceMono: mono, milderSinceMono: null };
    memory[id] = gone;
    if (mono - gone.sinceMono >= alarmTable[alarm.condition].offDelayMs) {
      const nowWords = given.nowWords(alarm.condition);
      facts.push({ type: 'alarm.condition-ended', body: { alarmId: alarm.alarmId, nowWords } });
    }
  }
  if (soundPause === null) return { facts, memory };
  if (mono >= soundPause.untilMono) facts.push({ type: 'sound.resumed', body: { why: 'time' } });
  else if (breaksSoundPause(alarms, facts)) {
    facts.push({ type: 'sound.resumed', body: { why: 'higher-alarm' } });
  }
  return { facts, memory };
}

function watched(
  before: Watch | undefined,
  condition: StandingCondition,
  alarm: Alarm | undefined,
  mono: MonoMs,
): Watch {
  const there = before?.present === true ? before : null;
  const milder = alarm?.present === true && rank[condition.priority] < rank[alarm.priority];
  return {
    present: true,
    sinceMono: there?.sinceMono ?? mono,
    milderSinceMono: milder ? (there?.milderSinceMono ?? mono) : null,
  };
}

function whileThere(
  alarm: Alarm | undefined,
  condition: StandingCondition,
  watch: Watch,
  { now, reminderMs, newAlarmId }: AlarmsNow,
): AlarmFact[] {
  const { mono } = now;
  const due = mono - watch.sinceMono >= condition.onDelayMs;
  if (alarm === undefined) return due ? [raise(condition, now, newAlarmId())] : [];
  const { alarmId } = alarm;
  const { words, priority } = condition;
  if (!alarm.present) return due ? [{ type: 'alarm.condition-returned', body: { alarmId, words } }] : [];
  if (rank[priority] > rank[alarm.priority] && priority !== 'low') {
    return [{ type: 'alarm.escalated', body: { alarmId, priority, words } }];
  }
  const facts: AlarmFact[] = [];
  if (watch.milderSinceMono !== null && priority !== 'high') {
    // A high alarm that nobody has seen stays one, whatever the value does meanwhile.
    const held = alarm.priority === 'high' && !alarm.acknowledged;
    if (!held && mono - watch.milderSinceMono >= condition.offDelayMs) {
      facts.push({ type: 'alarm.eased', body: { alarmId, priority, words } });
    }
  } else if (words !== alarm.words && mono - (alarm.wordedMono ?? alarm.sinceMono) >= REWORD_MS) {
    facts.push({ type: 'alarm.reworded', body: { alarmId, words } });
  }
  if (alarm.acknowledged && mono - (alarm.acknowledgedMono ?? mono) >= reminderMs) {
    facts.push({ type: 'alarm.reminded', body: { alarmId } });
  }
  return facts;
}

function raise(condition: StandingCondition, now: Instant, alarmId: string): AlarmFact {
  const { onDelayMs: _, offDelayMs: __, ...said } = condition;
  return {
    type: 'alarm.raised',
    body: {
      alarm: {
        alarmId,
        ...said,
        since: now.at,
        sinceMono: now.mono,
        present: true,
        nowWords: null,
        acknowledged: false,
      },
    },
  };
}

/** The moments at which time alone may make the engine say something. */
export function alarmMoments(
  state: Pick<AlarmsNow, 'alarms' | 'soundPause' | 'memory' | 'reminderMs'>,
): number[] {
  const { alarms, soundPause, memory, reminderMs } = state;
  const moments: number[] = soundPause === null ? [] : [soundPause.untilMono];
  for (const [id, watch] of Object.entries(memory)) {
    const row = alarmTable[id.slice(0, id.indexOf('/')) as AlarmCondition];
    const delays = [row.onDelayMs, row.highOnDelayMs, row.firstWordMs, row.offDelayMs];
    for (const delay of delays.filter((each) => each !== undefined)) moments.push(watch.sinceMono + delay);
    if (watch.milderSinceMono !== null) moments.push(watch.milderSinceMono + row.offDelayMs);
  }
  for (const alarm of alarms) {
    if (!alarm.present) continue;
    moments.push((alarm.wordedMono ?? alarm.sinceMono) + REWORD_MS);
    if (alarm.acknowledged && alarm.acknowledgedMono != null) {
      moments.push(alarm.acknowledgedMono + reminderMs);
    }
  }
  return moments;
}
