import type { LedgerView } from '../../shared/ledger/view';
import { entryMg, entryWords } from '../../shared/ledger/words';
import { formatIn } from '../../shared/units/format';
import { clockTime } from '../live/words';
import { isoDay } from './iso-day';

type Row = {
  readonly key: string;
  readonly at: number;
  readonly what: string;
  readonly into: string;
  readonly out: string;
  readonly who: string;
  readonly entryId: string | null;
  readonly voided: boolean;
};

function rows(view: LedgerView, day: string | null): Row[] {
  const mg = (value: number | null) => (value === null ? '' : formatIn(value, 'mg'));
  const lines = view.ledger.lines.map(({ entry, at, seq, voidedBy }): Row => {
    const moved = entryMg(entry, view.ledger);
    const witness = 'witness' in entry ? `, ${entry.witness.name}` : '';
    return {
      key: String(seq),
      at,
      what: entryWords(entry, view.ledger.lines),
      into: mg(moved.in),
      out: mg(moved.out),
      who: `${entry.by.name}${witness}`,
      entryId: entry.kind === 'voided' ? null : entry.entryId,
      voided: voidedBy !== null,
    };
  });
  const uses = view.uses.map((use): Row => {
    const [low, high] = [use.givenMl.low, use.givenMl.high].map((volume) =>
      formatIn(volume * use.concentrationMgPerMl, 'mg'),
    );
    return {
      key: `use-${use.seq}`,
      at: use.at,
      what: `Given from ${use.syringeId === null ? 'a syringe that is not in the ledger' : `syringe ${use.syringeId}`} by the pump's account`,
      into: '',
      out: low === high ? (low ?? '') : `${low} to ${high}`,
      who: 'pump',
      entryId: null,
      voided: false,
    };
  });
  return [...lines, ...uses]
    .filter((row) => day === null || isoDay(row.at) === day)
    .sort((a, b) => b.at - a.at);
}

/** The lines of a day or all of them, newest first. A line can be chosen to be voided. */
export function LinesTable(props: {
  readonly view: LedgerView;
  readonly day: string | null;
  readonly voids: string | null;
  readonly onLine: ((entryId: string) => void) | null;
}) {
  const { view, day, voids, onLine } = props;
  const shown = rows(view, day);
  return (
    <div className="ledger-lines">
      <table className="facts" data-testid="ledger-lines">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What</th>
            <th scope="col">In, mg</th>
            <th scope="col">Out, mg</th>
            <th scope="col">By, witness</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} className={row.voided ? 'ledger-voided' : undefined}>
              <td className="nowrap">
                {day === null ? `${isoDay(row.at)} ` : ''}
                {clockTime(row.at)}
              </td>
              <td>
                {row.what}
                {row.voided && ' (voided)'}
              </td>
              <td className="ledger-number">{row.into}</td>
              <td className="ledger-number">{row.out}</td>
              <td>
                {row.who}
                {onLine !== null && row.entryId !== null && !row.voided && (
                  <button
                    type="button"
                    className={voids === row.entryId ? 'btn low selected' : 'btn low'}
                    aria-pressed={voids === row.entryId}
                    data-testid={`ledger-void-${row.entryId}`}
                    onClick={() => row.entryId !== null && onLine(row.entryId)}
                  >
                    This line
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="lab">No lines{day === null ? '' : ' on this day'}.</p>}
    </div>
  );
}
