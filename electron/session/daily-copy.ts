import type { EventDraft } from '../../shared/session/events';
import type { BedsideState } from '../../shared/session/state';
import type { Cancel, Clock } from '../../shared/time/clock';
import type { CopyAnswer, CopyAsked } from '../store/copier';
import { type Copy, copiesIn } from '../store/copies';

const LOOK_EVERY_MS = 10 * 60_000;
const FIRST_LOOK_MS = 60_000;
const RETRY_AFTER_MS = 60 * 60_000;

export type DailyCopy = {
  /** The newest verified copy; null: there is none. */
  latest(): Copy | null;
  /** Why the last attempt of this run made none; null: it did, or there was none. */
  failure(): string | null;
  stop: Cancel;
};

/**
 * One verified copy of the record a day (SR-162), while no session is open: nothing competes with a session. What
 * came of it is in the log.
 */
export function dailyCopy(setting: {
  readonly clock: Clock;
  readonly state: () => BedsideState;
  readonly day: (at: number) => string;
  readonly folder: string;
  readonly into: string;
  readonly keep: number;
  readonly make: (asked: CopyAsked) => Promise<CopyAnswer>;
  readonly enter: (drafts: readonly EventDraft[]) => void;
}): DailyCopy {
  const { clock, state, day, folder, into, keep, make, enter } = setting;
  let running = false;
  let failure: string | null = null;
  let notBefore = 0;

  async function look(): Promise<void> {
    const { session } = state();
    const open = session !== null && session.phase !== 'closed';
    const { at, mono } = clock.now();
    const today = day(at);
    if (running || open || mono < notBefore || copiesIn(into)[0]?.day === today) return;
    running = true;
    const answer = await make({ folder, into, day: today, keep }).catch(
      (error: unknown): CopyAnswer => ({ kind: 'failed', reason: String(error) }),
    );
    running = false;
    if (answer.kind === 'made') {
      failure = null;
      const { file, bytes, lastSeq, anchor } = answer.copy;
      enter([{ type: 'record.copied', body: { file, bytes, lastSeq, anchor } }]);
      return;
    }
    failure = answer.reason;
    notBefore = clock.now().mono + RETRY_AFTER_MS;
    enter([{ type: 'record.copy-failed', body: { reason: answer.reason } }]);
  }

  const first = clock.after(FIRST_LOOK_MS, () => void look());
  const again = clock.every(LOOK_EVERY_MS, () => void look());
  return {
    latest: () => copiesIn(into)[0] ?? null,
    failure: () => failure,
    stop() {
      first();
      again();
    },
  };
}
