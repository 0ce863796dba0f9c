import { z } from 'zod';
import { deliveredRange, flowRate } from '../dosing/delivered';
import { doseStepSchema } from '../pk/dose-step';
import { type AccountRow, regimenFold, stepsOf } from '../pk/regimen';
import type { LoggedEvent } from '../session/events';
import type { BedsideState } from '../session/state';
import { epochMs } from '../time/clock';
import { timeAxis } from '../time/time-axis';
import type { MlPerHour } from '../units/units';
import { courseFold } from './course-fold';
import type { SessionCourse } from './session-course';

/** Counted up whenever what is below means another thing or more: rows of an earlier one are made anew from the log. */
export const FACTS_VERSION = 3;

/** What later sessions and the course of treatment ask of a closed session, out of its log alone. */
export const sessionFactsSchema = z.object({
  /** The delivered regimen by the pump's own account. */
  dose: z.array(doseStepSchema),
  /** Written by this same version of the program and by no hand: its shape is that of its type. */
  course: z.custom<SessionCourse>((body) => typeof body === 'object' && body !== null),
});
export type SessionFacts = z.infer<typeof sessionFactsSchema>;

/** Facts of one session, gathered while its events pass by in order. */
export type FactsFold = {
  /** An event, and the state after it. */
  take(event: LoggedEvent, after: BedsideState): void;
  /** Throws where no session was opened in what was taken. */
  facts(): SessionFacts;
};

/** Begins with the first event of a session's log. */
export function factsFold(): FactsFold {
  const dose = doseFold();
  const course = courseFold();
  return {
    take(event, after) {
      dose.take(event, after);
      course.take(event, after);
    },
    facts() {
      const made = course.made();
      if (made === null) throw new Error('no session was opened in this log: there are no facts of one');
      return { dose: dose.steps(), course: made };
    },
  };
}

/** The regimen: a row of the pump's account for each of its readings, and the last of the range at the end. */
function doseFold() {
  const regimen = regimenFold();
  const timeOf = timeAxis();
  const rowOf = (
    event: LoggedEvent,
    { session }: BedsideState,
    rateMlPerHour: MlPerHour | null,
  ): AccountRow | null => {
    if (session === null) return null;
    const { lowMl, highMl } =
      event.type === 'session.closed' ? deliveredRange(session.delivered, event.mono) : session.delivered;
    return {
      at: epochMs(Math.round(timeOf(event) * 1000)),
      lowMl,
      highMl,
      rateMlPerHour,
      concentration: session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl,
    };
  };
  return {
    take(event: LoggedEvent, after: BedsideState): void {
      if (event.type !== 'pump.reading' && event.type !== 'session.closed') return;
      const row = rowOf(event, after, event.type === 'pump.reading' ? flowRate(event.body) : null);
      if (row !== null) regimen.take(row);
    },
    steps: () => stepsOf(regimen),
  };
}
