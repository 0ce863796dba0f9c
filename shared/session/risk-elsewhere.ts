import type { OpenRisk } from '../outcomes/outcome';
import type { Actor } from '../record/people';
import { type Place, placeWords } from '../record/place';
import type { EpochMs } from '../time/clock';
import type { LoggedEvent } from './events';

/** One patient's entries in another workstation's log. `name`: of the workstation and the line of its record. */
export type RiskLog = {
  readonly name: string;
  readonly place: Place;
  readonly events: readonly LoggedEvent[];
};

/** A physician's answer that stands in another log. */
export type AnsweredThere = { readonly by: Actor; readonly at: EpochMs; readonly place: Place };

/** How a risk of another workstation's log is named where it is taken over. */
export const riskName = (log: string, seq: number): string => `${log}/${seq}`;

/** The suicide risk that an entry opens; null: none. */
export function riskOpenedBy(event: LoggedEvent): { readonly words: string; readonly by: Actor } | null {
  if (event.type === 'risk.reported') return event.body;
  if (event.type !== 'outcome.recorded' && event.type !== 'outcome.corrected') return null;
  const { risk, by } = event.body;
  return risk === null ? null : { words: risk, by };
}

/** Of the risks that a log took over from others: those that still wait there, and who answered the rest. */
function takenOver(events: readonly LoggedEvent[]) {
  const waiting = new Set<string>();
  const answered = new Map<string, { readonly by: Actor; readonly at: EpochMs }>();
  for (const event of events) {
    if (event.type === 'risk.reported' && event.body.from !== undefined) waiting.add(event.body.from);
    if (event.type !== 'risk.assessed') continue;
    for (const name of waiting) answered.set(name, { by: event.body.by, at: event.at });
    waiting.clear();
  }
  return { waiting, answered };
}

/**
 * Suicide risks of one patient that stand open in the logs of other workstations: no physician has answered them there,
 * nor anywhere where they were taken over. What was taken over here already stands in `here` and is not named again.
 * `own`: how others name this workstation, one name for each line of its record; `day` names the day of a moment here.
 */
export function risksElsewhere(
  here: readonly LoggedEvent[],
  others: readonly RiskLog[],
  { own, day }: { readonly own: readonly string[]; readonly day: (at: EpochMs) => string },
): OpenRisk[] {
  const { waiting, answered } = takenOver(here);
  const settled = new Set([...waiting, ...answered.keys()]);
  for (const { events } of others) for (const name of takenOver(events).answered.keys()) settled.add(name);
  // What was taken over is named by the log that it is from, where that is at hand.
  const known = [...others.map(({ name }) => name), ...own];
  const fromKnown = (event: LoggedEvent): boolean =>
    event.type === 'risk.reported' && known.some((name) => event.body.from?.startsWith(`${name}/`) ?? false);

  return others.flatMap(({ name, place, events }) => {
    let open: OpenRisk[] = [];
    for (const event of events) {
      if (event.type === 'risk.assessed') open = [];
      const opened = riskOpenedBy(event);
      if (opened === null || fromKnown(event)) continue;
      const words = `${opened.words}, open since ${day(event.at)} at ${placeWords(place)}`;
      open.push({ words, at: event.at, by: opened.by, from: riskName(name, event.seq) });
    }
    return open.filter(({ from }) => from === undefined || !settled.has(from));
  });
}

/** The answer that another workstation's log holds to a risk of this one's own log; null: none is known here. */
export function answeredElsewhere(
  seq: number,
  own: string,
  others: readonly RiskLog[],
): AnsweredThere | null {
  for (const { events, place } of others) {
    const answer = takenOver(events).answered.get(riskName(own, seq));
    if (answer !== undefined) return { ...answer, place };
  }
  return null;
}
