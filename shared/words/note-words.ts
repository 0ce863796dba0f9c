import { dissociationTotal, type Observation } from '../observation/observation';
import { levelText } from '../observation/scales';
import { signWords, type TakenValue, vitalSigns } from '../observation/vital-signs';
import type { PauseReason } from '../session/delivery/events';
import type { EventBody } from '../session/events';
import { formatNumber } from '../units/format';
import { clockTime } from './phrases';

const checks: Readonly<Record<string, string>> = {
  'patient-identity': 'Patient’s identity',
  order: 'Order',
  syringe: 'Syringe',
  allergies: 'Allergies',
  consent: 'Consent',
  escort: 'Escort home',
  'iv-site': 'IV site',
  'rescue-equipment': 'Rescue equipment',
  contraindications: 'Contraindications',
  fasting: 'Fasting',
  pregnancy: 'Pregnancy test',
  baseline: 'Baseline vital signs',
  'alarm-test': 'Alarm test',
};

/** The name of a check before the start; a line of the clinic's own is called by its own name. */
export const checkWords = (check: string): string => checks[check] ?? check;

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

/** `SpO₂ 97 % by RE`; a device's value carries no name, an implausible one that was typed twice says so. */
function takenWords(name: string, { value, unit, source, insisted }: TakenValue): string {
  const by = source.kind === 'typed' ? ` by ${source.initials}` : '';
  return `${name} ${formatNumber(value, 1)} ${unit}${by}${insisted ? ', implausible, typed twice' : ''}`;
}

/** What a correction changed, as old and new; everything that is the same is left out. */
export function correctionWords(was: Observation, now: Observation): string {
  const before = observationParts(was);
  const after = observationParts(now);
  const gone = before.filter((part) => !after.includes(part));
  const come = after.filter((part) => !before.includes(part));
  const times =
    was.measuredAt === now.measuredAt
      ? []
      : [`time ${clockTime(was.measuredAt)} to ${clockTime(now.measuredAt)}`];
  const values =
    gone.length + come.length === 0
      ? []
      : [`${gone.join(', ') || 'nothing'} to ${come.join(', ') || 'nothing'}`];
  return [...times, ...values].join('; ');
}

/** An observation set in one line; what was not looked at is left out, a set without anything says so. */
export function observationWords(observation: Observation): string {
  const parts = observationParts(observation);
  return parts.length === 0 ? 'nothing entered' : parts.join(', ');
}

function observationParts(observation: Observation): string[] {
  const { vitals, sedation, painNrs, distress, nausea, ivSite, text } = observation;
  const dissociation = dissociationTotal(observation);
  return [
    ...vitalSigns.map((sign) => {
      const taken = vitals[sign];
      return taken === null ? null : takenWords(signWords[sign].name, taken);
    }),
    painNrs === null ? null : `pain NRS ${formatNumber(painNrs, 0)}`,
    sedation === null ? null : `${sedation.scale} ${levelText(sedation)}`,
    distress === null ? null : `distress ${formatNumber(distress, 0)}`,
    nausea === null ? null : nausea === 'none' ? 'no nausea' : `nausea ${nausea}`,
    dissociation === null ? null : `dissociation ${dissociation}`,
    ivSite === null ? null : `IV site ${ivSite}`,
    text === '' ? null : text,
  ].filter((part) => part !== null);
}

/** A baseline set in one line. */
export function baselineWords({ by, set, insistedOn }: EventBody<'baseline.taken'>): string {
  const of = (value: { readonly value: number }) => formatNumber(value.value, 0);
  const values = `${of(set.systolicMmHg)}/${of(set.diastolicMmHg)} mmHg, HR ${of(set.heartRatePerMin)} /min, RR ${of(set.respirationPerMin)} /min, SpO₂ ${of(set.spo2Percent)} %`;
  const kept = insistedOn.length === 0 ? '' : `, kept as read: ${insistedOn.join(' ')}`;
  return `Baseline ${values}, ${set.systolicMmHg.source}, by ${by.name}${kept}`;
}
