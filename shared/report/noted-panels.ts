import { alarmMark } from '../alarms/condition';
import { reasonWords } from '../limits/check';
import { gateTitles } from '../recovery/gate';
import { doseWords } from '../session/rounds/adjuncts';
import type { AlarmSpan } from '../timeline/alarm-spans';
import type { ReviewModel } from '../timeline/model';
import type { Totals } from '../timeline/totals';
import { formatDuration } from '../units/format';
import { checkWords } from '../words/note-words';
import { clockTime } from '../words/phrases';
import type { Line, Panel } from './document';

/** How many alarms the page names; the others are counted, and stand in the table of entries. */
const NAMED_ALARMS = 4;

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });
const at = (t: number): string => clockTime(t * 1000);

/** Drugs beside the infusion, each with its time, who gave it, and on whose word. */
export function adjunctsPanel({ log }: ReviewModel): Panel {
  const lines = log.flatMap(({ event }) => {
    if (event.type !== 'adjunct.given') return [];
    const { givenAt, by, onWordOf, witness } = event.body;
    const word = onWordOf === null ? 'as ordered' : `on the word of ${onWordOf}`;
    const seen = witness === null ? '' : `, witness ${witness.name}`;
    return [line(clockTime(givenAt), `${doseWords(event.body)}, ${by.name}, ${word}${seen}`)];
  });
  return { title: 'Other drugs given', lines: lines.length === 0 ? [line('', 'none recorded')] : lines };
}

function alarmLine({ from, to, open, alarm, words, priority, acknowledged }: AlarmSpan): Line {
  const length = open ? 'not over' : formatDuration((to - from) * 1000);
  const seen = acknowledged.length === 0 ? ', seen by nobody' : '';
  return line(at(from), `${alarmMark(alarm.kind, priority)} ${words}, ${length}${seen}`);
}

/** How many alarms there were, and the gravest by name. */
export function alarmsPanel({ alarms }: ReviewModel, { alarms: counts }: Totals): Panel {
  const high = alarms.filter(({ priority }) => priority === 'high');
  const rest = high.length - NAMED_ALARMS;
  return {
    title: 'Alarms',
    lines: [
      line('Counted', `${counts.high} high, ${counts.medium} medium, ${counts.low} low`, 'strong'),
      ...high.slice(0, NAMED_ALARMS).map(alarmLine),
      ...(rest > 0 ? [line('', `and ${rest} more of high priority, see the entries`)] : []),
    ],
  };
}

/** Every limit that was passed and every check or gate that was let go: what, by whom, why. */
export function overridesPanel({ log, session }: ReviewModel): Panel {
  const lines: Line[] = session.order.softReasons.map(({ rule, words, text }) =>
    line('Order', `${rule.replaceAll('-', ' ')}: ${words}${text === '' ? '' : `, ${text}`}`),
  );
  for (const { event, t } of log) {
    if (event.type === 'command.requested' && event.body.findings.length > 0) {
      const { findings, reasons, by } = event.body;
      const why = reasons.map(reasonWords).join('; ');
      const over = findings.map(({ words }) => words).join(' ');
      lines.push(line(at(t), `${over} ${by?.name ?? 'not signed in'}${why === '' ? '' : `: ${why}`}`));
    } else if (event.type === 'check.overridden') {
      const { check, physician, reason } = event.body;
      lines.push(line(at(t), `${checkWords(check)} overridden by ${physician.name}: ${reason}`));
    } else if (event.type === 'double-check.excepted') {
      lines.push(line(at(t), `no second check, ${event.body.physician.name}: ${event.body.reason}`));
    } else if (event.type === 'recovery.overridden') {
      const { gates, by, reason } = event.body;
      const what = gates.map((gate) => gateTitles[gate].toLowerCase()).join(', ');
      lines.push(line(at(t), `${what}: let go by ${by.name}: ${reason}`));
    } else if (event.type === 'interlock.released' && event.body.override) {
      lines.push(
        line(at(t), `interlock released below its level by ${event.body.by.name}: ${event.body.reason}`),
      );
    }
  }
  return { title: 'Overrides', lines: lines.length === 0 ? [line('', 'none')] : lines };
}
