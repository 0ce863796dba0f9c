import { z } from 'zod';

/** Scales by which a clinic says that a patient has recovered; each clinic uses one (clinical.md 2.3). */
export const recoveryScale = z.enum(['Aldrete', 'PADSS']);
export type RecoveryScale = z.infer<typeof recoveryScale>;

/** Sources disagree on these levels, so that a clinic sets them (clinical.md 2.3). */
export const aldreteLevelsSchema = z.object({
  /** Whether "within 20" and "within 50" of the baseline pressure are millimetres of mercury or per cent. */
  pressureUnit: z.enum(['mmHg', 'percent']),
  pressureNear: z.number().positive(),
  pressureFar: z.number().positive(),
  spo2OnAirOverPercent: z.number().positive(),
  spo2WithOxygenOverPercent: z.number().positive(),
});
export const padssLevelsSchema = z.object({
  vitalSignsNearPercent: z.number().positive(),
  vitalSignsFarPercent: z.number().positive(),
});
export type ScoreLevels = {
  readonly aldrete: z.infer<typeof aldreteLevelsSchema>;
  readonly padss: z.infer<typeof padssLevelsSchema>;
};

export const scorePoints = z.union([z.literal(0), z.literal(1), z.literal(2)]);
export type ScorePoints = z.infer<typeof scorePoints>;

/** One item of a scale; `words[points]` says what those points stand for. */
export type ScoreItem = { readonly item: string; readonly words: readonly [string, string, string] };

/** Both scales have five items of 0 to 2 points. */
export const ITEMS_OF_A_SCORE = 5;

function aldrete({ aldrete: levels }: ScoreLevels): ScoreItem[] {
  const unit = levels.pressureUnit === 'mmHg' ? ' mmHg' : ' %';
  const { pressureNear, pressureFar, spo2OnAirOverPercent, spo2WithOxygenOverPercent } = levels;
  return [
    { item: 'Activity', words: ['moves none', 'moves 2 limbs', 'moves 4 limbs'] },
    { item: 'Respiration', words: ['apnoeic', 'dyspnoea, shallow', 'deep breath, coughs'] },
    {
      item: 'Circulation',
      words: [
        `BP more than ${pressureFar}${unit} off baseline`,
        `BP ${pressureNear} to ${pressureFar}${unit} off`,
        `BP within ${pressureNear}${unit} of baseline`,
      ],
    },
    { item: 'Consciousness', words: ['no response', 'rouses on calling', 'fully awake'] },
    {
      item: 'SpO₂',
      words: [
        `${spo2WithOxygenOverPercent} % or less with O₂`,
        `over ${spo2WithOxygenOverPercent} % with O₂`,
        `over ${spo2OnAirOverPercent} % on air`,
      ],
    },
  ];
}

function padss({ padss: levels }: ScoreLevels): ScoreItem[] {
  const { vitalSignsNearPercent: near, vitalSignsFarPercent: far } = levels;
  return [
    {
      item: 'Vital signs',
      words: [`over ${far} % off baseline`, `${near} to ${far} % off`, `within ${near} % of baseline`],
    },
    {
      item: 'Activity, mind',
      words: ['neither steady nor clear', 'steady or clear', 'steady gait and clear'],
    },
    { item: 'Pain, nausea', words: ['severe', 'moderate', 'minimal'] },
    { item: 'Bleeding', words: ['severe', 'moderate', 'minimal'] },
    { item: 'Intake, output', words: ['neither', 'drinks or passes urine', 'drinks and passes urine'] },
  ];
}

/** The items of a scale in their order, with the clinic's levels in the words. */
export function scoreItems(scale: RecoveryScale, levels: ScoreLevels): ScoreItem[] {
  return scale === 'Aldrete' ? aldrete(levels) : padss(levels);
}

/** 0 to 10. */
export function scoreTotal(points: readonly ScorePoints[]): number {
  return points.reduce<number>((sum, one) => sum + one, 0);
}
