import type { EpochMs } from '../time/clock';
import {
  type Balance,
  type BalanceRule,
  type Discrepancy,
  discrepancies,
  syringeBalance,
  vialBalance,
} from './balance';
import type { Ledger, SyringeUse } from './fold';

/** Everything that the ledger's screen shows. */
export type LedgerView = {
  readonly ledger: Ledger;
  readonly uses: readonly SyringeUse[];
  readonly balances: readonly Balance[];
  readonly discrepancies: readonly Discrepancy[];
  /** The workstation's day, ISO. */
  readonly today: string;
};

/** How every container stands at `nowAt`, and what does not add up. */
export function balanceOf(
  ledger: Ledger,
  rule: BalanceRule,
  nowAt: EpochMs,
): Pick<LedgerView, 'balances' | 'discrepancies'> {
  return {
    balances: [
      ...ledger.vials.map((vial) => vialBalance(vial, rule, nowAt)),
      ...ledger.syringes.map((syringe) => syringeBalance(syringe, rule, nowAt)),
    ],
    discrepancies: discrepancies(ledger, rule, nowAt),
  };
}
