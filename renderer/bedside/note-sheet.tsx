import { useState } from 'react';
import { closeSheet, openSheet } from '../live/route';
import { useSubmission } from '../live/submit';
import { ReportRisk } from '../parts/report-risk';
import { LeaveSheet, Refusals, Sheet } from '../parts/sheet';

const quick = ['Oxygen 2 L/min', 'Spoke with physician', 'Patient comfortable', 'Repositioned'];

/** Free words, kept with the time and the name. */
export function NoteSheet() {
  const [text, setText] = useState('');
  const submission = useSubmission();
  const save = async () => {
    if (await submission.send({ kind: 'record-note', text: text.trim() })) closeSheet();
  };
  return (
    <Sheet
      title="Note"
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
      testid="sheet-note"
      empty={text === ''}
      foot={
        <>
          <LeaveSheet>Record nothing</LeaveSheet>
          <button
            type="button"
            className="btn primary wide"
            data-testid="note-save"
            disabled={text.trim() === '' || submission.pending}
            onClick={() => void save()}
          >
            Record this note
          </button>
        </>
      }
    >
      <div className="field grow">
        <textarea
          aria-label="Note"
          data-testid="note-text"
          value={text}
          // biome-ignore lint/a11y/noAutofocus: the sheet was opened to type
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="choices">
        {quick.map((words) => (
          <button key={words} type="button" className="btn low" onClick={() => setText(words)}>
            {words}
          </button>
        ))}
      </div>
      <ReportRisk />
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
