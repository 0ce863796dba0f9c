import type { Observation } from '../../shared/session/rounds/events';
import { formatNumber } from '../../shared/units/format';
import type { Timed } from './timed-events';

export type ScoreKey = 'painNrs' | 'rass' | 'distress';

/** The rows of the score lane, top to bottom. */
export const scoreRows: readonly { readonly key: ScoreKey; readonly label: string }[] = [
  { key: 'painNrs', label: 'NRS' },
  { key: 'rass', label: 'RASS' },
  { key: 'distress', label: 'Distress' },
];

export type ScoreSet = {
  readonly t: number;
  readonly seq: number;
  readonly by: string;
  readonly observation: Observation;
};

/** Every observation set with its time. */
export function scoreSets(log: readonly Timed[]): ScoreSet[] {
  return log.flatMap(({ event, t }) =>
    event.type === 'observation.recorded'
      ? [{ t, seq: event.seq, by: event.body.by.name, observation: event.body.observation }]
      : [],
  );
}

/** A score as written: true minus sign; null: not looked at in this set. */
export function scoreText(set: ScoreSet, key: ScoreKey): string | null {
  const value = set.observation[key];
  return value === null ? null : formatNumber(value, 0);
}
