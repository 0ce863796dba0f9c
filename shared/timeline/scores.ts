import type { Observation } from '../observation/observation';
import { levelText } from '../observation/scales';
import { formatNumber } from '../units/format';
import type { Timed } from './timed-events';

export type ScoreKey = 'painNrs' | 'sedation' | 'distress';

/** The rows of the score lane, top to bottom. */
export const scoreRows: readonly { readonly key: ScoreKey; readonly label: string }[] = [
  { key: 'painNrs', label: 'NRS' },
  { key: 'sedation', label: 'Sedation' },
  { key: 'distress', label: 'Distress' },
];

export type ScoreSet = {
  readonly t: number;
  readonly seq: number;
  readonly by: string;
  /** As it stands after its corrections. */
  readonly observation: Observation;
  readonly corrected: boolean;
};

/** Every observation set with its time. */
export function scoreSets(log: readonly Timed[]): ScoreSet[] {
  const sets: ScoreSet[] = [];
  for (const { event, t } of log) {
    if (event.type === 'observation.recorded') {
      const { by, observation } = event.body;
      // A late entry stands at the time at which the patient was looked at.
      const ago = Math.max(0, event.at - observation.measuredAt) / 1000;
      sets.push({ t: t - ago, seq: event.seq, by: by.name, observation, corrected: false });
    }
    if (event.type === 'observation.corrected') {
      const { ofSeq, now } = event.body;
      const at = sets.findIndex(({ seq }) => seq === ofSeq);
      const set = sets[at];
      if (set !== undefined) sets[at] = { ...set, observation: now, corrected: true };
    }
  }
  return sets.sort((a, b) => a.t - b.t);
}

/** A score as written: true minus sign; null: not looked at in this set. */
export function scoreText(set: ScoreSet, key: ScoreKey): string | null {
  if (key === 'sedation') {
    const { sedation } = set.observation;
    return sedation === null ? null : levelText(sedation);
  }
  const value = set.observation[key];
  return value === null ? null : formatNumber(value, 0);
}
