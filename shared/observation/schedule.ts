import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Minutes } from '../units/units';
import { sedationScale } from './scales';

/** When observation sets are due (clinical.md 2.1). Every start, increase, bolus and alarm begins the close stretch anew. */
export const observationScheduleSchema = z.object({
  baselineSets: z.int().min(1),
  closeEveryMin: quantity<Minutes>(),
  closeForMin: quantity<Minutes>(),
  thenEveryMin: quantity<Minutes>(),
  afterStopEveryMin: quantity<Minutes>(),
  sedationScale,
});
export type ObservationSchedule = z.infer<typeof observationScheduleSchema>;
