import type { Alarm, AlarmPriority } from '../alarms/alarm';
import type { Timed } from './timed-events';

/** A stretch of one alarm at one rank. `latched`: the condition had ended and nobody had seen it yet. */
export type AlarmStretch = {
  readonly from: number;
  readonly to: number;
  readonly priority: AlarmPriority;
  readonly kind: 'present' | 'latched';
};

/** One alarm over its whole life; seconds since the epoch. */
export type AlarmSpan = {
  readonly alarmId: string;
  readonly seq: number;
  readonly alarm: Alarm;
  /** The highest rank it reached, and the words it had then. */
  readonly priority: AlarmPriority;
  readonly words: string;
  readonly from: number;
  readonly to: number;
  /** Its condition was still there, or it was still unseen, when the log ended. */
  readonly open: boolean;
  readonly acknowledged: readonly { readonly t: number; readonly by: string | null }[];
  readonly stretches: readonly AlarmStretch[];
};

type Growing = {
  alarmId: string;
  seq: number;
  alarm: Alarm;
  priority: AlarmPriority;
  words: string;
  state: 'present' | 'latched' | 'over';
  since: number;
  seen: boolean;
  acknowledged: { t: number; by: string | null }[];
  stretches: AlarmStretch[];
};

function turn(one: Growing, t: number, state: Growing['state']): void {
  if (one.state !== 'over') {
    one.stretches.push({ from: one.since, to: t, priority: one.priority, kind: one.state });
  }
  one.state = state;
  one.since = t;
}

function follow(one: Growing, { event, t }: Timed): void {
  switch (event.type) {
    case 'alarm.escalated':
      turn(one, t, 'present');
      one.priority = event.body.priority;
      one.words = event.body.words;
      one.seen = false;
      return;
    case 'alarm.eased':
      turn(one, t, 'present');
      one.priority = event.body.priority;
      return;
    case 'alarm.reminded':
      one.seen = false;
      return;
    case 'alarm.condition-ended':
      // A high alarm stays until someone has seen it.
      turn(one, t, one.priority === 'high' && !one.seen ? 'latched' : 'over');
      return;
    case 'alarm.condition-returned':
      turn(one, t, 'present');
      one.words = event.body.words;
      one.seen = false;
      return;
    case 'alarm.acknowledged':
      one.acknowledged.push({ t, by: event.body.by?.name ?? null });
      one.seen = true;
      if (one.state === 'latched') turn(one, t, 'over');
      return;
    default:
      return;
  }
}

/** Every alarm of a session with its duration, in the order in which they were raised. */
export function alarmSpans(log: readonly Timed[], end: number): AlarmSpan[] {
  const all: Growing[] = [];
  for (const entry of log) {
    const { event, t } = entry;
    if (event.type === 'alarm.raised') {
      const { alarm } = event.body;
      const { alarmId, priority, words } = alarm;
      all.push({
        ...{ alarmId, seq: event.seq, alarm, priority, words },
        ...{ state: 'present', since: t, seen: alarm.acknowledged, acknowledged: [], stretches: [] },
      });
    } else if ('alarmId' in event.body) {
      const { alarmId } = event.body;
      const one = all.findLast((candidate) => candidate.alarmId === alarmId);
      if (one) follow(one, entry);
    }
  }
  return all.map((one) => {
    const open = one.state !== 'over';
    if (open) turn(one, Math.max(end, one.since), 'over');
    const { alarmId, seq, alarm, priority, words, acknowledged, stretches } = one;
    const from = stretches[0]?.from ?? one.since;
    const to = stretches.at(-1)?.to ?? one.since;
    return { alarmId, seq, alarm, priority, words, from, to, open, acknowledged, stretches };
  });
}
