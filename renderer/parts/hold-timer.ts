/** Real milliseconds of a hold: start, resume, a rate inside its limits. */
export const HOLD_MS = 1_500;
/** A rate above a soft limit is held longer. */
export const HOLD_OVER_SOFT_MS = 2_500;

export type Hold =
  | { readonly kind: 'idle'; readonly cancelled: 'let-go' | 'slid-off' | null }
  | { readonly kind: 'holding'; readonly sinceMs: number }
  /** Held long enough; nothing more happens until it is let go and pressed again. */
  | { readonly kind: 'done' };

export type HoldInput =
  | { readonly kind: 'press'; readonly atMs: number; readonly repeat: boolean }
  | { readonly kind: 'tick'; readonly atMs: number }
  | { readonly kind: 'release' }
  | { readonly kind: 'slide-off' }
  /** What the hold would confirm is no longer what the button said. */
  | { readonly kind: 'changed' };

export const idle: Hold = { kind: 'idle', cancelled: null };

/** How much of the hold has passed, 0 to 1. */
export function holdShare(hold: Hold, atMs: number, lengthMs: number): number {
  if (hold.kind === 'done') return 1;
  return hold.kind === 'holding' ? Math.min(1, Math.max(0, atMs - hold.sinceMs) / lengthMs) : 0;
}

/** The hold after one input. A key's auto-repeat starts nothing; letting go or sliding off cancels. */
export function held(hold: Hold, input: HoldInput, lengthMs: number): Hold {
  switch (input.kind) {
    case 'press':
      return hold.kind === 'idle' && !input.repeat ? { kind: 'holding', sinceMs: input.atMs } : hold;
    case 'tick':
      return hold.kind === 'holding' && holdShare(hold, input.atMs, lengthMs) >= 1 ? { kind: 'done' } : hold;
    case 'release':
      return { kind: 'idle', cancelled: hold.kind === 'holding' ? 'let-go' : null };
    case 'slide-off':
      return hold.kind === 'holding' ? { kind: 'idle', cancelled: 'slid-off' } : hold;
    case 'changed':
      return hold.kind === 'holding' ? idle : hold;
  }
}

/** What the button says after a hold that was not finished. */
export function cancelWords(hold: Hold): string | null {
  if (hold.kind !== 'idle' || hold.cancelled === null) return null;
  return hold.cancelled === 'let-go' ? 'Let go too early: nothing was asked' : 'Slid off: nothing was asked';
}
