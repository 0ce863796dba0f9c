import type { EpochMs } from '../time/clock';
import type { BalanceRule } from './balance';
import type { Ledger, SyringeUse } from './fold';
import {
  balanceHeader,
  balanceRows,
  discrepancyWords,
  type LedgerPart,
  tableHeader,
  tableRows,
  type Wall,
} from './table';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replace(/[&<>"]/g, (one) => escapes[one] ?? one);

const style = `
  @page { size: A4 landscape; margin: 14mm 12mm; }
  body { font: 9.5pt/1.35 Inter, "Liberation Sans", Arial, sans-serif; color: #111; }
  h1 { font-size: 15pt; margin: 0 0 2mm; } h2 { font-size: 11pt; margin: 6mm 0 2mm; }
  p { margin: 0 0 1.5mm; }
  table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { border: 0.2mm solid #999; padding: 1mm 1.6mm; text-align: left; vertical-align: top; }
  th { background: #eee; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .flag { border: 0.5mm solid #111; padding: 2mm 3mm; } .sign { margin-top: 12mm; display: flex; gap: 20mm; }
  .sign div { border-top: 0.2mm solid #111; width: 70mm; padding-top: 1mm; }`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const numeric = header.map((name) => name.endsWith(' mg'));
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell, at) => `<${tag}${numeric[at] ? ' class="number"' : ''}>${text(cell)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

const titles: Record<LedgerPart['kind'], (part: LedgerPart) => string> = {
  all: () => 'everything',
  day: (part) => (part.kind === 'day' ? part.day : ''),
  vial: (part) => (part.kind === 'vial' ? `vial ${part.vialId}` : ''),
};

export type LedgerPageFacts = {
  readonly room: string;
  readonly simulation: boolean;
  readonly nowAt: EpochMs;
  readonly printedBy: string;
};

/** The ledger as a printable page (HTML, no script): discrepancies first, then the lines, then how all stands. */
export function ledgerPage(
  ledger: Ledger,
  uses: readonly SyringeUse[],
  part: LedgerPart,
  wall: Wall,
  rule: BalanceRule,
  facts: LedgerPageFacts,
): string {
  const open = discrepancyWords(ledger, rule, facts.nowAt);
  const rows = tableRows(ledger, uses, part, wall);
  const flags =
    open.length === 0
      ? '<p>No discrepancy: every amount is accounted for or has time.</p>'
      : `<div class="flag"><b>${open.length === 1 ? '1 discrepancy' : `${open.length} discrepancies`}</b>${open
          .map((words) => `<p>${text(words)}</p>`)
          .join('')}</div>`;
  const mark = facts.simulation ? '<p><b>SIMULATION: invented people, no drug.</b></p>' : '';
  const lines = rows.length === 0 ? '<p>No lines.</p>' : table(tableHeader, rows);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Controlled-substance ledger</title><style>${style}</style></head><body>
<h1>Controlled-substance ledger: ${text(titles[part.kind](part))}</h1>
<p>Workstation ${text(facts.room)}, printed ${wall.day(facts.nowAt)} ${wall.time(facts.nowAt)} by ${text(facts.printedBy)}. Amounts in milligrams, as the labels state the strength.</p>${mark}
${flags}<h2>Lines</h2>${lines}<h2>How every container stands</h2>${table(balanceHeader, balanceRows(ledger, rule, facts.nowAt))}
<div class="sign"><div>Checked by, date</div><div>Witness, date</div></div></body></html>`;
}
