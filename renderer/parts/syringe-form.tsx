import { useState } from 'react';
import type { Submission } from '../live/submit';
import { Refusals } from './sheet';
import { readSyringe, type SyringeText } from './syringe-draft';
import { TextField } from './text-field';

const empty: SyringeText = { drug: '', concentration: '', volume: '', lot: '', expires: '' };

/** The syringe as its label says, typed and compared with the order. */
export function SyringeForm({
  submission,
  blocked,
  onDone,
}: {
  submission: Submission;
  blocked: string | null;
  onDone: () => void;
}) {
  const [text, setText] = useState(empty);
  const draft = readSyringe(text);
  const set = (key: keyof SyringeText) => (value: string) => setText((old) => ({ ...old, [key]: value }));
  const shown = (key: 'drug' | 'concentration' | 'volume' | 'expires') =>
    text[key] === '' ? null : draft.wrong[key];
  const load = async () => {
    if (draft.syringe !== null && (await submission.send({ kind: 'load-syringe', syringe: draft.syringe })))
      onDone();
  };
  return (
    <div className="check-form syringe-form">
      <TextField
        name="Drug, as on the label"
        value={text.drug}
        onChange={set('drug')}
        testid="syringe-drug"
        wrong={shown('drug')}
      />
      <TextField
        name="Concentration, mg/mL"
        value={text.concentration}
        onChange={set('concentration')}
        testid="syringe-concentration"
        wrong={shown('concentration')}
        numeric
      />
      <TextField
        name="Volume in the syringe, mL"
        value={text.volume}
        onChange={set('volume')}
        testid="syringe-volume"
        wrong={shown('volume')}
        numeric
      />
      <TextField name="Lot, if there is one" value={text.lot} onChange={set('lot')} testid="syringe-lot" />
      <TextField
        name="Expires, as 2030-01-31; empty: not known"
        value={text.expires}
        onChange={set('expires')}
        testid="syringe-expires"
        wrong={shown('expires')}
      />
      <Refusals reasons={blocked === null ? submission.reasons : [blocked]} />
      <button
        type="button"
        className="btn primary"
        data-testid="syringe-confirm"
        disabled={draft.syringe === null || blocked !== null}
        onClick={() => void load()}
      >
        Compare with the order
      </button>
    </div>
  );
}
