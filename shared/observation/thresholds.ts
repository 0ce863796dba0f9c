import { z } from 'zod';
import { dissociationTotal, type Observation } from './observation';
import { levelNumber, levelText, type SedationScale } from './scales';

/** Levels at or beyond which a score is a caution or a reason to stop (clinical.md 2.2); null: none on that side. */
export const scoreLimitsSchema = z.object({
  cautionAtMost: z.number().nullable(),
  cautionAtLeast: z.number().nullable(),
  stopAtMost: z.number().nullable(),
  stopAtLeast: z.number().nullable(),
});
export type ScoreLimits = z.infer<typeof scoreLimitsSchema>;

const ruleSchema = z.object({
  limits: scoreLimitsSchema,
  /** What to do, in the clinic's words. */
  cautionAction: z.string().min(1),
  stopAction: z.string().min(1),
});

/** The clinic's thresholds for what a nurse scores. */
export const scoreRulesSchema = z.object({
  sedation: z.object({ RASS: ruleSchema, 'MOAA/S': ruleSchema, POSS: ruleSchema }),
  distress: ruleSchema,
  dissociation: ruleSchema,
});
export type ScoreRules = z.infer<typeof scoreRulesSchema>;

export type ScoreName = 'sedation' | 'distress' | 'dissociation';

/** A score at or past a level: which rule, the value, the limit, and the clinic's action (SR-086). */
export type ScoreBreach = {
  readonly score: ScoreName;
  readonly severity: 'caution' | 'stop';
  /** `RASS −3, stop level −3`. */
  readonly words: string;
  readonly action: string;
};

type Rule = z.infer<typeof ruleSchema>;

const numberText = (value: number): string => (value < 0 ? `−${Math.abs(value)}` : String(value));

function judge(
  score: ScoreName,
  name: string,
  value: number | null,
  text: string,
  rule: Rule,
): ScoreBreach[] {
  if (value === null) return [];
  const { limits } = rule;
  const passed = (atMost: number | null, atLeast: number | null): string | null => {
    if (atMost !== null && value <= atMost) return `${numberText(atMost)} or less`;
    return atLeast !== null && value >= atLeast ? `${numberText(atLeast)} or more` : null;
  };
  const stop = passed(limits.stopAtMost, limits.stopAtLeast);
  if (stop !== null) {
    const words = `${name} ${text}, stop level ${stop}`;
    return [{ score, severity: 'stop', words, action: rule.stopAction }];
  }
  const caution = passed(limits.cautionAtMost, limits.cautionAtLeast);
  if (caution === null) return [];
  const words = `${name} ${text}, caution level ${caution}`;
  return [{ score, severity: 'caution', words, action: rule.cautionAction }];
}

/** Every score of a set that is at a level of the clinic's rules, the worst first. */
export function scoreBreaches(
  seen: Pick<Observation, 'sedation' | 'distress' | 'dissociation'>,
  rules: ScoreRules,
): ScoreBreach[] {
  const { sedation, distress } = seen;
  const total = dissociationTotal(seen);
  const found = [
    ...(sedation === null
      ? []
      : judge(
          'sedation',
          sedation.scale,
          levelNumber(sedation),
          levelText(sedation),
          rules.sedation[sedation.scale satisfies SedationScale],
        )),
    ...judge('distress', 'Distress', distress, String(distress), rules.distress),
    ...judge('dissociation', 'Dissociation', total, String(total), rules.dissociation),
  ];
  return found.sort((a, b) => Number(b.severity === 'stop') - Number(a.severity === 'stop'));
}
