import { useState } from 'react';
import { PhysicianAct } from './physician-act';
import { noSecondPerson, secondPersonOf } from './second-person';
import { TextField } from './text-field';
import './risk-assessment.css';

const fields = [
  ['assessment', 'Assessment: thoughts, plan, means, protection'],
  ['action', 'What was done'],
  ['told', 'Who was told'],
  ['plan', 'Plan: where the patient goes, who sees them when'],
] as const;
type Field = (typeof fields)[number][0];
export type Assessment = Readonly<Record<Field, string>>;
const empty: Assessment = { assessment: '', action: '', told: '', plan: '' };

/** What a physician did about a suicide risk, signed with their own PIN; nobody else closes it. */
export function RiskAssessment(props: {
  readonly reasons: readonly string[];
  /** Sends it; false: it was refused, and the PIN is asked for again. */
  readonly onAssess: (
    assessment: Assessment,
    physician: { readonly personId: string; readonly pin: string },
  ) => Promise<boolean>;
}) {
  const [typed, setTyped] = useState(empty);
  const [physician, setPhysician] = useState(noSecondPerson);
  const [pending, setPending] = useState(false);
  const witness = secondPersonOf(physician);
  const open = fields.filter(([field]) => typed[field].trim() === '').length;
  const missing = open > 0 ? `${open} of 4 open` : witness === undefined ? 'physician and PIN' : null;
  const save = async () => {
    if (missing !== null || witness === undefined || pending) return;
    setPending(true);
    const kept = await props.onAssess(typed, witness);
    setPending(false);
    if (!kept) setPhysician({ ...physician, pin: '' });
  };
  return (
    <>
      <div className="risk-fields">
        {fields.map(([field, name]) => (
          <TextField
            key={field}
            name={name}
            value={typed[field]}
            onChange={(text) => setTyped((old) => ({ ...old, [field]: text }))}
            testid={`risk-${field}`}
          />
        ))}
      </div>
      <PhysicianAct
        {...{ physician, missing, pending, reasons: props.reasons }}
        onPhysician={setPhysician}
        testid="risk-by"
        words="Record what was done"
        act="risk-save"
        hint="the risk is closed by the physician’s name"
        onAct={() => void save()}
      />
    </>
  );
}
