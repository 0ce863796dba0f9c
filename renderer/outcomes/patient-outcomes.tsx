import { useState } from 'react';
import type { OpenSession } from '../../shared/outcomes/basis';
import type { Patient } from '../../shared/record/patient';
import { mayDo } from '../../shared/record/permissions';
import { useLive, useNow } from '../live/store';
import { dateWords } from '../live/words';
import { OutcomeForm } from '../parts/outcome-form';
import { EntriesPane } from './entries-pane';
import { GivePane } from './give-pane';
import { RiskPane } from './risk-pane';
import { TrendsPane } from './trends-pane';
import { usePatientCourse } from './use-patient-course';

const panes = [
  ['enter', 'Enter'],
  ['give', 'Patient answers'],
  ['trends', 'Trends'],
  ['entries', 'Entries'],
  ['risk', 'Suicide risk'],
] as const;
export type Pane = (typeof panes)[number][0];

function useOpenSession(patientId: string): OpenSession | null {
  const session = useLive((view) => view.state?.session ?? null);
  if (session === null || session.phase === 'closed' || session.patient.patientId !== patientId) return null;
  return { sessionNumber: session.order.sessionNumber, phase: session.phase };
}

/** One patient: entry, the screen for the patient, trends, entries, and suicide risk, which comes before all else. */
export function PatientOutcomes(props: {
  readonly patient: Patient;
  readonly first: Pane;
  readonly onChanged: () => void;
}) {
  const { patient, first, onChanged } = props;
  const { patientId } = patient;
  const now = useNow();
  const operator = useLive((view) => view.state?.operator ?? null);
  const open = useOpenSession(patientId);
  const { course, failure, again } = usePatientCourse(patientId);
  const [pane, setPane] = useState<Pane | null>(null);
  if (now === null || operator === null) return null;
  const keeps = mayDo(operator.role, 'keep-outcomes');
  const gives = mayDo(operator.role, 'hand-screen');
  const shown = panes.filter(([one]) => (one === 'enter' ? keeps : one === 'give' ? gives : true));
  // An open risk comes before what somebody came for, until they choose.
  const wanted = pane ?? ((course?.risk.length ?? 0) > 0 ? 'risk' : first);
  const at = shown.some(([one]) => one === wanted) ? wanted : 'trends';
  const changed = () => {
    again();
    onChanged();
  };
  return (
    <section className="panel outcomes-work" aria-label={`Outcomes of ${patient.name}`}>
      <header className="outcomes-head">
        <h2 className="h2">
          {patient.name}{' '}
          <span className="lab">
            {dateWords(patient.birthDate)} · {patient.mrn}
          </span>
        </h2>
        <div className="choice-row">
          {shown.map(([one, words]) => (
            <button
              key={one}
              type="button"
              className={one === at ? 'btn low selected' : 'btn low'}
              data-testid={`pane-${one}`}
              aria-pressed={one === at}
              onClick={() => setPane(one)}
            >
              {one === 'risk' && (course?.risk.length ?? 0) > 0 ? 'Suicide risk OPEN' : words}
            </button>
          ))}
        </div>
      </header>
      {failure !== null && <p className="lab">{failure}</p>}
      {course === null && failure === null && <p className="lab">Reading the entries</p>}
      {course !== null && at === 'enter' && (
        <OutcomeForm
          patientId={patientId}
          sessions={course.sessions}
          open={open}
          planned={course.planned}
          at={now.at}
          onKept={(risk) => {
            changed();
            if (risk !== null) setPane('risk');
          }}
        />
      )}
      {course !== null && at === 'give' && (
        <GivePane
          patientId={patientId}
          sessions={course.sessions}
          open={open}
          planned={course.planned}
          at={now.at}
        />
      )}
      {course !== null && at === 'trends' && <TrendsPane course={course} />}
      {course !== null && at === 'entries' && (
        <EntriesPane patientId={patientId} course={course} onChanged={changed} />
      )}
      {course !== null && at === 'risk' && (
        <RiskPane
          patientId={patientId}
          course={course}
          onChanged={() => {
            // What was just recorded stays in view.
            setPane('risk');
            changed();
          }}
        />
      )}
    </section>
  );
}
