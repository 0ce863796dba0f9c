import { useEffect, useState } from 'react';
import type { SessionFacts } from '../../shared/course/facts';
import {
  type CoursePage,
  type CourseSession,
  type GivenSession,
  givenSessions,
} from '../../shared/course/page';
import { type Predicted, predictCourse } from '../../shared/course/predicted';
import { type CourseScales, scalesOf } from '../../shared/course/scales';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
/** What the page draws, all of it computed once. */
export type CourseModel = {
  readonly patient: CoursePage['patient'];
  /** Earliest first. */
  readonly sessions: readonly CourseSession[];
  readonly given: readonly GivenSession[];
  readonly predicted: ReadonlyMap<string, Predicted>;
  /** The model that predicts, by its name. */
  readonly modelName: string;
  readonly scales: CourseScales;
  readonly doubtful: CoursePage['doubtful'];
};

/** Puts the page together; `gathered` is what came for single sessions since. */
export function courseModel(
  { patient, sessions: asked, doubtful }: CoursePage,
  gathered: ReadonlyMap<string, SessionFacts>,
  rules: PredictionPolicy,
): CourseModel {
  const sessions = asked.map((one) => {
    const facts = one.facts ?? gathered.get(one.sessionId) ?? null;
    return facts === null ? one : { ...one, facts, startedAt: facts.course.startedAt };
  });
  const given = givenSessions(sessions);
  const { bySession: predicted, model } = predictCourse(given, patient.birthDate, rules);
  const scales = scalesOf(given, predicted);
  return { patient, sessions, given, predicted, modelName: model.name, scales, doubtful };
}

/** Asks for what is not gathered yet, one session after the other; each comes as it is there. */
export function useGathered(page: CoursePage | null): ReadonlyMap<string, SessionFacts> {
  const [gathered, setGathered] = useState<ReadonlyMap<string, SessionFacts>>(new Map());
  useEffect(() => {
    let gone = false;
    const missing = (page?.sessions ?? []).filter((one) => one.facts === null && one.closedAt !== null);
    const read = async () => {
      for (const { sessionId } of missing) {
        if (gone) return;
        const { facts } = await window.bridge.ask('gatherFacts', { sessionId });
        if (facts !== null && !gone) setGathered((so) => new Map([...so, [sessionId, facts]]));
      }
    };
    // A session that can not be read stays without its numbers, and its row says so.
    void read().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [page]);
  return gathered;
}
