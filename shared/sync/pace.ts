import type { DurationMs } from '../time/clock';

/** How fast this workstation may ask. Times are monotonic ms: a clock that is put right changes no wait. */
export type Pace = {
  /** Entries in the next bundle. */
  readonly size: number;
  /** Requests that failed, one after the other. */
  readonly failures: number;
  /** No request before. */
  readonly notBefore: number;
  /** The server itself said so: nothing that is seen here shortens it. */
  readonly told?: boolean;
  /** When a wait was last shortened because the network came back. */
  readonly backAt?: number;
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
  /** A network that comes and goes shortens a wait no more often than this. */
  readonly backEveryMs: number;
};

export const paceRules: PaceRules = {
  firstSize: 10,
  mostSize: 50,
  growth: 5,
  baseMs: 1_000,
  capMs: 300_000,
  breakAfter: 5,
  spreadMs: 30_000,
  backEveryMs: 60_000,
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
    ...pace,
    size: Math.min(rules.mostSize, pace.size + rules.growth),
    failures: 0,
    told: false,
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
    ...pace,
    told: retryAfter !== null,
    size: halve ? Math.max(1, Math.floor(pace.size / 2)) : pace.size,
    failures,
    notBefore: now + wait,
  };
}

/**
 * The system says that the network is there again: the next try comes soon, spread over the same time as every other
 * return, since the whole clinic sees it at once. It is one try: what failed before still counts. A time that the server
 * named stays, and a line that flutters is not followed.
 */
export function afterNetworkBack(rules: PaceRules, pace: Pace, now: number, chance: number): Pace {
  const soon = now + rules.spreadMs * chance;
  if (pace.told === true || soon >= pace.notBefore) return pace;
  if (pace.backAt !== undefined && now - pace.backAt < rules.backEveryMs) return pace;
  return { ...pace, notBefore: soon, backAt: now };
}
