import { csvOf } from '../record/csv';
import type { EpochMs } from '../time/clock';
import { formatIn } from '../units/format';
import { mg } from '../units/units';
import { type BalanceRule, discrepancies, mgWords, syringeBalance, vialBalance } from './balance';
import type { Ledger, SyringeUse } from './fold';
import { entryMg, entryWords } from './words';

/** Which part of the ledger: one day's lines, one vial's, or everything. Dates are ISO, local to the workstation. */
export type LedgerPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'vial'; readonly vialId: string };

/** Wall time as the clinic writes it; given by the caller, because a time zone is the workstation's. */
export type Wall = { day(at: number): string; time(at: number): string };

export const tableHeader = ['Date', 'Time', 'What', 'In mg', 'Out mg', 'By', 'Witness', 'Voided by'] as const;

type Row = { readonly at: number; readonly cells: readonly string[] };

function touches(ledger: Ledger, entry: Ledger['lines'][number]['entry'], vialId: string): boolean {
  switch (entry.kind) {
    case 'received':
      return entry.vialId === vialId;
    case 'prepared':
      return entry.syringe.draws.some((draw) => draw.vialId === vialId);
    case 'wasted':
    case 'returned':
      return inside(ledger, entry.from, vialId);
    case 'explained':
      return inside(ledger, entry.about, vialId);
    case 'voided': {
      const voided = ledger.lines.find((line) => line.entry.entryId === entry.voids);
      return voided !== undefined && touches(ledger, voided.entry, vialId);
    }
  }
}

function inside(ledger: Ledger, of: { kind: string; id: string }, vialId: string): boolean {
  if (of.kind === 'vial') return of.id === vialId;
  return ledger.syringes.some((syringe) => syringe.id === of.id && syringe.vialIds.includes(vialId));
}

const mgCell = (value: number | null): string => (value === null ? '' : formatIn(value, 'mg'));

/** The lines and the pump's givings of one part, in the order of time. */
export function tableRows(
  ledger: Ledger,
  uses: readonly SyringeUse[],
  part: LedgerPart,
  wall: Wall,
): (readonly string[])[] {
  const lines = ledger.lines
    .filter((line) => part.kind !== 'vial' || touches(ledger, line.entry, part.vialId))
    .map((line): Row => {
      const { entry, at, voidedBy } = line;
      const moved = entryMg(entry, ledger);
      const witness = 'witness' in entry ? entry.witness.name : '';
      const voided = voidedBy === null ? '' : `${wall.day(voidedBy.at)} ${wall.time(voidedBy.at)}`;
      const words = entryWords(entry, ledger.lines);
      return {
        at,
        cells: [
          ...[wall.day(at), wall.time(at), words, mgCell(moved.in), mgCell(moved.out)],
          ...[entry.by.name, witness, voided],
        ],
      };
    });
  const given = uses
    .filter((use) => {
      if (part.kind !== 'vial') return true;
      return inside(ledger, { kind: 'syringe', id: use.syringeId ?? '' }, part.vialId);
    })
    .map((use): Row => {
      const syringe = ledger.syringes.find((one) => one.id === use.syringeId);
      const per = use.concentrationMgPerMl;
      const amount = mgWords({ low: mg(use.givenMl.low * per), high: mg(use.givenMl.high * per) }).replace(
        / mg$/,
        '',
      );
      const what = `Given from ${syringe === undefined ? 'a syringe that is not in the ledger' : `syringe ${syringe.id}`} by the pump's account, session ${use.sessionId.slice(0, 8)}`;
      return { at: use.at, cells: [wall.day(use.at), wall.time(use.at), what, '', amount, 'pump', '', ''] };
    });
  return [...lines, ...given]
    .filter((row) => part.kind !== 'day' || row.cells[0] === part.day)
    .sort((a, b) => a.at - b.at)
    .map((row) => row.cells);
}

/** One line a vial and a syringe: what came in, where it went, what is left and how that stands. */
export function balanceRows(ledger: Ledger, rule: BalanceRule, nowAt: EpochMs): (readonly string[])[] {
  const one = (value: number): string => formatIn(value, 'mg');
  return [
    ...ledger.vials.map((vial) => [
      `Vial ${vial.id}`,
      `${vial.drug} ${formatIn(vial.strengthMgPerMl, 'mg/mL')} mg/mL, lot ${vial.lot}`,
      ...[one(vial.receivedMg), one(vial.drawnMg), one(vial.wastedMg), one(vial.returnedMg)],
      ...[one(vial.leftMg), vialBalance(vial, rule, nowAt).words],
    ]),
    ...ledger.syringes.map((syringe) => [
      `Syringe ${syringe.id}`,
      `${syringe.drug} ${formatIn(syringe.concentrationMgPerMl, 'mg/mL')} mg/mL of ${syringe.vialIds.join(', ')}`,
      ...[one(syringe.preparedMg), mgWords(syringe.givenMg).replace(/ mg$/, '')],
      ...[one(syringe.wastedMg), one(syringe.returnedMg)],
      ...[mgWords(syringe.leftMg).replace(/ mg$/, ''), syringeBalance(syringe, rule, nowAt).words],
    ]),
  ];
}

export const balanceHeader = [
  'Container',
  'Contents',
  'In mg',
  'Drawn or given mg',
  'Wasted mg',
  'Returned mg',
  'Left mg',
  'How it stands',
] as const;

/** The part as CSV: its lines, with amounts in mg. */
export function ledgerCsv(ledger: Ledger, uses: readonly SyringeUse[], part: LedgerPart, wall: Wall): string {
  return csvOf(tableHeader, tableRows(ledger, uses, part, wall));
}

/** What stands at the head of a print. */
export function discrepancyWords(ledger: Ledger, rule: BalanceRule, nowAt: EpochMs): string[] {
  return discrepancies(ledger, rule, nowAt).map(({ words, explanation }) =>
    explanation === null ? words : `${words} Explained: ${explanation}`,
  );
}
