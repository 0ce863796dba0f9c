import { z } from 'zod';

/** Scales by which a nurse says how deeply a patient is sedated; each clinic uses one (clinical.md 2.3). */
export const sedationScale = z.enum(['RASS', 'MOAA/S', 'POSS']);
export type SedationScale = z.infer<typeof sedationScale>;

/** A level of one scale. POSS has a letter for a patient who sleeps and is easy to rouse. */
export const sedationSchema = z.discriminatedUnion('scale', [
  z.object({ scale: z.literal('RASS'), level: z.int().min(-5).max(4) }),
  z.object({ scale: z.literal('MOAA/S'), level: z.int().min(0).max(5) }),
  z.object({
    scale: z.literal('POSS'),
    level: z.union([z.literal('S'), z.int().min(1).max(4)]),
  }),
]);
export type Sedation = z.infer<typeof sedationSchema>;

export type SedationLevel = {
  readonly sedation: Sedation;
  /** One or two words for a tile. */
  readonly term: string;
  /** The whole wording of the scale. */
  readonly description: string;
};

const rassLevels: readonly (readonly [number, string, string])[] = [
  [4, 'Combative', 'overtly combative, violent, danger to staff'],
  [3, 'Very agitated', 'pulls or removes tubes or catheters; aggressive'],
  [2, 'Agitated', 'frequent non-purposeful movement, fights ventilator'],
  [1, 'Restless', 'anxious, movements not aggressive or vigorous'],
  [0, 'Alert and calm', 'alert and calm'],
  [-1, 'Drowsy', 'not fully alert; sustained awakening with eye contact to voice, over 10 s'],
  [-2, 'Light sedation', 'briefly awakens with eye contact to voice, under 10 s'],
  [-3, 'Moderate sedation', 'movement or eye opening to voice, no eye contact'],
  [-4, 'Deep sedation', 'no response to voice; movement or eye opening to physical stimulation'],
  [-5, 'Unarousable', 'no response to voice or physical stimulation'],
];
const moaasLevels: readonly (readonly [number, string, string])[] = [
  [5, 'Ready', 'responds readily to name in normal tone'],
  [4, 'Lethargic', 'lethargic response to name in normal tone'],
  [3, 'Loud or repeated', 'responds only after name called loudly and/or repeatedly'],
  [2, 'Prodding', 'responds only after mild prodding or shaking'],
  [1, 'Painful squeeze', 'responds only after painful trapezius squeeze'],
  [0, 'No response', 'no response to painful trapezius squeeze'],
];
const possLevels: readonly (readonly ['S' | number, string, string])[] = [
  ['S', 'Asleep', 'asleep, easy to rouse'],
  [1, 'Awake', 'awake and alert'],
  [2, 'Slightly drowsy', 'slightly drowsy, easily roused'],
  [3, 'Often drowsy', 'frequently drowsy, drifts off mid-conversation'],
  [4, 'Somnolent', 'somnolent, minimal or no response'],
];

/** Every level of a scale in the order of its table (clinical.md 2.3: Sessler 2002; BMC Anesthesiol 2022; Pasero 1994). */
export function sedationLevels(scale: SedationScale): readonly SedationLevel[] {
  switch (scale) {
    case 'RASS':
      return rassLevels.map(([level, term, description]) => ({
        sedation: { scale, level },
        term,
        description,
      }));
    case 'MOAA/S':
      return moaasLevels.map(([level, term, description]) => ({
        sedation: { scale, level },
        term,
        description,
      }));
    case 'POSS':
      return possLevels.map(([level, term, description]) => ({
        sedation: { scale, level },
        term,
        description,
      }));
  }
}

/** The table's line for a level. */
export function sedationLevel(sedation: Sedation): SedationLevel {
  const found = sedationLevels(sedation.scale).find((one) => one.sedation.level === sedation.level);
  return found ?? { sedation, term: '', description: '' };
}

/** The level as it is written: `−1`, `3`, `S`. */
export function levelText({ level }: Sedation): string {
  if (level === 'S') return level;
  return level < 0 ? `−${Math.abs(level)}` : String(level);
}

/** The level as a number for a threshold; asleep and easy to rouse is none: it is neither over nor under one. */
export function levelNumber({ level }: Sedation): number | null {
  return level === 'S' ? null : level;
}

/** Whether a patient at this level can speak: what they are said to feel is then their own word. */
export function isAwake(sedation: Sedation): boolean {
  switch (sedation.scale) {
    case 'RASS':
      return sedation.level >= -1;
    case 'MOAA/S':
      return sedation.level >= 4;
    case 'POSS':
      return sedation.level === 1 || sedation.level === 2;
  }
}
