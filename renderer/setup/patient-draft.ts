import type { Patient } from '../../shared/record/patient';

export type PatientText = {
  readonly name: string;
  readonly birthDate: string;
  readonly sex: Patient['sex'] | null;
  readonly mrn: string;
  readonly allergies: string;
  /** Asked, and none known: kept apart from not asked. */
  readonly noneKnown: boolean;
};

export const emptyPatient: PatientText = {
  name: '',
  birthDate: '',
  sex: null,
  mrn: '',
  allergies: '',
  noneKnown: false,
};

export type PatientDraft = {
  readonly patient: Omit<Patient, 'patientId'> | null;
  readonly wrong: Readonly<Partial<Record<keyof PatientText, string>>>;
};

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The patient that the typed text would be, with what is wrong at each field. */
export function readPatient(text: PatientText, now: number): PatientDraft {
  const wrong: Partial<Record<keyof PatientText, string>> = {};
  const [name, mrn, birthDate] = [text.name.trim(), text.mrn.trim(), text.birthDate.trim()];
  const listed = text.allergies
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (name === '') wrong.name = 'Type the name.';
  if (mrn === '') wrong.mrn = 'Type the record number.';
  if (!isDate(birthDate)) wrong.birthDate = 'Type it as 1979-03-14.';
  else if (new Date(birthDate).getTime() > now) wrong.birthDate = 'That date has not come yet.';
  else if (Number(birthDate.slice(0, 4)) < 1900) wrong.birthDate = 'That is more than 120 years ago.';
  if (text.sex === null) wrong.sex = 'Choose one.';
  if (listed.length > 0 && text.noneKnown) wrong.allergies = 'Allergies are listed and "none known" is set.';
  if (Object.keys(wrong).length > 0 || text.sex === null) return { patient: null, wrong };
  const allergies = listed.length > 0 ? listed : text.noneKnown ? [] : null;
  return { patient: { name, birthDate, sex: text.sex, mrn, allergies }, wrong };
}
