import type { DurationMs } from '../time/clock';

/** How fast this workstation may ask. Times are monotonic ms: a clock that is put right changes no wait. */
export type Pace = {
  /** Entries in the next bundle. */
  readonly size: number;
  /** Requests that failed, one after the other. */
  readonly failures: number;
  /** No request before. */
  readonly notBefore: number;
};

export type PaceRules = {
  readonly firstSize: number;
  readonly mostSize: number;
  /** Added to the size after each success. */
  readonly growth: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** So many failures in a row, and one entry at a time is tried. */
  readonly breakAfter: number;
  /** A workstation that reaches the server again waits up to so long: the others do too. */
  readonly spreadMs: number;
};

export const paceRules: PaceRules = {
  firstSize: 10,
  mostSize: 50,
  growth: 5,
  baseMs: 1_000,
  capMs: 300_000,
  breakAfter: 5,
  spreadMs: 30_000,
};

/** At the start: nobody knows yet how many others start with us. `chance` within 0 and 1. */
export const startPace = (rules: PaceRules, now: number, chance: number): Pace => ({
  size: rules.firstSize,
  failures: 0,
  notBefore: now + rules.spreadMs * chance,
});

export const isBroken = ({ breakAfter }: PaceRules, { failures }: Pace): boolean => failures >= breakAfter;

/** How many entries the next request may carry. */
export const sizeNow = (rules: PaceRules, pace: Pace): number => (isBroken(rules, pace) ? 1 : pace.size);

/** Back-off with full jitter: anything between nothing and `base · 2^n`, up to the cap. */
export function backOffMs(
  { baseMs, capMs }: Pick<PaceRules, 'baseMs' | 'capMs'>,
  failures: number,
  chance: number,
): number {
  return chance * Math.min(capMs, baseMs * 2 ** Math.min(failures, 30));
}

/** The server took what it was asked, and said so. */
export function afterSuccess(rules: PaceRules, pace: Pace, now: number, chance: number): Pace {
  return {
    size: Math.min(rules.mostSize, pace.size + rules.growth),
    failures: 0,
    notBefore: isBroken(rules, pace) ? now + rules.spreadMs * chance : now,
  };
}

/** It did not, or nothing was heard. `Retry-After` wins; those who were told the same second do not come back in it. */
export function afterFailure(
  rules: PaceRules,
  pace: Pace,
  now: number,
  chance: number,
  told: { readonly retryAfter?: DurationMs | null; readonly halve: boolean },
): Pace {
  const failures = pace.failures + 1;
  const { retryAfter = null, halve } = told;
  const wait =
    retryAfter === null
      ? backOffMs(rules, failures, chance)
      : retryAfter + chance * Math.min(rules.spreadMs, retryAfter);
  return {
    size: halve ? Math.max(1, Math.floor(pace.size / 2)) : pace.size,
    failures,
    notBefore: now + wait,
  };
}
