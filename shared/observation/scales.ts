import { z } from 'zod';

/** Scales by which a nurse says how deeply a patient is sedated; each clinic uses one (clinical.md 2.3). */
export const sedationScale = z.enum(['RASS', 'MOAA/S', 'POSS']);
export type SedationScale = z.infer<typeof sedationScale>;
