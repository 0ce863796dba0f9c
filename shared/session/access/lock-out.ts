/** How often one person's secret was typed wrong in a row, and until when nothing of theirs is tried any more. */
export type LockOut = {
  readonly failures: number;
  /** On the clock by which `now` is told to the functions here, ms; null: not locked out. */
  readonly untilMs: number | null;
};

export type LockOutRule = { readonly failuresBeforeLockOut: number; readonly lockOutMs: number };

export const notLockedOut: LockOut = { failures: 0, untilMs: null };

/** How long nothing is tried yet, ms; 0 when the person may try. */
export function lockedOutMs(standing: LockOut, nowMs: number): number {
  return standing.untilMs === null ? 0 : Math.max(0, standing.untilMs - nowMs);
}

/** After one more wrong secret. The count begins again when a lock-out is over. */
export function afterFailure(standing: LockOut, nowMs: number, rule: LockOutRule): LockOut {
  if (lockedOutMs(standing, nowMs) > 0) return standing;
  const failures = (standing.untilMs === null ? standing.failures : 0) + 1;
  const out = failures >= rule.failuresBeforeLockOut;
  return { failures, untilMs: out ? nowMs + rule.lockOutMs : null };
}
