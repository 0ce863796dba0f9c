import type { StandingCondition } from '../alarms/condition';
import type { Permission } from '../record/permissions';
import type { MonoMs } from '../time/clock';
import type { Decision, Here } from './decision';
import type { EventDraft, LoggedEvent } from './events';
import type { Intent } from './intents';
import type { BedsideState, Session } from './state';

/**
 * One part of a session's rules that stands on its own: verification, rounds, delivery, recovery, ledger. The session
 * asks every chapter; a chapter never asks another. All of it is pure.
 */
export type Chapter = {
  /** What a role needs for the chapter's intents. */
  readonly needs: Partial<Record<Intent['kind'], Permission>>;
  /** What a fact means for the open session. */
  evolve(session: Session, state: BedsideState, event: LoggedEvent): Session;
  /** What an intent of this chapter comes to; null: it is not this chapter's. */
  decide(intent: Intent, here: Here): Decision | null;
  /** Why an intent, of whichever chapter, can not be taken now, in the words for its button; null: not for a reason of here. */
  blocked(kind: Intent['kind'], state: BedsideState, session: Session, mono: MonoMs): string | null;
  /** What is worth an alarm now. */
  conditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[];
  /** Moments at which time alone may change what `conditions` or `facts` say. */
  moments(state: BedsideState, session: Session, mono: MonoMs): number[];
  /** Facts that follow from state and time; folding them in must make them vanish from the next answer. */
  facts(state: BedsideState, session: Session, mono: MonoMs): EventDraft[];
};

/** A chapter that says nothing: what a chapter is silent about it takes from here. */
export const silent: Chapter = {
  needs: {},
  evolve: (session) => session,
  decide: () => null,
  blocked: () => null,
  conditions: () => [],
  moments: () => [],
  facts: () => [],
};
