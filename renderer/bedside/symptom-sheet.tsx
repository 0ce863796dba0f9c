import { useState } from 'react';
import { severity as severities } from '../../shared/observation/observation';
import type { Session } from '../../shared/session/state';
import { closeSheet, openSheet } from '../live/route';
import { tellPause, useSubmission } from '../live/submit';
import { ReportRisk } from '../parts/report-risk';
import { LeaveSheet, Refusals, Sheet } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { symptomsInOrder } from './symptoms';

/** One touch for what, one for how bad; the clinic's first response stands beside it. */
export function SymptomSheet({ session }: { session: Session }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const submission = useSubmission();
  const rules = symptomsInOrder(session.policy.rounds.symptoms);
  const rule = rules.find(({ symptom }) => symptom === chosen);
  const symptom = chosen === 'other' ? other.trim() : chosen;
  const flows = session.phase === 'infusing' || session.openCommand !== null;
  const record = async (how: 'mild' | 'moderate' | 'severe' | null) => {
    if (!symptom) return;
    if (await submission.send({ kind: 'record-symptom', symptom, severity: how })) closeSheet();
  };
  const foot = (
    <>
      <LeaveSheet>Record nothing</LeaveSheet>
      {rule?.asksToStop === true ? (
        <>
          {flows && (
            <button
              type="button"
              className="btn pause-now"
              data-testid="symptom-pause"
              onPointerDown={tellPause}
              onKeyDown={(event) => event.key === 'Enter' && tellPause()}
            >
              PAUSE now
            </button>
          )}
          <button
            type="button"
            className="btn primary"
            data-testid="symptom-record"
            disabled={submission.pending}
            onClick={() => void record(null)}
          >
            Record the wish
          </button>
        </>
      ) : (
        severities.options.map((how) => (
          <button
            key={how}
            type="button"
            className="btn primary"
            data-testid={`severity-${how}`}
            disabled={!symptom || submission.pending}
            onClick={() => void record(how)}
          >
            {how}
          </button>
        ))
      )}
    </>
  );
  return (
    <Sheet
      title="Symptom"
      aside={
        <button
          type="button"
          className="btn low"
          data-testid="open-adjunct"
          onClick={() => openSheet('adjunct')}
        >
          Give another drug
        </button>
      }
      testid="sheet-symptom"
      empty={chosen === null}
      foot={foot}
    >
      <div className="choices">
        {rules.map((one) => (
          <button
            key={one.symptom}
            type="button"
            className={chosen === one.symptom ? 'btn selected' : 'btn'}
            data-testid={`symptom-${one.symptom}`}
            aria-pressed={chosen === one.symptom}
            onClick={() => setChosen(one.symptom)}
          >
            {one.words}
          </button>
        ))}
        <button
          type="button"
          className={chosen === 'other' ? 'btn selected' : 'btn'}
          data-testid="symptom-other"
          aria-pressed={chosen === 'other'}
          onClick={() => setChosen('other')}
        >
          Other
        </button>
      </div>
      <ReportRisk />
      {chosen === 'other' && (
        <TextField name="Which symptom" value={other} onChange={setOther} testid="symptom-typed" />
      )}
      {rule !== undefined && (
        <p
          className={rule.asksToStop ? 'breach stop response' : 'breach response'}
          data-testid="symptom-response"
        >
          <b>{rule.words}.</b> {rule.response}
        </p>
      )}
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
