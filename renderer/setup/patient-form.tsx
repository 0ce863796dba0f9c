import { useState } from 'react';
import { Choice } from '../parts/choice';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { emptyPatient, type PatientText, readPatient } from './patient-draft';

const sexes = ['female', 'male', 'other', 'unknown'] as const;

/** A new patient, by hand. */
export function PatientForm({ now, onAdded }: { now: number; onAdded: (mrn: string) => void }) {
  const [text, setText] = useState(emptyPatient);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const { patient, wrong } = readPatient(text, now);
  const touched = text.name !== '' || text.mrn !== '' || text.birthDate !== '';
  const set =
    <K extends keyof PatientText>(key: K) =>
    (value: PatientText[K]) =>
      setText((old) => ({ ...old, [key]: value }));
  const reason = (key: keyof PatientText) => (touched ? (wrong[key] ?? null) : null);
  const add = async () => {
    if (patient === null) return;
    try {
      const answer = await window.bridge.ask('addPatient', patient);
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') onAdded(patient.mrn);
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'The patient was not added.']);
    }
  };
  return (
    <div className="form scroll" data-testid="patient-form">
      <div className="pair">
        <TextField
          name="Name, as FAMILY, Given"
          value={text.name}
          onChange={set('name')}
          testid="patient-name"
          wrong={reason('name')}
        />
        <TextField
          name="Record number, MRN"
          value={text.mrn}
          onChange={set('mrn')}
          testid="patient-mrn"
          wrong={reason('mrn')}
        />
      </div>
      <div className="pair">
        <TextField
          name="Birth date, as 1979-03-14"
          value={text.birthDate}
          onChange={set('birthDate')}
          testid="patient-birth-date"
          wrong={reason('birthDate')}
        />
        <Choice name="Sex" options={sexes} value={text.sex} onValue={set('sex')} testid="patient-sex" />
      </div>
      <div className="pair">
        <TextField
          name="Allergies, a comma between them"
          value={text.allergies}
          onChange={set('allergies')}
          testid="patient-allergies"
          wrong={reason('allergies')}
        />
        <Choice
          name="No allergy listed"
          options={['not asked', 'none known']}
          value={text.noneKnown ? 'none known' : 'not asked'}
          onValue={(value) => set('noneKnown')(value === 'none known')}
          testid="patient-none-known"
        />
      </div>
      <Refusals reasons={reasons} />
      <button
        type="button"
        className="btn primary"
        data-testid="patient-add"
        disabled={patient === null}
        onClick={() => void add()}
      >
        Add this patient
      </button>
    </div>
  );
}
