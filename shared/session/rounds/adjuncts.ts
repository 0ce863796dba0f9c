import type { Adjunct } from '../../dosing/order';
import type { Actor } from '../../record/people';
import { mayDo } from '../../record/permissions';
import type { EpochMs } from '../../time/clock';
import { formatDuration } from '../../units/format';
import type { Session } from '../state';
import type { AdjunctDose } from './events';
import type { GivenAdjunct } from './slice';

const MINUTE_MS = 60_000;
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** `midazolam 2 mg IV`. */
export const doseWords = ({ drug, dose, unit, route }: AdjunctDose): string =>
  `${drug} ${dose} ${unit} ${route}`;

/** Whether a drug needs a witness: by the order, by the clinic's list, or because the giver says so. */
export function needsWitness(
  session: Pick<Session, 'policy'>,
  drug: string,
  ordered: Adjunct | null,
  said: boolean,
): boolean {
  const listed = session.policy.rounds.controlledDrugs.some((name) => drug.toLowerCase().includes(name));
  return said || listed || ordered?.controlled === true;
}

/** The last doses of a drug, on whichever word. */
export function dosesOf({ rounds }: Pick<Session, 'rounds'>, drug: string): GivenAdjunct[] {
  return rounds.adjuncts.filter((given) => same(given.drug, drug));
}

/** Why an ordered dose can not be given at this time; empty: nothing is in the way. */
export function againstOrdered(session: Session, orderIndex: number, givenAt: EpochMs): string[] {
  const ordered = session.order.adjuncts[orderIndex];
  if (ordered === undefined) return ['The order has no such drug.'];
  const reasons: string[] = [];
  const { when, most, minMinutesBetween, drug } = ordered;
  // Given before the start and written down after it is a late entry, not a late dose.
  if (when === 'before' && session.startedAt !== null && givenAt >= session.startedAt) {
    reasons.push(`${drug} is ordered before the start. Choose when it was given, or ask the physician.`);
  }
  if (when === 'after' && session.phase !== 'recovery') {
    reasons.push(`${drug} is ordered after the infusion. End the infusion first, or ask the physician.`);
  }
  const given = session.rounds.adjuncts.filter((one) => one.orderIndex === orderIndex).length;
  const allowed = minMinutesBetween === null ? 1 : most;
  if (given >= allowed) {
    reasons.push(
      `${drug} was given ${given} of ${allowed} ${allowed === 1 ? 'time' : 'times'} as ordered. Ask the physician for more.`,
    );
  }
  if (minMinutesBetween !== null) {
    const gaps = dosesOf(session, drug).map((one) => Math.abs(givenAt - one.givenAt));
    const least = Math.min(...gaps);
    if (least < minMinutesBetween * MINUTE_MS) {
      reasons.push(
        `${drug}: ${formatDuration(least)} from the dose before, at least ${minMinutesBetween} min ordered. Wait ${formatDuration(minMinutesBetween * MINUTE_MS - least + 59_999)}, or ask the physician.`,
      );
    }
  }
  return reasons;
}

export type WantedAdjunct = {
  readonly adjunct: AdjunctDose;
  readonly orderIndex: number | null;
  readonly onWordOf: string | null;
  readonly controlled: boolean;
  readonly givenAt: EpochMs;
};

/** Everything against giving a drug beside the infusion. */
export function againstAdjunct(
  session: Session,
  wanted: WantedAdjunct,
  by: Actor,
  witness: Actor | null,
): string[] {
  const { adjunct, orderIndex } = wanted;
  const ordered = orderIndex === null ? null : (session.order.adjuncts[orderIndex] ?? null);
  const reasons: string[] = [];
  if (same(adjunct.drug, session.order.drug)) {
    return [`${adjunct.drug} is the drug in the pump. It is not given beside it.`];
  }
  const allergy = session.patient.allergies?.find((one) =>
    one.toLowerCase().includes(adjunct.drug.trim().toLowerCase()),
  );
  if (allergy !== undefined) {
    reasons.push(`Allergy on record: ${allergy}. Do not give ${adjunct.drug}. Call the physician.`);
  }
  if (orderIndex !== null) {
    reasons.push(...againstOrdered(session, orderIndex, wanted.givenAt));
    if (
      ordered !== null &&
      (!same(ordered.drug, adjunct.drug) ||
        ordered.dose !== adjunct.dose ||
        ordered.unit !== adjunct.unit ||
        ordered.route !== adjunct.route)
    ) {
      reasons.push(`Ordered is ${doseWords(ordered)}. Another dose needs a physician's word.`);
    }
  } else if ((wanted.onWordOf ?? '').trim() === '') {
    reasons.push('It is not in the order. Name the physician on whose word it is given.');
  }
  if (needsWitness(session, adjunct.drug, ordered, wanted.controlled)) {
    reasons.push(...againstWitness(by, witness, adjunct.drug));
  }
  return reasons;
}

function againstWitness(by: Actor, witness: Actor | null, drug: string): string[] {
  if (witness === null) return [`${drug} is controlled. A second person witnesses it with their own PIN.`];
  if (witness.personId === by.personId) return ['The witness must be another person than the one who gives.'];
  if (!mayDo(witness.role, 'witness')) return [`A ${witness.role} can not witness a controlled drug.`];
  return [];
}
