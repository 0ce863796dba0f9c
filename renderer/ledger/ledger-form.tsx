import type { LedgerView } from '../../shared/ledger/view';
import { entryWords } from '../../shared/ledger/words';
import { TextField } from '../parts/text-field';
import type { EntryDraft, EntryField, EntryText, LedgerAct } from './entry-draft';

type FormProps = {
  readonly act: LedgerAct;
  readonly text: EntryText;
  readonly draft: EntryDraft;
  readonly view: LedgerView;
  readonly onText: (text: EntryText) => void;
};

/** The fields of one act; what has to be chosen is chosen in the lists beside it. */
export function LedgerForm({ act, text, draft, view, onText }: FormProps) {
  const set = (over: Partial<EntryText>) => onText({ ...text, ...over });
  const field = (name: string, key: Extract<EntryField, keyof EntryText> | 'diluent', numeric = false) => (
    <TextField
      key={key}
      name={name}
      value={text[key]}
      onChange={(typed) => set({ [key]: typed })}
      testid={`ledger-${key}`}
      numeric={numeric}
      wrong={text[key] === '' || key === 'diluent' ? null : (draft.wrong[key] ?? null)}
    />
  );
  const chosen =
    text.container === null ? (draft.wrong.what ?? '') : `${text.container.kind} ${text.container.id}`;
  switch (act) {
    case 'received':
      return (
        <div className="ledger-fields">
          {field('Drug on the label', 'drug')}
          {field('Strength, mg/mL', 'strength', true)}
          {field('Volume, mL', 'volume', true)}
          {field('Lot', 'lot')}
          {field('Last day of use, as 2027-01-31', 'expires')}
        </div>
      );
    case 'prepared':
      return (
        <div className="ledger-fields">
          {text.draws.length === 0 && <p className="lab">{draft.wrong.what}</p>}
          {text.draws.map((draw) => (
            <TextField
              key={draw.vialId}
              name={`Drawn from vial ${draw.vialId}, mL`}
              value={draw.volume}
              onChange={(volume) =>
                set({
                  draws: text.draws.map((one) => (one.vialId === draw.vialId ? { ...one, volume } : one)),
                })
              }
              testid={`ledger-draw-${draw.vialId}`}
              numeric
              wrong={draw.volume === '' ? null : (draft.wrong[`draw-${draw.vialId}`] ?? null)}
            />
          ))}
          {field('Diluted with', 'diluent')}
          {field('Drug on the syringe label', 'drug')}
          {field('Label: concentration, mg/mL', 'concentration', true)}
          {field('Label: volume, mL', 'volume', true)}
        </div>
      );
    case 'voided': {
      const line = view.ledger.lines.find((one) => one.entry.entryId === text.voids);
      return (
        <div className="ledger-fields">
          <p className="lab" data-testid="ledger-chosen">
            {line === undefined ? draft.wrong.what : entryWords(line.entry, view.ledger.lines)}
          </p>
          {field('Why the line is wrong', 'why')}
        </div>
      );
    }
    default:
      return (
        <div className="ledger-fields">
          <p className="lab" data-testid="ledger-chosen">
            {chosen}
          </p>
          {act !== 'explained' && field('Volume, mL', 'volume', true)}
          {act === 'returned' && field('To whom or where', 'to')}
          {act === 'wasted' && field('Note, if any', 'why')}
          {act === 'explained' && field('What happened', 'why')}
        </div>
      );
  }
}
