import {
  type Anchor,
  type CloseReason,
  nextSetAfterStop,
  nextSetDue,
  withAnchor,
} from '../../observation/due';
import { missingForRound } from '../../observation/observation';
import type { ObservationSchedule } from '../../observation/schedule';
import type { EpochMs, MonoMs } from '../../time/clock';
import type { Session } from '../state';
import type { ChartedSet, RoundsSlice } from './slice';

/** The schedule of the order, or the clinic's where the order names none (SR-080). */
export function scheduleOf({ order, policy }: Pick<Session, 'order' | 'policy'>): ObservationSchedule {
  return order.observation ?? policy.rounds.schedule;
}

/** Sets that count as a round, in the order in which the patient was looked at. */
export function roundsDone({ rounds }: Pick<Session, 'rounds'>): ChartedSet[] {
  return rounds.sets.filter(({ observation }) => missingForRound(observation).length === 0);
}

/** The anchors as of now: also what the fold has not been able to see yet, because an entry's effects come after it. */
function anchorsNow(session: Session): RoundsSlice {
  const { rounds } = session;
  const lastMono = roundsDone(session).at(-1)?.measuredMono ?? null;
  let next = rounds;
  const add = (anchor: Anchor) => {
    next = { ...next, anchors: withAnchor(next.anchors, anchor, lastMono) };
  };
  if (session.phase === 'infusing' && session.phaseSinceMono !== rounds.infusingSinceMono) {
    const why = session.startedMono === session.phaseSinceMono ? 'start' : 'resume';
    add({ mono: session.phaseSinceMono, at: session.phaseSince, why });
    next = { ...next, infusingSinceMono: session.phaseSinceMono };
  }
  const { confirmedRate } = session;
  if (confirmedRate !== null && confirmedRate.seq !== rounds.rate?.seq) {
    const { mlPerHour } = confirmedRate.value;
    const rose = rounds.rate !== null && mlPerHour > rounds.rate.mlPerHour;
    if (rose) add({ mono: confirmedRate.mono, at: confirmedRate.at, why: 'increase' });
    next = { ...next, rate: { seq: confirmedRate.seq, mlPerHour } };
  }
  return next;
}

/** The session with every start, resume and increase that has happened by now noted. */
export function followed(session: Session): Session {
  const rounds = anchorsNow(session);
  return rounds === session.rounds ? session : { ...session, rounds };
}

/** The session after something else that makes the next set due sooner. */
export function tightened(session: Session, why: CloseReason, at: EpochMs, mono: MonoMs): Session {
  if (session.phase !== 'infusing' && session.phase !== 'paused') return session;
  const lastMono = roundsDone(session).at(-1)?.measuredMono ?? null;
  const anchors = withAnchor(session.rounds.anchors, { mono, at, why }, lastMono);
  return { ...session, rounds: { ...session.rounds, anchors } };
}

export type SetDue =
  | { readonly kind: 'baseline'; readonly done: number; readonly of: number }
  | {
      readonly kind: 'next';
      readonly mono: MonoMs;
      readonly at: EpochMs;
      /** What brought it forward from the normal interval; null: nothing. */
      readonly sooner: CloseReason | null;
      /** `overdue` and `late`: past the first and the second grace time. */
      readonly state: 'waiting' | 'soon' | 'due' | 'overdue' | 'late';
    };

const MINUTE_MS = 60_000;

/** When the next observation set is due, by the session's own clock; null: the session is closed. */
export function setDue(session: Session, mono: MonoMs): SetDue | null {
  const schedule = scheduleOf(session);
  const done = roundsDone(session);
  const last = done.at(-1);
  if (session.phase === 'closed') return null;
  if (session.phase === 'preparing') {
    return { kind: 'baseline', done: done.length, of: schedule.baselineSets };
  }
  const since =
    session.phase === 'recovery'
      ? { mono: session.phaseSinceMono, at: session.phaseSince }
      : { mono: session.startedMono ?? session.phaseSinceMono, at: session.startedAt ?? session.phaseSince };
  const from =
    last !== undefined && last.measuredMono > since.mono
      ? { mono: last.measuredMono, at: last.observation.measuredAt }
      : since;
  const next =
    session.phase === 'recovery'
      ? nextSetAfterStop(schedule, from)
      : nextSetDue(schedule, anchorsNow(session).anchors, from);
  const { soonBeforeDueMin, lowAlarmAfterDueMin, mediumAlarmAfterDueMin } = session.policy.rounds;
  const past = (minutes: number) => mono >= next.mono + minutes * MINUTE_MS;
  const state = past(mediumAlarmAfterDueMin)
    ? 'late'
    : past(lowAlarmAfterDueMin)
      ? 'overdue'
      : past(0)
        ? 'due'
        : past(-soonBeforeDueMin)
          ? 'soon'
          : 'waiting';
  return { kind: 'next', ...next, state };
}

/** Moments at which the due set changes what it says. */
export function dueMoments(session: Session, mono: MonoMs): number[] {
  const due = setDue(session, mono);
  if (due?.kind !== 'next') return [];
  const { lowAlarmAfterDueMin, mediumAlarmAfterDueMin } = session.policy.rounds;
  return [0, lowAlarmAfterDueMin, mediumAlarmAfterDueMin].map((minutes) => due.mono + minutes * MINUTE_MS);
}
