import { useState } from 'react';
import type { ChecklistItem } from '../../shared/policy/verification-policy';
import type { Session } from '../../shared/session/state';
import { baselineSigns, signNames } from '../../shared/session/verification/baseline';
import { baselineSets } from '../../shared/session/verification/checklist';
import { identifierWords, identityDiffers } from '../../shared/session/verification/identity';
import type { CheckAnswer } from '../../shared/session/verification/intents';
import { parseNumber } from '../../shared/units/parse';
import type { Submission } from '../live/submit';
import { Choice } from '../parts/choice';
import { TextField } from '../parts/text-field';

type FormProps<K extends ChecklistItem['kind']> = {
  readonly item: Extract<ChecklistItem, { kind: K }>;
  readonly session: Session;
  readonly submission: Submission;
};

/** Number of the wristband and the second identifier, both typed. */
export function IdentityForm({ session, submission }: FormProps<'identity'>) {
  const kind = session.policy.verification.secondIdentifier;
  const [typedMrn, setMrn] = useState('');
  const mrn = session.wristband ?? typedMrn;
  const [value, setValue] = useState('');
  const [differs] =
    mrn.trim() === ''
      ? []
      : identityDiffers(session.patient, { mrn, second: { kind, value: secondOf(session) } });
  return (
    <div className="check-form">
      <div className="identity-fields">
        <TextField
          name={session.wristband === null ? 'MRN, from the wristband' : 'MRN, scanned'}
          value={mrn}
          onChange={setMrn}
          testid="identity-mrn"
          wrong={differs === undefined ? null : 'Not the number of this session. Read the wristband again.'}
        />
        <TextField
          name={kind === 'birth-date' ? 'Birth date said, as 1979-03-14' : 'Name said and on the band'}
          value={value}
          onChange={setValue}
          testid={`identity-${kind}`}
        />
      </div>
      <button
        type="button"
        className="btn low"
        data-testid="identity-confirm"
        disabled={mrn.trim() === '' || value.trim() === '' || submission.pending}
        onClick={() => void submission.send({ kind: 'identify-patient', mrn, second: { kind, value } })}
      >
        Compare number and {identifierWords[kind]}
      </button>
    </div>
  );
}

const secondOf = ({ policy, patient }: Session): string =>
  policy.verification.secondIdentifier === 'name' ? patient.name : patient.birthDate;

/** Every contraindication asked, yes or no; nothing is answered beforehand. */
export function ScreenForm({ item, submission }: FormProps<'screen'>) {
  const [given, setGiven] = useState<Readonly<Record<string, 'no' | 'yes'>>>({});
  const answers = item.questions.flatMap(({ id }) => {
    const said = given[id];
    return said === undefined ? [] : [{ id, yes: said === 'yes' }];
  });
  return (
    <div className="check-form">
      {item.questions.map(({ id, words }) => (
        <Choice
          key={id}
          name={words}
          options={['no', 'yes'] as const}
          value={given[id] ?? null}
          onValue={(said) => setGiven((old) => ({ ...old, [id]: said }))}
          testid={`screen-${id}`}
        />
      ))}
      <button
        type="button"
        className="btn low"
        data-testid={`answer-${item.check}`}
        disabled={answers.length < item.questions.length || submission.pending}
        onClick={() => answer(submission, item.check, { kind: 'screen', answers })}
      >
        Keep {answers.length} of {item.questions.length} answers
      </button>
    </div>
  );
}

const answer = (submission: Submission, check: string, said: CheckAnswer) =>
  void submission.send({ kind: 'answer-check', check, answer: said });

const hours = (text: string): { value: number | null; wrong: string | null } => {
  if (text === '') return { value: null, wrong: null };
  const parsed = parseNumber(text, 1);
  return parsed.kind === 'number'
    ? { value: parsed.value, wrong: null }
    : { value: null, wrong: parsed.words };
};

/** Hours since the last food and the last clear fluid. */
export function FastingForm({ item, submission }: FormProps<'fasting'>) {
  const [food, setFood] = useState('');
  const [fluid, setFluid] = useState('');
  const [foodHours, clearFluidHours] = [hours(food), hours(fluid)];
  const ready = foodHours.value !== null && clearFluidHours.value !== null;
  return (
    <div className="check-form">
      <div className="identity-fields">
        <TextField
          name="Hours since food"
          value={food}
          onChange={setFood}
          testid="fasting-food"
          wrong={foodHours.wrong}
          numeric
        />
        <TextField
          name="Hours since clear fluid"
          value={fluid}
          onChange={setFluid}
          testid="fasting-fluid"
          wrong={clearFluidHours.wrong}
          numeric
        />
      </div>
      <button
        type="button"
        className="btn low"
        data-testid={`answer-${item.check}`}
        disabled={!ready || submission.pending}
        onClick={() =>
          answer(submission, item.check, {
            kind: 'fasting',
            foodHours: foodHours.value ?? 0,
            clearFluidHours: clearFluidHours.value ?? 0,
          })
        }
      >
        Keep both times
      </button>
    </div>
  );
}

/** The result of a test; a positive one, or none, stands in the way. */
export function PregnancyForm({ item, submission }: FormProps<'pregnancy'>) {
  return (
    <div className="check-form choice-row">
      {(['negative', 'positive', 'not done'] as const).map((result) => (
        <button
          key={result}
          type="button"
          className="btn low"
          data-testid={`pregnancy-${result.replace(' ', '-')}`}
          disabled={submission.pending}
          onClick={() => answer(submission, item.check, { kind: 'pregnancy', result })}
        >
          {result === 'not done' ? 'Not done' : `Test ${result}`}
        </button>
      ))}
    </div>
  );
}

type Typed = Readonly<Record<(typeof baselineSigns)[number], string>>;
const nothingTyped: Typed = {
  systolicMmHg: '',
  diastolicMmHg: '',
  heartRatePerMin: '',
  respirationPerMin: '',
  spo2Percent: '',
};

const whole = (text: string): number | null => {
  const parsed = parseNumber(text, 0);
  return parsed.kind === 'number' ? parsed.value : null;
};

/** One set of vital signs: off the monitor with one confirm, or typed. */
export function BaselineForm({ session, submission }: FormProps<'baseline'>) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const set = `set ${session.baseline.length + 1} of ${baselineSets(session)}`;
  const odd = submission.reasons.some((reason) => reason.includes('If it is so, keep it.'));
  const values =
    typed === null
      ? null
      : {
          systolicMmHg: whole(typed.systolicMmHg) ?? Number.NaN,
          diastolicMmHg: whole(typed.diastolicMmHg) ?? Number.NaN,
          heartRatePerMin: whole(typed.heartRatePerMin) ?? Number.NaN,
          respirationPerMin: whole(typed.respirationPerMin) ?? Number.NaN,
          spo2Percent: whole(typed.spo2Percent) ?? Number.NaN,
        };
  const complete = values === null || Object.values(values).every((value) => Number.isFinite(value));
  const take = async (insists: boolean) => {
    if (await submission.send({ kind: 'take-baseline', typed: values, insists })) setTyped(null);
  };
  return (
    <div className="check-form">
      {typed !== null && (
        <div className="baseline-fields">
          {baselineSigns.map((sign) => (
            <TextField
              key={sign}
              name={`${signNames[sign].name}, ${signNames[sign].unit}`}
              value={typed[sign]}
              onChange={(text) => setTyped((old) => ({ ...(old ?? nothingTyped), [sign]: text }))}
              testid={`baseline-${sign}`}
              wrong={typed[sign] !== '' && whole(typed[sign]) === null ? 'Whole numbers only.' : null}
              numeric
            />
          ))}
        </div>
      )}
      <div className="choice-row">
        <button
          type="button"
          className="btn low"
          data-testid="baseline-take"
          disabled={!complete || submission.pending}
          onClick={() => void take(false)}
        >
          {typed === null ? `Take ${set} from the monitor` : `Keep ${set} as typed`}
        </button>
        <button
          type="button"
          className="btn low outline"
          data-testid="baseline-type"
          onClick={() => {
            submission.clear();
            setTyped((old) => (old === null ? nothingTyped : null));
          }}
        >
          {typed === null ? 'Type it' : 'From the monitor'}
        </button>
      </div>
      {odd && (
        <button
          type="button"
          className="btn low"
          data-testid="baseline-insist"
          disabled={!complete || submission.pending}
          onClick={() => void take(true)}
        >
          Measured again, keep it as it is
        </button>
      )}
    </div>
  );
}
