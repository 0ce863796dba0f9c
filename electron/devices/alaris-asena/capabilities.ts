import type { PumpCapabilities } from '../../../shared/readings/pump';
import type { Ml, MlPerHour } from '../../../shared/units/units';
import { ml, mlPerHour } from '../../../shared/units/units';

/** What the family can do at most (pumps.md 1 and 2.5); a connected pump may allow less. mL/h, mL, ms. */
export const FAMILY_CAPABILITIES: PumpCapabilities = {
  observe: 'verified',
  pause: 'verified',
  start: 'verified',
  setRate: 'verified',
  setVtbi: 'verified',
  bolus: 'none',
  clearVolume: 'verified',
  mute: 'unverified',
  humanUse: true,
  rateStepMlPerHour: mlPerHour(0.01),
  rateMinMlPerHour: mlPerHour(0.1),
  rateMaxMlPerHour: mlPerHour(1200),
  vtbiStepMl: ml(0.001),
  vtbiMaxMl: ml(50),
  watchdogMs: 15_000,
};

/** The family's bounds, lowered to what this pump says about its syringe (`INF_RATE_MAX_SYRINGE`, `SYRINGE_STATUS`). */
export function capabilitiesOf(rateMax: MlPerHour | null, syringeSize: Ml | null): PumpCapabilities {
  const { rateMaxMlPerHour, vtbiMaxMl } = FAMILY_CAPABILITIES;
  return {
    ...FAMILY_CAPABILITIES,
    rateMaxMlPerHour: rateMax !== null && rateMax < rateMaxMlPerHour ? rateMax : rateMaxMlPerHour,
    vtbiMaxMl: syringeSize !== null && syringeSize < vtbiMaxMl ? syringeSize : vtbiMaxMl,
  };
}
