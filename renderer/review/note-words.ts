import type { PauseReason } from '../../shared/session/delivery/events';
import type { Observation } from '../../shared/session/rounds/events';
import type { PreStartCheck } from '../../shared/session/verification/events';
import { formatNumber } from '../../shared/units/format';

const checks: Record<PreStartCheck, string> = {
  'patient-identity': 'Patient’s identity',
  order: 'Order',
  syringe: 'Syringe',
  allergies: 'Allergies',
  consent: 'Consent',
  escort: 'Escort home',
  'iv-site': 'IV site',
  'rescue-equipment': 'Rescue equipment',
};

/** The name of a check before the start. */
export const checkWords = (check: PreStartCheck): string => checks[check];

const reasons: Record<PauseReason, string> = {
  nausea: 'nausea',
  distress: 'distress',
  'blood-pressure-or-heart-rate': 'blood pressure or heart rate',
  breathing: 'breathing',
  'line-or-pump': 'line or pump',
  toilet: 'toilet',
  'patient-asks': 'the patient asked',
  other: 'other',
};

/** Why a pause was made. */
export const pauseReasonWords = (reason: PauseReason): string => reasons[reason];

/** An observation set in one line; what was not looked at is left out, a set without anything says so. */
export function observationWords(observation: Observation): string {
  const { rass, painNrs, distress, nausea, text } = observation;
  const parts = [
    painNrs === null ? null : `pain NRS ${formatNumber(painNrs, 0)}`,
    rass === null ? null : `RASS ${formatNumber(rass, 0)}`,
    distress === null ? null : `distress ${formatNumber(distress, 0)}`,
    nausea === null ? null : nausea === 'none' ? 'no nausea' : `nausea ${nausea}`,
    text === '' ? null : text,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing entered' : parts.join(', ');
}
