import { useState } from 'react';
import {
  type GateLine,
  gateTitles,
  type OverridableGate,
  overridableGate,
  stillMissing,
} from '../../shared/recovery/gate';
import { useSubmission } from '../live/submit';
import { toggled } from '../live/toggled';
import { PhysicianAct } from '../parts/physician-act';
import { noSecondPerson, secondPersonOf } from '../parts/second-person';
import { TextField } from '../parts/text-field';

/** A physician lets named gates go, with a reason and their own PIN at this moment. */
export function OverrideForm({ lines, onDone }: { lines: readonly GateLine[]; onDone: () => void }) {
  const [chosen, setChosen] = useState<readonly OverridableGate[]>([]);
  const [reason, setReason] = useState('');
  const [physician, setPhysician] = useState(noSecondPerson);
  const submission = useSubmission();
  const open = stillMissing(lines).flatMap(({ gate }) => {
    const parsed = overridableGate.safeParse(gate);
    return parsed.success ? [parsed.data] : [];
  });
  const gates = chosen.filter((gate) => open.includes(gate));
  const witness = secondPersonOf(physician);
  const missing =
    gates.length === 0
      ? 'touch what is let go'
      : reason.trim() === ''
        ? 'type the reason'
        : witness === undefined
          ? 'physician and PIN'
          : null;
  const save = async () => {
    if (missing !== null || witness === undefined) return;
    const intent = { kind: 'override-gates' as const, gates: [...gates], reason: reason.trim() };
    if (await submission.send(intent, witness)) onDone();
    else setPhysician({ ...physician, pin: '' });
  };
  return (
    <>
      <div className="override-gates">
        {open.map((gate) => (
          <button
            key={gate}
            type="button"
            className={gates.includes(gate) ? 'btn low selected' : 'btn low'}
            data-testid={`override-${gate}`}
            aria-pressed={gates.includes(gate)}
            onClick={() => setChosen((old) => toggled(old, gate))}
          >
            {gateTitles[gate]}
          </button>
        ))}
        {open.length === 0 && <p className="lab">Nothing is open that a physician may let go.</p>}
      </div>
      <TextField name="Reason" value={reason} onChange={setReason} testid="override-reason" />
      <PhysicianAct
        {...{ physician, missing, pending: submission.pending, reasons: submission.reasons }}
        onPhysician={setPhysician}
        testid="override-by"
        words={`Let go of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'} by the physician’s word`}
        act="override-save"
        hint="name, time and reason stay in the record"
        onAct={() => void save()}
      />
    </>
  );
}
