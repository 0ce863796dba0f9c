import type { EpochMs } from '../time/clock';
import { formatIn } from '../units/format';
import type { Container } from './entry';
import type { Ledger, MgRange, PreparedInLedger, SyringeUse, Vial } from './fold';

/** What the clinic asks of the sums; the policy's section has the same fields. */
export type BalanceRule = { readonly toleranceMg: number; readonly openForAtMostHours: number };

/**
 * How a container stands. `open`: it still holds something and has time. `settled`: everything is accounted for.
 * `discrepancy`: more was accounted for than there was, or something is left past its time.
 */
export type Standing = 'stock' | 'open' | 'settled' | 'discrepancy';

export type Balance = {
  readonly about: Container;
  readonly standing: Standing;
  readonly words: string;
};

const HOUR_MS = 3_600_000;

/** `12.3 mg`, or `12.1 to 12.4 mg` while the pump's account is a range. */
export function mgWords({ low, high }: MgRange): string {
  const [least, most] = [formatIn(low, 'mg'), formatIn(high, 'mg')];
  return least === most ? `${least} mg` : `${least} to ${most} mg`;
}

const hours = (count: number): string => `${formatIn(count, 'min')} h`;

/** A vial's sum: received − drawn − wasted − returned. A vial that was never opened is stock. */
export function vialBalance(vial: Vial, rule: BalanceRule, nowAt: EpochMs): Balance {
  const about = { kind: 'vial', id: vial.id } as const;
  const left = mgWords({ low: vial.leftMg, high: vial.leftMg });
  if (vial.leftMg < -rule.toleranceMg) {
    return {
      about,
      standing: 'discrepancy',
      words: `${formatIn(-vial.leftMg, 'mg')} mg more taken from vial ${vial.id} than it held. Find the wrong line and void it.`,
    };
  }
  if (vial.leftMg <= rule.toleranceMg) return { about, standing: 'settled', words: 'all accounted for' };
  if (vial.openedAt === null) return { about, standing: 'stock', words: `${left} in stock` };
  if (nowAt - vial.openedAt > rule.openForAtMostHours * HOUR_MS) {
    return {
      about,
      standing: 'discrepancy',
      words: `${left} of vial ${vial.id} not accounted for, opened more than ${hours(rule.openForAtMostHours)} ago. Waste it with a witness, return it, or explain.`,
    };
  }
  return { about, standing: 'open', words: `${left} left: use, waste or return it` };
}

/** A syringe's sum: prepared − given − wasted − returned, with the pump's range carried through. */
export function syringeBalance(syringe: PreparedInLedger, rule: BalanceRule, nowAt: EpochMs): Balance {
  const about = { kind: 'syringe', id: syringe.id } as const;
  const { low, high } = syringe.leftMg;
  if (high < -rule.toleranceMg) {
    return {
      about,
      standing: 'discrepancy',
      words: `${formatIn(-high, 'mg')} mg more given, wasted and returned from syringe ${syringe.id} than was prepared. Check the amounts.`,
    };
  }
  if (low <= rule.toleranceMg) return { about, standing: 'settled', words: 'all accounted for' };
  if (nowAt - syringe.preparedAt > rule.openForAtMostHours * HOUR_MS) {
    return {
      about,
      standing: 'discrepancy',
      words: `${mgWords(syringe.leftMg)} of syringe ${syringe.id} not accounted for, prepared more than ${hours(rule.openForAtMostHours)} ago. Waste it with a witness, return it, or explain.`,
    };
  }
  return { about, standing: 'open', words: `${mgWords(syringe.leftMg)} left: give, waste or return it` };
}

/** Given from a syringe that nobody entered: there is nothing to set against it. */
export function untracedWords(use: SyringeUse): string {
  const given = mgWords({
    low: (use.givenMl.low * use.concentrationMgPerMl) as MgRange['low'],
    high: (use.givenMl.high * use.concentrationMgPerMl) as MgRange['high'],
  });
  const which =
    use.syringeId === null
      ? 'a syringe that is not in the ledger'
      : `syringe ${use.syringeId}, which was voided`;
  return `${given} ${use.drug} given from ${which}. Enter the syringe, or explain.`;
}

export type Discrepancy = {
  readonly about: Container;
  readonly words: string;
  /** What was written to explain it; it stays on the list. */
  readonly explanation: string | null;
};

/** Every sum that is not zero and should be. The list is empty only when everything is accounted for. */
export function discrepancies(ledger: Ledger, rule: BalanceRule, nowAt: EpochMs): Discrepancy[] {
  const explanation = (about: Container): string | null =>
    ledger.explained.filter((one) => one.about.kind === about.kind && one.about.id === about.id).at(-1)
      ?.text ?? null;
  const balances = [
    ...ledger.vials.map((vial) => vialBalance(vial, rule, nowAt)),
    ...ledger.syringes.map((syringe) => syringeBalance(syringe, rule, nowAt)),
  ];
  return [
    ...balances
      .filter((balance) => balance.standing === 'discrepancy')
      .map(({ about, words }) => ({ about, words, explanation: explanation(about) })),
    ...ledger.untraced
      .filter((use) => use.givenMl.high > 0)
      .map((use) => {
        const about = {
          kind: 'syringe',
          id: use.syringeId ?? `session ${use.sessionId.slice(0, 8)}`,
        } as const;
        return { about, words: untracedWords(use), explanation: explanation(about) };
      }),
  ];
}
