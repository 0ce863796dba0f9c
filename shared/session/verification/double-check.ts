import { sameRate, toMgPerKgPerHour, toPumpRate } from '../../dosing/convert';
import type { Order, Syringe } from '../../dosing/order';
import { leadNumber } from '../../dosing/rate-words';
import { orderedDecimals, rateReadIn, rateWrittenIn } from '../../dosing/units-of-rate';
import { sameDrug } from '../../limits/check';
import { roundHalfEven } from '../../units/format';
import type { MlPerHour } from '../../units/units';
import type { BedsideState, Session } from '../state';
import type { CheckedEntries, CheckedItem } from './events';

export const checkedItems: readonly CheckedItem[] = ['drug', 'concentration', 'weight', 'rate'];

export const itemWords: Record<CheckedItem, string> = {
  drug: 'drug',
  concentration: 'concentration',
  weight: 'dosing weight',
  rate: 'rate',
};

/** Decimals to which concentration and weight are written on label and scale record; what is typed has no more. */
export const entryDecimals = { concentration: 2, weight: 1 } as const;

/** The same number, or the number as it is written with so many decimals. Nothing in between is the same. */
function sameNumber(held: number, typed: number, decimals: number): boolean {
  if (Math.abs(held - typed) <= Math.abs(held) * 1e-9) return true;
  return roundHalfEven(held, decimals) === typed;
}

/** What RESUME goes back to. */
export type ResumeRate = {
  readonly mlPerHour: MlPerHour;
  /** Null: this pump's step is not known. */
  readonly stepMlPerHour: MlPerHour | null;
};

/** What the second person's entries are held against. */
export type Held = {
  readonly order: Order;
  readonly syringe: Syringe;
  /** In a pause the rate to resume takes the place of the order's first rate; null: before the start. */
  readonly resume: ResumeRate | null;
};

/** The rate to which RESUME would go back, while paused; null: before the start, or none is known. */
export function resumeRate({
  phase,
  rateBeforePauseMlPerHour: before,
}: Pick<Session, 'phase' | 'rateBeforePauseMlPerHour'>): MlPerHour | null {
  return phase === 'paused' && before !== null && before > 0 ? before : null;
}

/** What a second person has to read now. A pause without a rate to go back to leaves the rate to the limits. */
export function itemsToCheck(session: Pick<Session, 'phase' | 'rateBeforePauseMlPerHour'>): CheckedItem[] {
  const noRate = session.phase === 'paused' && resumeRate(session) === null;
  return checkedItems.filter((item) => item !== 'rate' || !noRate);
}

/** What this session holds against a second person; null while no syringe is loaded. */
export function heldAgainst({ pump }: Pick<BedsideState, 'pump'>, session: Session): Held | null {
  const { order, syringe } = session;
  const mlPerHour = resumeRate(session);
  if (syringe === null) return null;
  const stepMlPerHour = pump.capabilities?.rateStepMlPerHour ?? null;
  return { order, syringe, resume: mlPerHour === null ? null : { mlPerHour, stepMlPerHour } };
}

/** The pump rounded the rate down when it was set: the same is what the screen shows, or what asks for the same again. */
function sameResume(order: Order, resume: ResumeRate, typed: number): boolean {
  const { concentrationMgPerMl, dosingWeightKg, orderedUnit } = order;
  const held = toMgPerKgPerHour(resume.mlPerHour, concentrationMgPerMl, dosingWeightKg);
  if (Number(leadNumber(order, held)) === typed) return true;
  if (resume.stepMlPerHour === null) return false;
  const rate = rateWrittenIn(typed, orderedUnit, dosingWeightKg);
  const again = toPumpRate(order, { rateStepMlPerHour: resume.stepMlPerHour }, rate);
  return sameRate(again.mlPerHour, resume.mlPerHour);
}

function agrees(item: CheckedItem, { order, syringe, resume }: Held, typed: CheckedEntries): boolean {
  switch (item) {
    case 'drug':
      return typed.drug !== null && sameDrug(syringe.drug, typed.drug);
    case 'concentration':
      return (
        typed.concentrationMgPerMl !== null &&
        sameNumber(syringe.concentrationMgPerMl, typed.concentrationMgPerMl, entryDecimals.concentration)
      );
    case 'weight':
      return (
        typed.dosingWeightKg !== null &&
        sameNumber(order.dosingWeightKg, typed.dosingWeightKg, entryDecimals.weight)
      );
    case 'rate': {
      // Another unit than the order's is another number, however it converts.
      if (typed.rate === null || typed.rate.unit !== order.orderedUnit) return false;
      if (resume !== null) return sameResume(order, resume, typed.rate.value);
      const first = order.steps[0];
      if (first === undefined) return false;
      const held = rateReadIn(first.rateMgPerKgPerHour, order.orderedUnit, order.dosingWeightKg);
      return sameNumber(held, typed.rate.value, orderedDecimals[order.orderedUnit]);
    }
  }
}

/** The items, of those asked for, in which what was typed is not what the session holds. */
export function differing(
  held: Held,
  typed: CheckedEntries,
  asked: readonly CheckedItem[] = checkedItems,
): CheckedItem[] {
  return asked.filter((item) => !agrees(item, held, typed));
}

/** The items, of those asked for, that were left empty. */
export function unanswered(typed: CheckedEntries, asked: readonly CheckedItem[]): CheckedItem[] {
  const empty: Record<CheckedItem, boolean> = {
    drug: typed.drug === null || typed.drug.trim() === '',
    concentration: typed.concentrationMgPerMl === null,
    weight: typed.dosingWeightKg === null,
    rate: typed.rate === null,
  };
  return asked.filter((item) => empty[item]);
}
