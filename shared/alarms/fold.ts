import type { MonoMs } from '../time/clock';
import type { Alarm } from './alarm';
import type { AlarmFact } from './events';

/** The alarms that stand after a fact about one of them. They are raised and ended by the engine; here they are kept. */
export function alarmsAfter(alarms: readonly Alarm[], fact: AlarmFact, mono: MonoMs): readonly Alarm[] {
  const change = (alarmId: string, to: Partial<Alarm>): readonly Alarm[] =>
    alarms.map((alarm) => (alarm.alarmId === alarmId ? { ...alarm, ...to } : alarm));
  const drop = (alarmId: string): readonly Alarm[] => alarms.filter((alarm) => alarm.alarmId !== alarmId);
  const unseen = { acknowledged: false, acknowledgedMono: null };

  switch (fact.type) {
    case 'alarm.raised':
      return [fact.body.alarm, ...alarms];
    case 'alarm.escalated': {
      const { alarmId, priority, words } = fact.body;
      return change(alarmId, { priority, words, wordedMono: mono, ...unseen });
    }
    case 'alarm.eased': {
      const { alarmId, priority, words } = fact.body;
      return change(alarmId, { priority, words, wordedMono: mono });
    }
    case 'alarm.reworded':
      return change(fact.body.alarmId, { words: fact.body.words, wordedMono: mono });
    case 'alarm.condition-returned': {
      const { alarmId, words } = fact.body;
      return change(alarmId, { present: true, nowWords: null, words, wordedMono: mono, ...unseen });
    }
    case 'alarm.condition-ended': {
      const { alarmId, nowWords } = fact.body;
      const alarm = alarms.find((one) => one.alarmId === alarmId);
      // A high alarm stays until someone has seen it (SR-114).
      return alarm?.priority === 'high' && !alarm.acknowledged
        ? change(alarmId, { present: false, nowWords })
        : drop(alarmId);
    }
    case 'alarm.acknowledged': {
      const { alarmId } = fact.body;
      const alarm = alarms.find((one) => one.alarmId === alarmId);
      if (alarm === undefined) return alarms;
      return alarm.present ? change(alarmId, { acknowledged: true, acknowledgedMono: mono }) : drop(alarmId);
    }
    case 'alarm.reminded':
      return change(fact.body.alarmId, unseen);
    default:
      return alarms;
  }
}
