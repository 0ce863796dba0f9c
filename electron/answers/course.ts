import type { SessionFacts } from '../../shared/course/facts';
import { type LookedAt, toleratedRate } from '../../shared/course/tolerated';
import type { CoursePolicy } from '../../shared/policy/course-policy';
import type { Actor } from '../../shared/record/people';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { FactsFilling } from '../session/facts-filling';
import type { Places } from '../store/elsewhere/places';
import { only } from './access';

type CourseAnswers = Pick<Answers, 'course' | 'gatherFacts' | 'toleratedRate'>;

/** The course of treatment: sessions side by side, and what they say about the next order. */
export function courseAnswers(parts: {
  readonly controller: Pick<Controller, 'state' | 'note'>;
  readonly places: Pick<Places, 'of' | 'patient' | 'courseOf' | 'latestGiven' | 'doubtful'>;
  readonly filling: Pick<FactsFilling, 'now'>;
  readonly policy: { readonly course: CoursePolicy };
}): CourseAnswers {
  const { controller, places } = parts;
  const factsOf = (sessionId: string): SessionFacts | null =>
    places.of(sessionId)?.store.facts(sessionId) ?? null;
  const rule = parts.policy.course.tolerated;
  const operator = () => controller.state().operator;
  const viewed = once((by: Actor, sessionId: string) =>
    controller.note({ type: 'record.viewed', body: { by, sessionId, course: true } }, 'apart'),
  );

  const gathered = async (sessionId: string): Promise<SessionFacts | null> => {
    const known = factsOf(sessionId);
    // What is from elsewhere is gathered by whoever brings it here.
    if (known !== null || places.of(sessionId)?.place !== null) return known;
    await parts.filling.now([sessionId]);
    return factsOf(sessionId);
  };

  return {
    course: ({ patientId }) => {
      const by = only(operator(), 'review');
      const patient = places.patient(patientId);
      if (patient === null) throw new Error(`There is no patient ${patientId} in this record.`);
      const sessions = places.courseOf(patientId);
      const latest = sessions.at(-1);
      if (latest !== undefined) viewed(by, latest.sessionId);
      return { patient, sessions, doubtful: places.doubtful(patientId) };
    },
    gatherFacts: async ({ sessionId }) => {
      only(operator(), 'review');
      return { facts: await gathered(sessionId) };
    },
    toleratedRate: async ({ patientId, drug }) => {
      const by = only(operator(), 'order');
      const looked: LookedAt[] = [];
      for (const { sessionId, facts } of places.latestGiven(patientId, drug, rule.sessions)) {
        const { course } = facts ?? (await gathered(sessionId)) ?? { course: null };
        if (course !== null && course.startedAt !== null)
          looked.push({ sessionId, startedAt: course.startedAt, facts: course });
      }
      const said = toleratedRate(looked, rule);
      if (said.kind !== 'none-before') {
        const offered =
          said.kind === 'offered'
            ? {
                mgPerKgPerHour: said.mgPerKgPerHour,
                sessionId: said.sessionId,
                startedAt: said.startedAt,
              }
            : null;
        const body = { by, patientId, drug, offered, reasons: [...said.reasons] };
        controller.note({ type: 'tolerated-rate.shown', body }, 'apart');
      }
      return said;
    },
  };
}

/** Once for each time that it is opened, not for each time it is read again. */
function once(note: (by: Actor, sessionId: string) => void): (by: Actor, sessionId: string) => void {
  let last = '';
  return (by, sessionId) => {
    const key = `${by.personId} ${by.name} ${sessionId}`;
    if (key === last) return;
    last = key;
    note(by, sessionId);
  };
}
