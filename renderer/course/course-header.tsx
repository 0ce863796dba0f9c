import type { ReactNode } from 'react';
import type { Place } from '../../shared/record/place';
import { ageInYears, allergyWords, counted, dateWords, sexWords } from '../live/words';
import type { CourseModel } from './course-model';

export type Part = 'course' | 'compare';

/** How many of how many, since when: `4 of 10 sessions given`. */
function seriesWords({ sessions, given }: CourseModel): string {
  const planned = Math.max(0, ...given.map(({ facts }) => facts.course.order.sessionsPlanned));
  const reading = sessions.filter((one) => one.facts === null && one.closedAt !== null).length;
  const of = planned === 0 ? '' : `, ${planned} planned by the last order`;
  return `${counted(given.length, 'session', 'sessions')} given${of}${reading === 0 ? '' : `, ${reading} being read`}`;
}

/** Another room has this number for a person born on another day: whose the number is has to be found out. */
function doubtWords(doubtful: readonly Place[]): string {
  const rooms = counted(doubtful.length, 'other workstation has', 'other workstations have');
  return `${rooms} this MRN for a person born on another day. Their sessions are not shown here. Check the number.`;
}

/** Who it is, how far the series has come, and which part of it is shown. */
export function CourseHeader(props: {
  readonly model: CourseModel;
  readonly part: Part;
  readonly compareWords: string | null;
  onPart(part: Part): void;
  readonly children: ReactNode;
}) {
  const { model, part, compareWords, onPart, children } = props;
  const { patient, sessions, given, doubtful } = model;
  const at = sessions.at(-1)?.openedAt ?? 0;
  const drugs = [...new Set(given.map(({ facts }) => facts.course.order.drug))].join(', ');
  return (
    <header className="panel course-head" data-testid="course-header">
      <div className="who">
        <h1>{patient.name}</h1>
        <small>
          {dateWords(patient.birthDate)}
          {at === 0 ? '' : `, ${ageInYears(patient.birthDate, at)} y`} · {sexWords(patient.sex)} · MRN{' '}
          {patient.mrn}
        </small>
      </div>
      <div className="allergies">
        <small>Allergies</small>
        <b>{allergyWords(patient)}</b>
      </div>
      <div className="about">
        <b>Course of treatment{drugs === '' ? '' : `, ${drugs}`}</b>
        <small>{seriesWords(model)}</small>
        {doubtful.length > 0 && (
          <small className="bang" data-testid="course-doubtful">
            ! {doubtWords(doubtful)}
          </small>
        )}
        <small>Predicted by {model.modelName}, a population model: not measured</small>
      </div>
      <div className="parts">
        <button
          type="button"
          className={part === 'course' ? 'plain on' : 'plain'}
          aria-pressed={part === 'course'}
          data-testid="course-part-course"
          onClick={() => onPart('course')}
        >
          All sessions
        </button>
        <button
          type="button"
          className={part === 'compare' ? 'plain on' : 'plain'}
          aria-pressed={part === 'compare'}
          disabled={compareWords === null}
          data-testid="course-part-compare"
          onClick={() => onPart('compare')}
        >
          {compareWords ?? 'Compare two'}
        </button>
      </div>
      {children}
    </header>
  );
}
