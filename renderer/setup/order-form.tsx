import { useState } from 'react';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Patient } from '../../shared/record/patient';
import { Choice } from '../parts/choice';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { emptyOrder, type OrderField, type OrderText, readOrder } from './order-draft';
import { StepsFields } from './steps-fields';

export type OrderFormProps = {
  readonly patient: Patient;
  readonly profiles: readonly LimitProfile[];
  readonly room: string;
  readonly now: number;
  readonly mayOrder: boolean;
  readonly onSigned: () => void;
};

type Plain = Exclude<keyof OrderText, 'indication' | 'weightBasis' | 'steps'>;
const fields: readonly { key: Plain; name: string }[] = [
  { key: 'concentration', name: 'Concentration, mg/mL' },
  { key: 'container', name: 'Syringe filled to, mL' },
  { key: 'diluent', name: 'Diluted in' },
  { key: 'dosingWeight', name: 'Dosing weight, kg' },
  { key: 'measuredWeight', name: 'Measured weight, kg' },
  { key: 'height', name: 'Height, cm (may stay empty)' },
  { key: 'maxRate', name: 'Ceiling, mg/kg/h' },
  { key: 'duration', name: 'Duration, min' },
  { key: 'total', name: 'Total, mg' },
  { key: 'cuffEvery', name: 'Cuff every, min' },
  { key: 'session', name: 'Session number' },
  { key: 'sessions', name: 'Sessions planned' },
  { key: 'time', name: 'Today at, as 13:30' },
];

/** An order, written and signed by a physician. Every field reads strictly; nothing is filled in behind the hand. */
export function OrderForm({ patient, profiles, room, now, mayOrder, onSigned }: OrderFormProps) {
  const [text, setText] = useState<OrderText>(emptyOrder);
  const [pin, setPin] = useState('');
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const limits = profiles.find((profile) => profile.careArea === text.indication) ?? profiles[0];
  if (limits === undefined)
    return <p className="field-reason">No limits are on this workstation: no order can be written.</p>;
  const draft = readOrder(text, limits, { patientId: patient.patientId, room, now });
  const set = (key: keyof OrderText, value: OrderText[keyof OrderText], field: string = key) => {
    setText((old) => ({ ...old, [key]: value }));
    setTouched((old) => new Set(old).add(field));
    setReasons([]);
  };
  const wrong = (field: OrderField) => (touched.has(field) ? (draft.wrong[field] ?? null) : null);
  const sign = async () => {
    if (draft.order === null) return setTouched(new Set(Object.keys(draft.wrong)));
    try {
      const answer = await window.bridge.ask('signOrder', { ...draft.order, pin });
      setPin('');
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      if (answer.kind === 'done') onSigned();
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'The order was not kept.']);
    }
  };
  const openCount = Object.keys(draft.wrong).length;
  return (
    <div className="form order-form" data-testid="order-form">
      <div className="scroll order-fields">
        <div className="pair">
          <Choice
            name="Care area"
            options={['pain', 'mood']}
            value={text.indication}
            onValue={(value) => set('indication', value)}
            testid="order-indication"
          />
          <Choice
            name="Dosing weight is"
            options={['actual', 'ideal', 'adjusted']}
            value={text.weightBasis}
            onValue={(value) => set('weightBasis', value)}
            testid="order-basis"
          />
        </div>
        <StepsFields
          steps={text.steps}
          wrong={wrong}
          onSteps={(steps, index) => set('steps', steps, `step-${index}`)}
        />
        <div className="triple">
          {fields.map(({ key, name }) => (
            <TextField
              key={key}
              name={name}
              value={text[key]}
              onChange={(value) => set(key, value)}
              testid={`order-${key}`}
              wrong={wrong(key)}
              soft={draft.soft[key] ?? null}
              numeric={key !== 'diluent' && key !== 'time'}
            />
          ))}
        </div>
        <p className="cap">
          {limits.drug}, limits {limits.careArea} version {limits.version}: {limits.source}. Vital limits: HR
          50–110, SpO₂ low 94, systolic 100–160, diastolic high 100, RR 10–24; at 45/130, 90, 90/180, 110 and
          8 the alarm is high.
        </p>
      </div>
      <Refusals reasons={mayOrder ? reasons : ['A physician signs orders. Sign in as one.']} />
      <div className="sign-line">
        <TextField name="Your PIN" value={pin} onChange={setPin} testid="order-pin" secret numeric />
        <button
          type="button"
          className={mayOrder ? 'btn primary' : 'btn blocked'}
          data-testid="order-sign"
          disabled={!mayOrder || pin.length < 4}
          onClick={() => void sign()}
        >
          Sign this order for {patient.name}
          <small>{openCount === 0 ? 'every field reads well' : `${openCount} fields are open`}</small>
        </button>
      </div>
    </div>
  );
}
