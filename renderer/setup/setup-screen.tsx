import { useEffect, useState } from 'react';
import type { Patient } from '../../shared/record/patient';
import { mayDo } from '../../shared/record/permissions';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { dateWords, sexWords } from '../live/words';
import { RoomFrame } from '../parts/room-frame';
import { OrderForm } from './order-form';
import { PatientForm } from './patient-form';
import './setup.css';

function usePatients(): [readonly Patient[] | null, () => Promise<readonly Patient[]>] {
  const [patients, setPatients] = useState<readonly Patient[] | null>(null);
  const [read] = useState(() => async () => {
    const found = await window.bridge.ask('patients', {}).catch(() => []);
    setPatients(found);
    return found;
  });
  useEffect(() => void read(), [read]);
  return [patients, read];
}

function PatientsAndOrders() {
  const facts = useLive((view) => view.facts);
  const operator = useLive((view) => view.state?.operator ?? null);
  const now = useNow();
  const [patients, read] = usePatients();
  const [chosen, setChosen] = useState<string | 'new' | null>(null);
  const patient = patients?.find((one) => one.patientId === chosen) ?? null;
  const mayOrder = operator !== null && mayDo(operator.role, 'order');
  const added = async (mrn: string) => {
    const found = await read();
    setChosen(found.find((one) => one.mrn === mrn)?.patientId ?? null);
  };
  return (
    <div className="setup" data-testid="setup">
      <section className="panel setup-list">
        <h1 className="h2">Patients</h1>
        <button
          type="button"
          className={chosen === 'new' ? 'btn selected' : 'btn'}
          data-testid="patient-new"
          onClick={() => setChosen('new')}
        >
          Add a patient
        </button>
        <div className="scroll people">
          {patients?.length === 0 && <p className="lab">No patient yet.</p>}
          {patients?.map((one) => (
            <button
              key={one.patientId}
              type="button"
              className={chosen === one.patientId ? 'btn low selected' : 'btn low'}
              data-testid={`patient-${one.mrn}`}
              aria-pressed={chosen === one.patientId}
              onClick={() => setChosen(one.patientId)}
            >
              {one.name}
              <small>
                {dateWords(one.birthDate)} · {sexWords(one.sex)} · <span className="whole">{one.mrn}</span>
              </small>
            </button>
          ))}
        </div>
      </section>
      <section className="panel setup-work">
        <div className="setup-head">
          <h2 className="h2">
            {chosen === 'new' ? 'New patient' : patient === null ? 'Orders' : `Order for ${patient.name}`}
          </h2>
          {patient !== null && operator !== null && mayDo(operator.role, 'review') && (
            <button
              type="button"
              className="btn low"
              data-testid="setup-course"
              onClick={() => goTo('course', patient.patientId)}
            >
              Course of treatment <small>leaves this order form</small>
            </button>
          )}
        </div>
        {chosen === null && <p className="lab">Touch a patient to write an order, or add one.</p>}
        {chosen === 'new' && <PatientForm now={now?.at ?? 0} onAdded={(mrn) => void added(mrn)} />}
        {patient !== null && facts !== null && now !== null && (
          <OrderForm
            key={patient.patientId}
            patient={patient}
            facts={facts}
            now={now.at}
            mayOrder={mayOrder}
            onSigned={() => goTo('home')}
          />
        )}
      </section>
    </div>
  );
}

/** The patients of this workstation and their orders. */
export function SetupScreen() {
  return (
    <RoomFrame
      actions={
        <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
          Worklist
        </button>
      }
    >
      <PatientsAndOrders />
    </RoomFrame>
  );
}
