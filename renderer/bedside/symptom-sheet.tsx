import { useState } from 'react';
import { closeSheet } from '../live/route';
import { tellPause, useSubmission } from '../live/submit';
import { Refusals, Sheet } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { symptoms } from './symptoms';

const severities = ['mild', 'moderate', 'severe'] as const;

/** One touch for what, one for how bad. "Patient asks to stop" comes first and offers the pause. */
export function SymptomSheet() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const submission = useSubmission();
  const symptom = chosen === 'other' ? other.trim() : chosen;
  const record = async (severity: (typeof severities)[number] | null) => {
    if (!symptom) return;
    if (await submission.send({ kind: 'record-symptom', symptom, severity })) closeSheet();
  };
  return (
    <Sheet
      title="Symptom"
      testid="sheet-symptom"
      empty={chosen === null}
      foot={
        <>
          <button
            type="button"
            className="btn outline"
            data-testid="sheet-close"
            onClick={() => closeSheet()}
          >
            Record nothing
          </button>
          {severities.map((severity) => (
            <button
              key={severity}
              type="button"
              className="btn primary"
              data-testid={`severity-${severity}`}
              disabled={!symptom || submission.pending}
              onClick={() => void record(severity)}
            >
              {severity}
            </button>
          ))}
        </>
      }
    >
      <div className="choices">
        {symptoms.map(({ stored, words }) => (
          <button
            key={stored}
            type="button"
            className={chosen === stored ? 'btn selected' : 'btn'}
            data-testid={`symptom-${stored}`}
            aria-pressed={chosen === stored}
            onClick={() => setChosen(stored)}
          >
            {words}
          </button>
        ))}
        <button
          type="button"
          className={chosen === 'other' ? 'btn selected' : 'btn'}
          data-testid="symptom-other"
          onClick={() => setChosen('other')}
        >
          Other
        </button>
      </div>
      {chosen === 'other' && (
        <TextField name="Which symptom" value={other} onChange={setOther} testid="symptom-typed" />
      )}
      {chosen === 'asks-to-stop' && (
        <div className="card">
          <span className="grow">The patient decides. PAUSE first, then talk.</span>
          <button type="button" className="btn outline" data-testid="symptom-pause" onPointerDown={tellPause}>
            PAUSE now
          </button>
        </div>
      )}
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
