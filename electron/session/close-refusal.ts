import type { BedsideState } from '../../shared/session/state';

/** Why the window must not close now; null when it may. */
export function closeRefusal({ session: open }: BedsideState): string | null {
  if (open === null || open.phase === 'closed') return null;
  if (open.phase === 'infusing') {
    return 'The infusion runs. Closed now, nobody watches it here and the pump stops with an alarm after 15 s. End the infusion first.';
  }
  if (open.phase === 'paused') return 'The infusion is paused and not ended. End it first, then close.';
  if (open.openCommand === null && open.delivered.possibleMaxMlPerHour === 0) return null;
  return 'What the pump does is not known yet. Press STOP on the pump, wait until it answers here, then close.';
}
