import { flowing } from '../dosing/delivered';
import type { BedsideState } from './state';

/**
 * Why the screen can not be with the patient now, in words for its button; null: it can. While drug flows or may flow
 * the nurse needs it, and what a patient answers under ketamine is not what the form asks.
 */
export function notToPatient({ session, pump }: BedsideState): string | null {
  const open = session !== null && session.phase !== 'closed';
  if (open && (session.phase === 'infusing' || session.phase === 'paused')) return 'not during an infusion';
  if (open && session.openCommand !== null) return 'a command is not confirmed';
  if (open && pump.reading !== null && flowing(pump.reading.value)) return 'the pump is giving drug';
  return null;
}

/** Whether the patient's screen is what is shown: it gives way to the bedside when drug flows. */
export const isWithPatient = (state: BedsideState): boolean =>
  state.turned !== null && notToPatient(state) === null;
