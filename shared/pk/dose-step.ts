import { z } from 'zod';
import type { EpochMs } from '../time/clock';
import { quantity } from '../units/schema';
import type { MgPerMin } from '../units/units';

/**
 * Drug going in at one rate over a stretch of time. Both ends are kept where the pump's account leaves a range; a
 * prediction is computed from the upper one, its band from both. Steps follow each other in time and never overlap;
 * between them nothing goes in.
 */
export type DoseStep = {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly lowMgPerMin: MgPerMin;
  readonly highMgPerMin: MgPerMin;
};

export const doseStepSchema = z.object({
  fromMs: quantity<EpochMs>(),
  toMs: quantity<EpochMs>(),
  lowMgPerMin: quantity<MgPerMin>(),
  highMgPerMin: quantity<MgPerMin>(),
});
