import type { AlarmCondition } from '../../shared/alarms/alarm';
import type { CommandPurpose, LoggedEvent } from '../../shared/session/events';
import type { Flag } from '../../shared/timeline/lane';
import { formatIn } from '../../shared/units/format';
import { symptomWords } from './symptoms';

type Asked = { readonly purpose: CommandPurpose; readonly rate: number | null };

function commandText({ purpose, rate }: Asked): string | null {
  const shown = rate === null ? '' : formatIn(rate, 'mg/kg/h');
  switch (purpose) {
    case 'start':
      return `Start ${shown}`;
    case 'resume':
      return `Resume ${shown}`;
    case 'change-rate':
      return shown;
    case 'pause':
      return 'Pause';
    case 'end':
      return 'End';
    case 'secure':
      return null;
  }
}

const alarmTexts: readonly [start: string, text: string][] = [
  ['spo2', 'SpO₂'],
  ['heart-rate', 'HR'],
  ['systolic', 'BP'],
  ['diastolic', 'BP'],
  ['respiration', 'RR'],
  ['nibp', 'NIBP'],
  ['pump', 'Pump'],
  ['monitor', 'Monitor'],
];

function alarmText(condition: AlarmCondition): string {
  return alarmTexts.find(([start]) => condition.startsWith(start))?.[1] ?? 'Alarm';
}

/** What happened, as words on stems: only what was confirmed, what was seen, and what was in doubt. */
export function graphFlags(journal: readonly LoggedEvent[]): Flag[] {
  const asked = new Map<string, Asked>();
  const flags: Flag[] = [];
  const add = (event: LoggedEvent, text: string | null, tone: Flag['tone'] = 'plain') => {
    if (text) flags.push({ key: String(event.seq), t: event.at / 1000, text, tone });
  };
  for (const event of journal) {
    switch (event.type) {
      case 'command.requested': {
        const { commandId, purpose, rateMgPerKgPerHour } = event.body;
        asked.set(commandId, { purpose, rate: rateMgPerKgPerHour });
        break;
      }
      case 'command.confirmed': {
        const command = asked.get(event.body.commandId);
        if (command) add(event, commandText(command));
        break;
      }
      case 'command.uncertain':
        add(event, '?', 'medium');
        break;
      case 'symptom.recorded':
        add(event, symptomWords(event.body.symptom));
        break;
      case 'adjunct.given':
        add(event, `${event.body.drug} ${event.body.dose} ${event.body.unit}`);
        break;
      case 'note.recorded':
        add(event, event.body.text.length > 18 ? `${event.body.text.slice(0, 17)}…` : event.body.text);
        break;
      case 'alarm.raised':
        if (event.body.alarm.priority === 'high') add(event, alarmText(event.body.alarm.condition), 'high');
        break;
      default:
        break;
    }
  }
  return flags;
}
