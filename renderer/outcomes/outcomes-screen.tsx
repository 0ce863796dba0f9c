import { useEffect, useState } from 'react';
import type { Patient } from '../../shared/record/patient';
import { goTo, useRoute } from '../live/route';
import { useLive } from '../live/store';
import { dateWords } from '../live/words';
import { useOpenRisks } from '../parts/open-risks';
import { RoomFrame } from '../parts/room-frame';
import { TextField } from '../parts/text-field';
import { PatientOutcomes } from './patient-outcomes';
import './outcomes.css';

const SHOWN = 60;

function found(patients: readonly Patient[], search: string): readonly Patient[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return patients
    .filter(({ name, mrn }) => words.every((word) => `${name} ${mrn}`.toLowerCase().includes(word)))
    .slice(0, SHOWN);
}

/** What patients answer over a series: the list of patients, those with an open risk first, and one of them. */
export function OutcomesScreen() {
  const { subject: asked } = useRoute();
  const inSession = useLive((view) =>
    view.state?.session != null && view.state.session.phase !== 'closed'
      ? view.state.session.patient.patientId
      : null,
  );
  const [patients, setPatients] = useState<readonly Patient[]>([]);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(asked ?? inSession);
  const [changes, setChanges] = useState(0);
  const risks = useOpenRisks(changes);
  useEffect(() => {
    let gone = false;
    window.bridge.ask('patients', {}).then(
      (all) => !gone && setPatients(all),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  const atRisk = new Set(risks.map(({ patient }) => patient.patientId));
  const listed = [...found(patients, search)].sort(
    (one, other) => Number(atRisk.has(other.patientId)) - Number(atRisk.has(one.patientId)),
  );
  const patient = patients.find(({ patientId }) => patientId === chosen) ?? null;
  return (
    <RoomFrame
      actions={
        <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
          Worklist
        </button>
      }
    >
      <div className="outcomes" data-testid="outcomes-screen">
        <section className="panel outcomes-list" aria-label="Patients">
          <h1 className="h2">Outcomes</h1>
          <TextField name="Name or MRN" value={search} onChange={setSearch} testid="outcomes-search" />
          <div className="scroll">
            {listed.map((one) => (
              <button
                key={one.patientId}
                type="button"
                className={one.patientId === chosen ? 'btn low selected' : 'btn low'}
                data-testid={`outcomes-of-${one.mrn}`}
                aria-pressed={one.patientId === chosen}
                onClick={() => setChosen(one.patientId)}
              >
                {one.name}
                <small>
                  {dateWords(one.birthDate)} · {one.mrn}
                </small>
                {atRisk.has(one.patientId) && <small className="risk-mark">SUICIDE RISK OPEN</small>}
              </button>
            ))}
          </div>
        </section>
        {patient === null ? (
          <section className="panel outcomes-work">
            <p className="lab">Touch a patient.</p>
          </section>
        ) : (
          <PatientOutcomes
            key={patient.patientId}
            patient={patient}
            first={asked === patient.patientId ? 'entries' : 'enter'}
            onChanged={() => setChanges((one) => one + 1)}
          />
        )}
      </div>
    </RoomFrame>
  );
}
