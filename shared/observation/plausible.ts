import { z } from 'zod';
import type { Observation } from './observation';
import { isAwake } from './scales';
import { signWords, type VitalSign, vitalSigns } from './vital-signs';

/** Why a value can hardly be right, and which fields it is about. */
export type Implausible = { readonly signs: readonly VitalSign[]; readonly words: string };

const bounds = z.object({ least: z.number(), most: z.number() });

/**
 * Bounds of what a living patient and a cuff or sensor give, in the unit of each sign; beyond them a slip of the finger
 * or of the sensor is likelier. The clinic's.
 */
export const plausibleBoundsSchema = z.object({
  heartRatePerMin: bounds,
  spo2Percent: bounds,
  systolicMmHg: bounds,
  diastolicMmHg: bounds,
  respirationPerMin: bounds,
} satisfies Record<VitalSign, typeof bounds>);
export type PlausibleBounds = z.infer<typeof plausibleBoundsSchema>;

/** True when the patient's own words are in the set: who answers breathes. */
function answers(seen: Observation): boolean {
  return (
    seen.painNrs !== null ||
    seen.distress !== null ||
    seen.dissociation !== null ||
    (seen.sedation !== null && isAwake(seen.sedation))
  );
}

/** What in a set can hardly be right (SR-082). It is asked for again and kept as entered when it is typed again. */
export function implausible(seen: Observation, bounds: PlausibleBounds): Implausible[] {
  const found: Implausible[] = [];
  const value = (sign: VitalSign) => seen.vitals[sign]?.value ?? null;
  for (const sign of vitalSigns) {
    const one = value(sign);
    if (one === null) continue;
    const { name, unit } = signWords[sign];
    const { least, most } = bounds[sign];
    if (one > most) found.push({ signs: [sign], words: `${name} ${one} ${unit} is over ${most}.` });
    else if (one < least) found.push({ signs: [sign], words: `${name} ${one} ${unit} is under ${least}.` });
  }
  const [systolic, diastolic] = [value('systolicMmHg'), value('diastolicMmHg')];
  if (systolic !== null && diastolic !== null && systolic <= diastolic) {
    found.push({
      signs: ['systolicMmHg', 'diastolicMmHg'],
      words: `Systolic ${systolic} is not above diastolic ${diastolic}.`,
    });
  }
  if (value('respirationPerMin') === 0 && answers(seen)) {
    found.push({ signs: ['respirationPerMin'], words: 'RR 0 /min, and the patient answers.' });
  }
  return found;
}

/** Signs whose value is implausible and has not been typed again. */
export function notInsisted(seen: Observation, bounds: PlausibleBounds): Implausible[] {
  return implausible(seen, bounds).filter(({ signs }) =>
    signs.some((sign) => seen.vitals[sign]?.insisted !== true),
  );
}
