import type { Session } from '../state';
import type { PreStartCheck } from './events';

/** What has to be confirmed before drug flows; further items are the clinic's. */
export const requiredChecks: readonly PreStartCheck[] = ['patient-identity', 'order', 'syringe'];

export const checkWords: Record<PreStartCheck, string> = {
  'patient-identity': 'right patient, two identifiers',
  order: 'order read',
  syringe: 'syringe',
  allergies: 'allergies',
  consent: 'consent',
  escort: 'escort for the way home',
  'iv-site': 'IV line',
  'rescue-equipment': 'rescue equipment',
};

/** What is still open before drug may flow, in words; null: nothing. */
export function missingChecks(session: Session): string | null {
  const missing = requiredChecks.filter(
    (check) => session.checks[check] === undefined || (check === 'syringe' && session.syringe === null),
  );
  if (missing.length === 0) return null;
  return `${missing.length} open: ${missing.map((check) => checkWords[check]).join(', ')}`;
}
