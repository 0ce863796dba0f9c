import type { ChecklistItem } from '../../shared/policy/verification-policy';
import type { Actor } from '../../shared/record/people';
import type { Intent } from '../../shared/session/intents';
import type { Session } from '../../shared/session/state';
import { baselineSets, checklistOf } from '../../shared/session/verification/checklist';
import { heldEntries } from '../../shared/session/verification/held-entries';
import type { TypedBaseline } from '../../shared/session/verification/intents';
import { ml } from '../../shared/units/units';

/** What one person wants, and who proves at that moment that they take part. */
export type Step = { readonly intent: Intent; readonly witness: Actor | null };

export const calmBaseline: TypedBaseline = {
  systolicMmHg: 124,
  diastolicMmHg: 78,
  heartRatePerMin: 68,
  respirationPerMin: 14,
  spo2Percent: 98,
};

/** Every line of the clinic's list, answered as it should be. */
export function checklistSteps(session: Session): Step[] {
  const { patient, policy } = session;
  const kind = policy.verification.secondIdentifier;
  const value = kind === 'name' ? patient.name : patient.birthDate;
  const alone = (intent: Intent): Step => ({ intent, witness: null });
  const stepsOf = (item: ChecklistItem): Step[] => {
    const { check } = item;
    switch (item.kind) {
      case 'identity':
        return [alone({ kind: 'identify-patient', mrn: patient.mrn, second: { kind, value } })];
      case 'alarm-test':
      case 'seen':
        return [alone({ kind: 'confirm-check', check, evidence: 'seen' })];
      case 'screen': {
        const answers = item.questions.map(({ id }) => ({ id, yes: false }));
        return [alone({ kind: 'answer-check', check, answer: { kind: 'screen', answers } })];
      }
      case 'fasting': {
        const { foodHours, clearFluidHours } = item;
        return [
          alone({ kind: 'answer-check', check, answer: { kind: 'fasting', foodHours, clearFluidHours } }),
        ];
      }
      case 'pregnancy':
        return [alone({ kind: 'answer-check', check, answer: { kind: 'pregnancy', result: 'negative' } })];
      case 'baseline':
        return Array.from({ length: baselineSets(session) }, () =>
          alone({ kind: 'take-baseline', typed: calmBaseline, insists: false }),
        );
    }
  };
  return checklistOf(session).flatMap(stepsOf);
}

/** The syringe of the order, as its label says. */
export function syringeStep({ order }: Session): Step {
  const { drug, concentrationMgPerMl } = order;
  const syringe = { drug, concentrationMgPerMl, volumeMl: ml(50), lot: 'A1', expires: null };
  return { intent: { kind: 'load-syringe', syringe }, witness: null };
}

export function doubleCheckStep(session: Session, second: Actor): Step {
  return {
    intent: { kind: 'double-check', typed: heldEntries(session), again: null },
    witness: second,
  };
}

/** Everything that has to be done before the start, by the person signed in and a second one. */
export function preparation(session: Session, second: Actor): Step[] {
  return [...checklistSteps(session), syringeStep(session), doubleCheckStep(session, second)];
}
