import type { Patient } from '../../shared/record/patient';
import type { Chance } from './chance';

const families = [
  ...['Abbott', 'Berger', 'Castillo', 'Demir', 'Eriksen', 'Fischer', 'García', 'Haddad', 'Ionescu', 'Jansen'],
  ...[
    'Kowalski',
    'Lindqvist',
    'Moreau',
    'Nakamura',
    'O’Brien',
    'Petrov',
    'Quinn',
    'Rossi',
    'Schröder',
    'Tanaka',
  ],
  ...['Ueda', 'Vogel', 'Weber', 'Xenakis', 'Yılmaz', 'Zimmermann', 'Andersson', 'Brandt', 'Costa', 'Dubois'],
] as const;
const givenNames = [
  ...[
    'Ada',
    'Bruno',
    'Clara',
    'Dario',
    'Elif',
    'Felix',
    'Greta',
    'Henrik',
    'Ines',
    'Jonas',
    'Katja',
    'Levin',
  ],
  ...[
    'Maren',
    'Noel',
    'Olga',
    'Paul',
    'Quirin',
    'Ruth',
    'Sami',
    'Thea',
    'Uwe',
    'Vera',
    'Wanda',
    'Yara',
    'Zoë',
  ],
] as const;
const allergies = [
  'Penicillin (rash)',
  'Latex (contact)',
  'Morphine (itching)',
  'Metamizole (rash)',
] as const;

/** A person who has never been, with what a course of treatment depends on. */
export type Invented = {
  readonly patient: Patient;
  readonly indication: 'pain' | 'mood';
  readonly weightKg: number;
  readonly heightCm: number;
  readonly restingPulsePerMin: number;
  readonly restingSystolicMmHg: number;
  /** Pain before the first session, 0 to 10, and how much of it a whole course takes away. */
  readonly pain: number;
  readonly response: number;
  readonly phq9: number;
  /** Share of sessions with nausea. */
  readonly queasy: number;
};

/** The `number`-th invented patient of a record. Every MRN begins with SEED. */
export function inventPatient(chance: Chance, number: number): Invented {
  const sex = chance.happens(0.58) ? 'female' : 'male';
  const family = chance.one(families);
  const given = chance.one(givenNames);
  const year = chance.whole(1945, 2003);
  const two = (value: number) => String(value).padStart(2, '0');
  const asked = chance.happens(0.3) ? [chance.one(allergies)] : [];
  return {
    patient: {
      patientId: chance.id(),
      name: `${family}, ${given}`,
      birthDate: `${year}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`,
      sex,
      mrn: `SEED-${String(number).padStart(5, '0')}`,
      allergies: asked,
    },
    indication: chance.happens(0.3) ? 'pain' : 'mood',
    weightKg: Math.round(chance.between(52, 98) * 10) / 10,
    heightCm: chance.whole(154, 192),
    restingPulsePerMin: chance.whole(60, 82),
    restingSystolicMmHg: chance.whole(108, 138),
    pain: chance.whole(5, 9),
    response: chance.between(0, 0.8),
    phq9: chance.whole(12, 24),
    queasy: chance.between(0, 0.4),
  };
}
