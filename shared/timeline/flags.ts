import { withUnit } from '../units/format';
import type { AlarmSpan } from './alarm-spans';
import { type CommandStory, took } from './command-stories';
import type { Flag } from './lane';
import type { Timed } from './timed-events';

/** A flag on the graph that leads to the entry it stands for. */
export type EventFlag = Flag & { readonly seq: number };

function ofCommand(story: CommandStory, seq: number): EventFlag[] {
  const { request, uncertain, endedT, t } = story;
  const rate = request.rateMgPerKgPerHour === null ? '' : withUnit(request.rateMgPerKgPerHour, 'mg/kg/h');
  const words = {
    start: `Start ${rate}`,
    resume: `Resume ${rate}`,
    'change-rate': rate,
    pause: 'Pause',
    end: 'End',
    secure: 'Stop by console',
  }[request.purpose];
  const flag = (at: number, text: string, tone: Flag['tone']): EventFlag => ({
    key: `${seq}-${text}`,
    ...{ t: at, text: text.trim(), tone, seq },
  });
  const unknown = uncertain === null ? [] : [flag(uncertain.from, 'Not confirmed', 'medium')];
  if (story.ending === 'refused') return [...unknown, flag(t, `${words} refused`, 'plain')];
  return took(story) && endedT !== null ? [...unknown, flag(endedT, words, 'plain')] : unknown;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function ofEntry({ event, t }: Timed): EventFlag[] {
  const flag = (text: string): EventFlag[] => [
    { key: String(event.seq), seq: event.seq, t, text, tone: 'plain' },
  ];
  if (event.type === 'symptom.recorded') return flag(capital(event.body.symptom.replaceAll('-', ' ')));
  if (event.type === 'note.recorded') return flag('Note');
  if (event.type === 'adjunct.given') return flag(`${event.body.drug} ${event.body.dose} ${event.body.unit}`);
  if (event.type === 'run.started' && (event.body.gapMs ?? 0) > 0) return flag('Console back');
  if (event.type === 'infusion.ended' && event.body.why === 'complete') return flag('Complete');
  return [];
}

/** Flags over the graph: commands as they ended, symptoms, notes, and alarms of the highest rank. */
export function eventFlags(
  log: readonly Timed[],
  stories: readonly CommandStory[],
  alarms: readonly AlarmSpan[],
): EventFlag[] {
  const requestSeq = new Map(
    log.flatMap(({ event }) =>
      event.type === 'command.requested' ? [[event.body.commandId, event.seq] as const] : [],
    ),
  );
  const flags = [
    ...stories.flatMap((story) => ofCommand(story, requestSeq.get(story.commandId) ?? 0)),
    ...log.flatMap(ofEntry),
    ...alarms
      .filter((span) => span.priority === 'high')
      .map(
        (span): EventFlag => ({
          key: span.alarmId,
          seq: span.seq,
          t: span.from,
          text: span.words.length > 26 ? `${span.words.slice(0, 25)}…` : span.words,
          tone: 'high',
        }),
      ),
  ];
  return flags.sort((a, b) => a.t - b.t);
}
