import type { Policy } from '../../shared/policy/policy';
import type { EventDraft } from '../../shared/session/events';
import type { BedsideState } from '../../shared/session/state';
import type { Cancel, Clock } from '../../shared/time/clock';
import { type SelfTestFacts, sameFindings, selfTest } from '../../shared/workstation/self-test';
import type { ChainReport } from '../store/chain';

/** Newest seals that a start walks along; the whole chain is the daily copy's. */
const NEWEST_LINKS = 500;
const LOOK_EVERY_MS = 5_000;
/** The window may take so long to say whether it has a sound. */
const SOUND_WITHIN_MS = 30_000;

/** Whether the newest seals hold. A page that can not be read is a finding, not a crash. */
export function recordFound(verify: (newest: number) => ChainReport): SelfTestFacts['record'] {
  try {
    const { broken } = verify(NEWEST_LINKS);
    return broken === null ? { kind: 'holds' } : { kind: 'broken', ...broken };
  } catch (error) {
    return { kind: 'not-readable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The self-test of this run (SR-208), told to the log as soon as the window has said whether it has a sound, and
 * again whenever it comes out differently. While a session is open it rests: the session has its alarms.
 */
export function runSelfTest(setting: {
  readonly clock: Clock;
  readonly policy: Policy;
  readonly state: () => BedsideState;
  /** `sound` null: the window has not said. */
  readonly facts: () => Omit<SelfTestFacts, 'sound'> & { readonly sound: SelfTestFacts['sound'] | null };
  readonly note: (draft: EventDraft) => void;
}): { look(): void; stop: Cancel } {
  const { clock, policy, state, facts, note } = setting;
  const begun = clock.now().mono;

  function look(): void {
    const { session, selfTest: last } = state();
    if (session !== null && session.phase !== 'closed') return;
    const { sound, ...found } = facts();
    const { at, mono } = clock.now();
    if (sound === null && last === null && mono - begun < SOUND_WITHIN_MS * clock.factor) return;
    const heard = sound ?? { working: false, reason: 'The window has not said whether it can.' };
    const lines = selfTest({ ...found, sound: heard }, policy.workstation);
    if (last !== null && sameFindings(last.lines, lines)) return;
    note({ type: 'self-test.done', body: { at, lines } });
  }

  const stop = clock.every(LOOK_EVERY_MS * clock.factor, look);
  return { look, stop };
}
