import type { Standing } from '../../shared/ledger/balance';
import type { Container } from '../../shared/ledger/entry';
import type { LedgerView } from '../../shared/ledger/view';
import { formatIn } from '../../shared/units/format';
import { dateWords } from '../live/words';

const marks: Record<Standing, string> = {
  stock: '',
  open: 'open',
  settled: 'settled',
  discrepancy: 'DISCREPANCY',
};

type Line = { readonly about: Container; readonly head: string; readonly contents: string };

/** Every vial and syringe that still matters: those that are settled come last. */
export function ContainersList(props: {
  readonly view: LedgerView;
  readonly chosen: (about: Container) => boolean;
  readonly onChosen: (about: Container) => void;
}) {
  const { view, chosen, onChosen } = props;
  const lines: Line[] = [
    ...view.ledger.syringes.map((one) => ({
      about: { kind: 'syringe', id: one.id } as const,
      head: `Syringe ${one.id}`,
      contents: `${one.drug} ${formatIn(one.concentrationMgPerMl, 'mg/mL')} mg/mL, ${formatIn(one.volumeMl, 'mL')} mL`,
    })),
    ...view.ledger.vials.map((one) => ({
      about: { kind: 'vial', id: one.id } as const,
      head: `Vial ${one.id}`,
      contents: `${one.drug} ${formatIn(one.strengthMgPerMl, 'mg/mL')} mg/mL, lot ${one.lot}, to ${dateWords(one.expires)}`,
    })),
  ];
  const standing = (about: Container) =>
    view.balances.find((one) => one.about.kind === about.kind && one.about.id === about.id);
  const order: Record<Standing, number> = { discrepancy: 0, open: 1, stock: 2, settled: 3 };
  const sorted = [...lines].sort(
    (a, b) =>
      order[standing(a.about)?.standing ?? 'settled'] - order[standing(b.about)?.standing ?? 'settled'],
  );
  return (
    <div className="ledger-containers scroll" data-testid="ledger-containers">
      {sorted.length === 0 && <p className="lab">Nothing entered yet. Begin with a vial that came in.</p>}
      {sorted.map(({ about, head, contents }) => {
        const balance = standing(about);
        return (
          <button
            key={`${about.kind}${about.id}`}
            type="button"
            className={chosen(about) ? 'btn ledger-container selected' : 'btn ledger-container'}
            aria-pressed={chosen(about)}
            data-testid={`ledger-${about.kind}-${about.id}`}
            data-standing={balance?.standing}
            onClick={() => onChosen(about)}
          >
            <b>
              {head} <span className="ledger-mark">{marks[balance?.standing ?? 'settled']}</span>
            </b>
            <span className="lab">{contents}</span>
            <span className="lab">{balance?.words}</span>
          </button>
        );
      })}
    </div>
  );
}
