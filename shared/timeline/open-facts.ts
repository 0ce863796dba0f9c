import { gateTitles } from '../recovery/gate';
import { clockTime } from '../words/phrases';
import type { ReviewModel } from './model';
import type { Timed } from './timed-events';

/** Something of a session that whoever reviews it should have looked at. */
export type OpenFact = {
  readonly key: string;
  readonly title: 'Alarm' | 'Limit passed' | 'Not confirmed' | 'Gap' | 'At the pump';
  readonly words: string;
  readonly t: number;
  /** The entry that says so; null: it is a stretch of time. */
  readonly seq: number | null;
};

function overrides({ event, t }: Timed): Omit<OpenFact, 'key'>[] {
  const { seq } = event;
  const of = (words: string) => ({ title: 'Limit passed' as const, words, t, seq });
  switch (event.type) {
    case 'check.overridden':
      return [of(`check “${event.body.check}” by ${event.body.physician.name}: ${event.body.reason}`)];
    case 'double-check.excepted':
      return [of(`no second check, by ${event.body.physician.name}: ${event.body.reason}`)];
    case 'command.requested':
      return event.body.reasons.map(({ rule, words, text }) =>
        of(
          `${rule} by ${event.body.by?.name ?? 'the console'}: ${text === '' ? words : `${words}, ${text}`}`,
        ),
      );
    case 'bolus.recorded':
      return event.body.findings.map(({ words }) => of(`bolus: ${words}`));
    case 'interlock.released':
      return event.body.override ? [of(`interlock released below its level: ${event.body.reason}`)] : [];
    case 'recovery.overridden':
      return [
        of(`${event.body.gates.map((gate) => gateTitles[gate]).join(', ')} let go: ${event.body.reason}`),
      ];
    default:
      return [];
  }
}

/** Alarms that nobody saw, limits that were passed, what nobody knew and what was not recorded; in order of time. */
export function openFacts({ log, stories, alarms, gaps }: ReviewModel): OpenFact[] {
  const seqOf = new Map(
    log.flatMap(({ event }) =>
      event.type === 'command.requested' ? [[event.body.commandId, event.seq] as const] : [],
    ),
  );
  const facts: Omit<OpenFact, 'key'>[] = [
    ...alarms
      .filter(({ acknowledged, priority }) => acknowledged.length === 0 && priority !== 'low')
      .map(({ words, from, seq }) => ({
        title: 'Alarm' as const,
        words: `${words}, not seen by anyone`,
        t: from,
        seq,
      })),
    ...log.flatMap(overrides),
    ...stories.flatMap(({ commandId, uncertain, ending }) =>
      uncertain === null
        ? []
        : [
            {
              title: 'Not confirmed' as const,
              words: `${uncertain.reason}, ${ending === 'open' ? 'never settled' : `settled ${clockTime((uncertain.to ?? uncertain.from) * 1000)}`}`,
              t: uncertain.from,
              seq: seqOf.get(commandId) ?? null,
            },
          ],
    ),
    ...[...gaps.console, ...gaps.pump, ...gaps.monitor].map(({ from, words }) => ({
      ...{ title: 'Gap' as const, words, t: from, seq: null },
    })),
    ...log.flatMap(({ event, t }) =>
      event.type === 'pump.change-accepted'
        ? [{ title: 'At the pump' as const, words: event.body.words, t, seq: event.seq }]
        : [],
    ),
  ];
  return facts.sort((a, b) => a.t - b.t).map((fact, index) => ({ ...fact, key: `${index}-${fact.title}` }));
}
