import { type Mark, mark, markWords } from '../../shared/finding/marks';
import type { SessionSummary } from '../../shared/ipc/session-detail';
import { formatDuration, formatIn } from '../../shared/units/format';
import { clockTime, dateWords } from '../live/words';

const two = (value: number): string => String(value).padStart(2, '0');

/** `12 Mar 2026` of a moment, in the clinic's own time. */
export function dayWords(at: number): string {
  const date = new Date(at);
  return dateWords(`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`);
}

/** `12 Mar 2026, 09:40 to 13:54`; one that is still open says so. */
export function whenWords({ openedAt, closedAt }: Pick<SessionSummary, 'openedAt' | 'closedAt'>): string {
  const end = closedAt === null ? 'still open' : clockTime(closedAt);
  return `${dayWords(openedAt)}, ${clockTime(openedAt)}${closedAt === null ? ', ' : ' to '}${end}`;
}

/** From the start of the infusion to the close; before either, why there is none. */
export function lengthWords({ startedAt, closedAt }: SessionSummary): string {
  if (startedAt === null) return 'never started';
  return closedAt === null ? 'still open' : formatDuration(closedAt - startedAt);
}

/** `88.4 mg`, or the range in which the truth lies. */
export function givenWords({ givenMgLow, givenMgHigh }: SessionSummary): string {
  const [low, high] = [formatIn(givenMgLow, 'mg'), formatIn(givenMgHigh, 'mg')];
  return low === high ? `${low} mg` : `${low} to ${high} mg`;
}

/** Where the session stands, in the record's own words. */
export const phaseWords: Readonly<Record<SessionSummary['phase'], string>> = {
  preparing: 'preparing',
  infusing: 'infusing',
  paused: 'paused',
  recovery: 'recovery',
  closed: 'closed',
};

/** Gravest first; whether it is reviewed or open stands in the state, that alarms came in their number. */
const told: readonly Mark[] = mark.options.filter(
  (one) => one !== 'to-review' && one !== 'open' && one !== 'alarm' && one !== 'high-alarm',
);

/** `interlock, pause, nausea`; empty: nothing that is looked for. */
export function happenedWords({ marks }: Pick<SessionSummary, 'marks'>): string {
  return told
    .filter((one) => marks.includes(one))
    .map((one) => markWords[one].toLowerCase())
    .join(', ');
}
