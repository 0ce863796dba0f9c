import { toMgPerKgPerHour } from '../../dosing/convert';
import { leadNumber, writtenNumber } from '../../dosing/rate-words';
import type { Session } from '../state';
import { resumeRate } from './double-check';
import type { CheckedEntries } from './events';

type Holding = Pick<Session, 'order' | 'syringe' | 'phase' | 'rateBeforePauseMlPerHour'>;

/** The first rate as the order writes it; in a pause the rate to resume, as the screen shows it. */
function heldRate(session: Holding): string | null {
  const { order } = session;
  if (session.phase !== 'paused') {
    const first = order.steps[0]?.rateMgPerKgPerHour;
    return first === undefined ? null : writtenNumber(order, first);
  }
  const before = resumeRate(session);
  if (before === null) return null;
  return leadNumber(order, toMgPerKgPerHour(before, order.concentrationMgPerMl, order.dosingWeightKg));
}

/** What the second person is compared with: the label as the first one read it, and the order. */
export function heldEntries(session: Holding): CheckedEntries {
  const { order, syringe } = session;
  const rate = heldRate(session);
  return {
    drug: syringe?.drug ?? order.drug,
    concentrationMgPerMl: syringe?.concentrationMgPerMl ?? order.concentrationMgPerMl,
    dosingWeightKg: order.dosingWeightKg,
    rate: rate === null ? null : { value: Number(rate), unit: order.orderedUnit },
  };
}
