import type { SessionDetail } from '../ipc/session-detail';
import type { Session } from '../session/state';
import type { AlarmSpan } from './alarm-spans';
import type { CommandStory } from './command-stories';
import type { EventFlag } from './flags';
import type { Gaps } from './gaps';
import type { Lane } from './lane';
import type { PredictedSession } from './predicted-lane';
import type { ScoreSet } from './scores';
import type { Timed } from './timed-events';

/** One session, read for review: every number and entry at its place on one time axis (seconds since the epoch). */
export type ReviewModel = {
  readonly detail: SessionDetail;
  readonly session: Session;
  readonly log: readonly Timed[];
  readonly from: number;
  /** The newest entry or reading; of an open session it grows. */
  readonly to: number;
  /** The session is not closed: more may come. */
  readonly open: boolean;
  readonly stories: readonly CommandStory[];
  readonly alarms: readonly AlarmSpan[];
  readonly scores: readonly ScoreSet[];
  readonly gaps: Gaps;
  /** Flow by the pump's word, mL/h, row by row of the pump's columns. */
  readonly flow: readonly (number | null)[];
  /** A reading older than this stands for nothing, seconds. */
  readonly quietS: { readonly pump: number; readonly monitor: number };
  readonly lanes: readonly Lane[];
  readonly flags: readonly EventFlag[];
  /** What a population model predicts; left out where it was not asked. */
  readonly predicted?: PredictedSession;
};

/** Lanes that hold no curves: their content is laid over them. */
export const SCORES = 'scores';
export const ALARMS = 'alarms';
