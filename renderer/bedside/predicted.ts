import { useCallback } from 'react';
import { noColumns, type PredictedColumns } from '../../shared/pk/prediction';
import type { Session } from '../../shared/session/state';
import { timeLeftMs } from '../../shared/session/view';
import { epochMs, type Instant } from '../../shared/time/clock';
import type { Lane } from '../../shared/timeline/lane';
import { predictedLane } from '../../shared/timeline/predicted-lane';
import { mgPerMin } from '../../shared/units/units';
import { type Carried, useCarried } from '../live/carry-over';
import { aheadOf, followedPrediction, type GoingOn, type LivePrediction } from '../live/live-prediction';
import { useLive } from '../live/store';

/** The prediction of the open session as it stands when it is called; null: its rules or earlier doses are not here yet. */
export function usePrediction(session: Session): { read(): LivePrediction | null; carried: Carried } {
  const rules = useLive((view) => view.facts?.policy.prediction) ?? null;
  const series = useLive((view) => view.series);
  const journal = useLive((view) => view.journal);
  const carried = useCarried(session.sessionId);
  const read = useCallback(
    () =>
      rules === null || carried === null
        ? null
        : followedPrediction({ rules, session, series, journal, carried }),
    [rules, session, series, journal, carried],
  );
  return { read, carried };
}

/** As it runs: the confirmed rate until the order ends; nothing in a pause, for nobody has resumed it. */
export function asItRuns(session: Session, now: Instant): GoingOn {
  const rate = session.phase === 'infusing' ? (session.confirmedRate?.value.mlPerHour ?? 0) : 0;
  const concentration = session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl;
  const left = timeLeftMs(session, now.mono);
  return { mgPerMin: mgPerMin((rate * concentration) / 60), until: epochMs(now.at + (left ?? 0)) };
}

/** What is missing of what was given before, in a few words; undefined: nothing is. */
export function carriedWords(carried: Carried): string | undefined {
  if (carried === null) return undefined;
  if (carried === 'failed') return 'without earlier sessions, which could not be read';
  return carried.unread > 0 ? `without ${carried.unread} earlier sessions, not readable` : undefined;
}

/** The lane of the bedside graph: up to now by the pump's account, dashed as it goes on up to `to`. */
export function predictedLaneAtBedside(input: {
  readonly live: LivePrediction;
  readonly carried: Carried;
  readonly session: Session;
  readonly now: Instant;
  readonly to: number;
  readonly withEffect: boolean;
}): Lane {
  const { live, carried, session, now, to, withEffect } = input;
  const later = aheadOf(live, session, now, asItRuns(session, now), epochMs(to * 1000));
  const { past, ahead } = upToNow(live.follow.columns, later);
  const more = carriedWords(carried);
  return predictedLane({
    ...{ prediction: live.prediction, past, ahead, withEffect, weight: 9 },
    ...(more === undefined ? {} : { more }),
  });
}

/** The line up to the last reading, and on to now: what lies ahead begins where it ends. */
export function upToNow(
  kept: PredictedColumns,
  later: PredictedColumns,
): { past: PredictedColumns; ahead: PredictedColumns } {
  if (later.t.length === 0) return { past: kept, ahead: noColumns() };
  const first = <T>(column: readonly T[]): T[] => column.slice(0, 1);
  const past = {
    t: [...kept.t, ...first(later.t)],
    plasma: [...kept.plasma, ...first(later.plasma)],
    effect: [...kept.effect, ...first(later.effect)],
    low: [...kept.low, ...first(later.low)],
    high: [...kept.high, ...first(later.high)],
    outside: [...kept.outside, ...first(later.outside)],
  };
  return { past, ahead: later };
}
