import { type Clock, elapsed, type Instant, patience } from '../../../shared/time/clock';

/** Without progress for so long values are stale, and for so long the association is lost, ms (monitors.md 2.4). */
export const SILENT_MS = 5000;
export const LOST_MS = 10_000;
/** A numeric stream that gives nothing for so long is asked for again, ms. */
export const STREAM_RETRY_MS = 3000;

export type Verdict =
  | { readonly kind: 'well' }
  /** Ask for the stream again. */
  | { readonly kind: 'retry' }
  /** Said once per stall. `quiet`: no frame at all, not only none of those waited for. */
  | { readonly kind: 'silent'; readonly quiet: boolean }
  | { readonly kind: 'lost'; readonly quiet: boolean };

/** Watches that frames come and that they bring the conversation forward: frames alone do not prove that all is well. */
export class Watchdog {
  readonly #clock: Clock;
  #frame: Instant;
  #progress: Instant;
  #asked: Instant;
  #told = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#frame = clock.now();
    this.#progress = this.#frame;
    this.#asked = this.#frame;
  }

  /** A valid frame came. */
  frame(instant: Instant): void {
    this.#frame = instant;
  }

  /** A stage of the association was reached, or numerics came. */
  progress(instant: Instant): void {
    this.#progress = instant;
    this.#told = false;
  }

  /** The numeric stream was asked for. */
  asked(): void {
    this.#asked = this.#clock.now();
  }

  check(): Verdict {
    const now = this.#clock.now();
    const { factor } = this.#clock;
    const stuck = elapsed(this.#progress.mono, now.mono);
    const quiet = elapsed(this.#frame.mono, now.mono) >= Math.min(stuck, patience(SILENT_MS, factor, 2_000));
    if (stuck >= patience(LOST_MS, factor, 3_000)) return { kind: 'lost', quiet };
    if (stuck >= patience(SILENT_MS, factor, 2_000) && !this.#told) {
      this.#told = true;
      return { kind: 'silent', quiet };
    }
    const retry = patience(STREAM_RETRY_MS, factor, 1_000);
    const again = stuck >= retry && elapsed(this.#asked.mono, now.mono) >= retry;
    return { kind: again ? 'retry' : 'well' };
  }
}
