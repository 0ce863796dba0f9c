import { z } from 'zod';
import type { Actor } from '../record/people';
import { quantity } from '../units/schema';
import type { Ml } from '../units/units';
import { checkPrepared, checkReceived, checkTaken, checkWitness } from './arithmetic';
import { containerSchema, type LedgerEntry, preparedSyringeSchema, receivedVialSchema } from './entry';
import type { Ledger } from './fold';

/** What a person wants to enter. Numbers of vials and syringes are given by the ledger, not typed. */
export const ledgerWishSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received'), vial: receivedVialSchema }),
  z.object({ kind: z.literal('prepared'), syringe: preparedSyringeSchema }),
  z.object({ kind: z.literal('wasted'), from: containerSchema, volumeMl: quantity<Ml>(), text: z.string() }),
  z.object({
    kind: z.literal('returned'),
    from: containerSchema,
    volumeMl: quantity<Ml>(),
    to: z.string().min(1),
  }),
  z.object({ kind: z.literal('explained'), about: containerSchema, text: z.string().min(1) }),
  z.object({ kind: z.literal('voided'), voids: z.string(), text: z.string().min(1) }),
]);
export type LedgerWish = z.infer<typeof ledgerWishSchema>;

export type LedgerCircumstances = {
  readonly by: Actor;
  /** The second person, whose secret was checked; null: nobody. */
  readonly witness: Actor | null;
  /** ISO date of the workstation's day. */
  readonly today: string;
  readonly entryId: string;
  readonly toleranceMg: number;
};

export type LedgerDecision =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly kind: 'refused'; readonly reasons: string[] };

const refused = (...reasons: string[]): LedgerDecision => ({ kind: 'refused', reasons });

function nextNumber(ledger: Ledger, kind: 'received' | 'prepared'): number {
  return ledger.lines.filter((line) => line.entry.kind === kind).length + 1;
}

/** The line that a wish comes to, or every reason against it. Everything but a vial that comes in needs a witness. */
export function decideLedger(ledger: Ledger, wish: LedgerWish, given: LedgerCircumstances): LedgerDecision {
  const { by, witness, entryId, today, toleranceMg } = given;
  if (wish.kind === 'received') {
    const reasons = checkReceived(wish.vial, today);
    if (reasons.length > 0) return refused(...reasons);
    const vialId = `V${nextNumber(ledger, 'received')}`;
    return { kind: 'entry', entry: { kind: 'received', entryId, by, vialId, vial: wish.vial } };
  }
  if (witness === null)
    return refused('A second person witnesses this. Choose them and let them type their PIN.');
  const noWitness = checkWitness(by, witness);
  if (noWitness !== null) return refused(noWitness);
  const who = { entryId, by, witness };
  switch (wish.kind) {
    case 'prepared': {
      const reasons = checkPrepared(ledger, wish.syringe, today);
      if (reasons.length > 0) return refused(...reasons);
      const syringeId = `S${nextNumber(ledger, 'prepared')}`;
      return { kind: 'entry', entry: { kind: 'prepared', ...who, syringeId, syringe: wish.syringe } };
    }
    case 'wasted':
    case 'returned': {
      const reasons = checkTaken(ledger, wish.from, wish.volumeMl, toleranceMg);
      if (reasons.length > 0) return refused(...reasons);
      return { kind: 'entry', entry: { ...wish, ...who } };
    }
    case 'explained':
      return { kind: 'entry', entry: { ...wish, ...who } };
    case 'voided': {
      const why = whyNotVoid(ledger, wish.voids);
      return why === null ? { kind: 'entry', entry: { ...wish, ...who } } : refused(why);
    }
  }
}

/** A line on which others stand is not taken from under them. */
function whyNotVoid(ledger: Ledger, entryId: string): string | null {
  const line = ledger.lines.find((one) => one.entry.entryId === entryId);
  if (line === undefined) return 'There is no such line.';
  if (line.voidedBy !== null) return 'That line is voided already.';
  const { entry } = line;
  if (entry.kind === 'voided') return 'A voiding stands. Enter the line again instead.';
  if (entry.kind === 'received') {
    const vial = ledger.vials.find((one) => one.id === entry.vialId);
    const touched = vial !== undefined && vial.drawnMg + vial.wastedMg + vial.returnedMg > 0;
    return touched ? `Vial ${entry.vialId} was drawn from. Void those lines first.` : null;
  }
  if (entry.kind === 'prepared') {
    const syringe = ledger.syringes.find((one) => one.id === entry.syringeId);
    if (syringe === undefined) return null;
    if (syringe.sessionIds.length > 0) {
      return `Syringe ${entry.syringeId} was given from. It stays; explain the discrepancy instead.`;
    }
    return syringe.wastedMg + syringe.returnedMg > 0
      ? `Syringe ${entry.syringeId} was wasted or returned from. Void those lines first.`
      : null;
  }
  return null;
}
