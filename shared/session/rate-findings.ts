import { checkRate, checkStart } from '../limits/check';
import type { Finding } from '../limits/profile';
import type { PumpCapabilities } from '../readings/pump';
import type { MonoMs } from '../time/clock';
import { type MgPerKgPerHour, minutes } from '../units/units';
import type { CommandPurpose } from './events';
import type { Session } from './state';
import { deliveredHighMg, infusingMs, rateStepsFrom, sinceLastRiseMin } from './view';

/** What every limit says of a rate in this session now; START is judged with the whole order behind it. */
export function rateFindings(
  session: Session,
  capabilities: PumpCapabilities,
  purpose: Extract<CommandPurpose, 'start' | 'resume' | 'change-rate'>,
  rate: MgPerKgPerHour,
  mono: MonoMs,
): Finding[] {
  const { order, limits, syringe } = session;
  const check = purpose === 'start' ? checkStart : checkRate;
  return check({
    order,
    limits,
    capabilities,
    syringe,
    deliveredHighMg: deliveredHighMg(session, mono),
    infusedMin: minutes(infusingMs(session, mono) / 60_000),
    sinceLastRiseMin: sinceLastRiseMin(session, mono),
    bolusesGiven: session.delivery.boluses.length,
    presentRateMgPerKgPerHour: rateStepsFrom(session, purpose),
    proposedMgPerKgPerHour: rate,
  });
}
