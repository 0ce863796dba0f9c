import { sameRate } from '../dosing/convert';
import { flowing, still } from '../dosing/delivered';
import type { PumpSnapshot } from '../readings/pump';
import type { MlPerHour } from '../units/units';
import type { PumpCommand } from './pump-command';

/**
 * What one status of the pump says about a command: that it took effect, that it did not, or nothing yet. An
 * acknowledgement is not evidence; a start is proven only by a rising volume (pumps.md 2.4).
 */
export function judge(command: PumpCommand, snapshot: PumpSnapshot): 'took' | 'did-not-take' | 'open' {
  switch (command.kind) {
    case 'stop':
      if (still(snapshot)) return 'took';
      return flowing(snapshot) && snapshot.motion === 'proven' ? 'did-not-take' : 'open';
    case 'start':
      if (snapshot.runState === 'infusing' && snapshot.motion === 'proven') {
        return showsRate(snapshot, command.rateMlPerHour) ? 'took' : 'did-not-take';
      }
      return still(snapshot) ? 'did-not-take' : 'open';
    case 'set-rate':
      if (snapshot.rateMlPerHour === null) return 'open';
      if (showsRate(snapshot, command.rateMlPerHour)) return 'took';
      return 'did-not-take';
  }
}

function showsRate(snapshot: PumpSnapshot, rate: MlPerHour): boolean {
  return snapshot.rateMlPerHour !== null && sameRate(snapshot.rateMlPerHour, rate);
}

/**
 * How long proof may take at this rate: the pump counts 0.001 mL, a driver judges the slope once five counts are due,
 * and one more may be under way when it begins to look.
 */
export function proofTimeMs(command: PumpCommand): number {
  if (command.kind !== 'start') return 0;
  const countMs = (0.001 / command.rateMlPerHour) * 3_600_000;
  return 6 * countMs;
}
