import type { Syringe } from '../../dosing/order';
import type { Ml } from '../../units/units';

export type VolumeRange = { readonly low: Ml; readonly high: Ml };

/** One syringe's time in the pump: what had been given when it came and when it went. */
export type SyringeLoad = {
  readonly syringeId: string | null;
  readonly syringe: Syringe;
  readonly from: VolumeRange;
  /** Null while it is the one in the pump. */
  readonly to: VolumeRange | null;
  /** What the log says it gave; null: nothing said yet. */
  readonly recorded: VolumeRange | null;
};

/** The syringes of a session in the order in which they were loaded. */
export type LedgerSlice = { readonly loads: readonly SyringeLoad[] };

export const emptyLedgerSlice: LedgerSlice = { loads: [] };
