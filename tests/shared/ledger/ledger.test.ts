import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPrepared, checkReceived, checkTaken, checkWitness } from '../../../shared/ledger/arithmetic';
import { discrepancies, syringeBalance, vialBalance } from '../../../shared/ledger/balance';
import type { LedgerEntry, PreparedSyringe, ReceivedVial } from '../../../shared/ledger/entry';
import { foldLedger, type LedgerLine, type SyringeUse } from '../../../shared/ledger/fold';
import { ledgerPage } from '../../../shared/ledger/page';
import { ledgerCsv, tableRows } from '../../../shared/ledger/table';
import { traceable } from '../../../shared/ledger/traceable';
import { decideLedger, type LedgerWish } from '../../../shared/ledger/wish';
import { csvOf } from '../../../shared/record/csv';
import type { Actor } from '../../../shared/record/people';
import { epochMs } from '../../../shared/time/clock';
import { mgPerMl, ml } from '../../../shared/units/units';
import { nurse, pharmacist, physician } from '../values';

const rule = { toleranceMg: 0.5, openForAtMostHours: 24 };
const today = '2030-01-07';
const morning = Date.UTC(2030, 0, 7, 8);
const hour = 3_600_000;
const administrator: Actor = { personId: 'a1', name: 'Ann Admin', role: 'administrator' };

const vial = (over: Partial<ReceivedVial> = {}): ReceivedVial => ({
  drug: 'ketamine',
  lot: 'L1',
  strengthMgPerMl: mgPerMl(10),
  volumeMl: ml(20),
  expires: '2030-06-30',
  ...over,
});
const prepared = (over: Partial<PreparedSyringe> = {}): PreparedSyringe => ({
  drug: 'Ketamine',
  draws: [{ vialId: 'V1', volumeMl: ml(10) }],
  diluent: 'NaCl 0.9 %',
  concentrationMgPerMl: mgPerMl(2),
  volumeMl: ml(50),
  ...over,
});

/** A ledger that is written to as the workstation writes to it. */
class Book {
  readonly lines: LedgerLine[] = [];
  readonly uses: SyringeUse[] = [];
  at = morning;

  get ledger() {
    return foldLedger(this.lines, this.uses);
  }

  ask(wish: LedgerWish, witness: Actor | null = pharmacist) {
    return decideLedger(this.ledger, wish, {
      by: nurse,
      witness,
      today,
      entryId: `e${this.lines.length + 1}`,
      toleranceMg: rule.toleranceMg,
    });
  }

  must(wish: LedgerWish, witness: Actor | null = pharmacist): LedgerEntry {
    const decision = this.ask(wish, witness);
    if (decision.kind === 'refused') throw new Error(decision.reasons.join(' '));
    this.lines.push({ seq: this.lines.length + 1, at: epochMs(this.at), entry: decision.entry });
    return decision.entry;
  }

  against(wish: LedgerWish, witness: Actor | null = pharmacist): string {
    const decision = this.ask(wish, witness);
    return decision.kind === 'refused' ? decision.reasons.join(' ') : '';
  }

  give(volumeMl: number, syringeId: string | null = 'S1', highMl = volumeMl): void {
    this.uses.push({
      seq: 100 + this.uses.length,
      at: epochMs(this.at),
      sessionId: `session-${syringeId ?? 'none'}-long-id`,
      syringeId,
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      givenMl: { low: ml(volumeMl), high: ml(highMl) },
    });
  }

  open(nowAt = this.at): string[] {
    return discrepancies(this.ledger, rule, epochMs(nowAt)).map((one) => one.words);
  }
}

const received = (over: Partial<ReceivedVial> = {}): LedgerWish => ({ kind: 'received', vial: vial(over) });
const preparing = (over: Partial<PreparedSyringe> = {}): LedgerWish => ({
  kind: 'prepared',
  syringe: prepared(over),
});
const wasted = (kind: 'vial' | 'syringe', id: string, volumeMl: number): LedgerWish => ({
  kind: 'wasted',
  from: { kind, id },
  volumeMl: ml(volumeMl),
  text: '',
});

describe('a day that adds up (SR-164)', () => {
  test('vial 200 mg, syringe 100 mg, 85.8 mg given, the rest wasted: nothing is open', () => {
    const book = new Book();
    book.must(received(), null);
    book.must(preparing());
    book.give(42.9);
    expect(book.ledger.syringes[0]).toMatchObject({ preparedMg: 100, wastedMg: 0 });
    expect(book.ledger.syringes[0]?.leftMg.low).toBeCloseTo(14.2, 9);
    book.must(wasted('syringe', 'S1', 7.1));
    book.must(wasted('vial', 'V1', 10));
    expect(book.ledger.vials[0]).toMatchObject({ drawnMg: 100, wastedMg: 100, leftMg: 0 });
    expect(book.open(morning + 100 * hour)).toEqual([]);
  });

  test('what is left has time until the clinic’s hours are over, then it is a discrepancy by name', () => {
    const book = new Book();
    book.must(received(), null);
    book.must(preparing());
    book.give(42.9);
    expect(book.open(morning + 23 * hour)).toEqual([]);
    const late = book.open(morning + 25 * hour);
    expect(late).toHaveLength(2);
    expect(late.join()).toContain('100 mg of vial V1 not accounted for');
    expect(late.join()).toContain('14.2 mg of syringe S1 not accounted for');
    book.must({ kind: 'explained', about: { kind: 'syringe', id: 'S1' }, text: 'dropped, see report 12' });
    expect(discrepancies(book.ledger, rule, epochMs(morning + 25 * hour))[1]).toMatchObject({
      explanation: 'dropped, see report 12',
    });
  });

  test('a pump account that is a range settles only when the range reaches what is accounted for', () => {
    const book = new Book();
    book.must(received(), null);
    book.must(preparing());
    book.give(42, 'S1', 46);
    const syringe = () => book.ledger.syringes[0] ?? expect.fail();
    expect(syringe().leftMg).toEqual({ low: 8, high: 16 });
    expect(syringeBalance(syringe(), rule, epochMs(morning)).standing).toBe('open');
    book.must(wasted('syringe', 'S1', 6));
    expect(syringeBalance(syringe(), rule, epochMs(morning)).standing).toBe('settled');
  });

  test('given from a syringe that nobody entered is named', () => {
    const book = new Book();
    book.give(10, null);
    expect(book.open()).toEqual([
      '20 mg ketamine given from a syringe that is not in the ledger. Enter the syringe, or explain.',
    ]);
  });

  test('an unopened vial is stock for as long as it likes', () => {
    const book = new Book();
    book.must(received(), null);
    const [one] = book.ledger.vials;
    expect(one && vialBalance(one, rule, epochMs(morning + 999 * hour)).standing).toBe('stock');
  });
});

describe('what is refused', () => {
  const book = () => {
    const made = new Book();
    made.must(received(), null);
    return made;
  };

  test.each([
    ['50 mg/mL taken for 10', { strengthMgPerMl: mgPerMl(50) }, {}, '5 times too much'],
    ['100 mg/mL taken for 10', { strengthMgPerMl: mgPerMl(100) }, {}, '10 times too much'],
    ['a tenth drawn', {}, { draws: [{ vialId: 'V1', volumeMl: ml(1) }] }, '10 times too little'],
    ['an expired vial', { expires: '2030-01-08' }, {}, ''],
    ['another drug', { drug: 'ketorolac' }, {}, 'holds ketorolac'],
    ['more than the vial holds', { volumeMl: ml(5) }, {}, 'still holds 50 mg; 100 mg would be drawn'],
    ['no diluent named', {}, { diluent: ' ' }, 'Say what it is diluted with'],
    ['a vial that nobody entered', {}, { draws: [{ vialId: 'V9', volumeMl: ml(10) }] }, 'no vial V9'],
    ['no volume', {}, { volumeMl: ml(0) }, 'more than 0'],
  ])('%s (SR-164)', (_, of, over, words) => {
    const made = new Book();
    made.must(received(of), null);
    expect(checkPrepared(made.ledger, prepared(over), today).join()).toContain(words);
  });

  test('100 mg/mL never goes in undiluted, however right the sum is', () => {
    const made = new Book();
    made.must(received({ strengthMgPerMl: mgPerMl(100), volumeMl: ml(10) }), null);
    const neat = preparing({
      draws: [{ vialId: 'V1', volumeMl: ml(5) }],
      concentrationMgPerMl: mgPerMl(100),
      volumeMl: ml(5),
    });
    expect(made.against(neat)).toContain('never given undiluted');
  });

  test('an expired vial comes into no syringe and not onto the shelf', () => {
    expect(checkReceived(vial({ expires: '2030-01-06' }), today).join()).toContain('expired');
    expect(checkReceived(vial({ expires: today }), today)).toEqual([]);
  });

  test('more wasted than there is', () => {
    const made = book();
    expect(made.against(wasted('vial', 'V1', 21))).toContain(
      'holds 200 mg by this ledger; 210 mg would leave',
    );
    expect(made.against(wasted('syringe', 'S1', 1))).toContain('no syringe S1');
    expect(checkTaken(made.ledger, { kind: 'vial', id: 'V1' }, 0, 0.5)).toHaveLength(1);
  });

  test('no witness, the same person as witness, a role that is none', () => {
    const made = book();
    expect(made.against(preparing(), null)).toContain('A second person witnesses this');
    expect(made.against(preparing(), nurse)).toBe('The witness is another person.');
    expect(made.against(preparing(), administrator)).toContain('no witness');
    expect(checkWitness(nurse, physician)).toBeNull();
  });

  test('a line is voided once, with a reason, and not from under others; both stay in the log', () => {
    const made = book();
    made.must(preparing());
    expect(made.against({ kind: 'voided', voids: 'e1', text: 'x' })).toContain('was drawn from');
    made.must({ kind: 'voided', voids: 'e2', text: 'label misread' });
    expect(made.ledger.syringes).toEqual([]);
    expect(made.ledger.vials[0]?.leftMg).toBe(200);
    expect(made.against({ kind: 'voided', voids: 'e2', text: 'x' })).toContain('voided already');
    expect(made.against({ kind: 'voided', voids: 'e3', text: 'x' })).toContain('A voiding stands');
    expect(made.ledger.lines).toHaveLength(3);
    made.must(preparing());
    expect(made.ledger.syringes[0]?.id).toBe('S2');
    made.give(1, 'S2');
    expect(made.against({ kind: 'voided', voids: 'e4', text: 'x' })).toContain('was given from');
  });
});

describe('any ledger', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('receive' as const), volume: fc.integer({ min: 1, max: 50 }) }),
    fc.record({
      do: fc.constant('prepare' as const),
      vial: fc.nat(3),
      volume: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      do: fc.constant('give' as const),
      syringe: fc.nat(3),
      volume: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({
      do: fc.constant('waste' as const),
      vial: fc.boolean(),
      of: fc.nat(3),
      volume: fc.integer({ min: 1, max: 30 }),
    }),
  );

  test('is balanced to the milligram or says what is not (SR-164)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const book = new Book();
        // Kept beside the ledger by plain sums: what came in, and what is known to have left the clinic.
        let [inMg, outMg] = [0, 0];
        for (const one of steps) {
          if (one.do === 'receive') {
            book.must(received({ volumeMl: ml(one.volume) }), null);
            inMg += one.volume * 10;
          } else if (one.do === 'prepare') {
            const wish = preparing({
              draws: [{ vialId: `V${one.vial + 1}`, volumeMl: ml(one.volume) }],
              volumeMl: ml(one.volume * 5),
            });
            if (book.ask(wish).kind === 'entry') book.must(wish);
          } else if (one.do === 'give') {
            const syringe = book.ledger.syringes[one.syringe];
            if (syringe === undefined) continue;
            book.give(one.volume, syringe.id);
            outMg += one.volume * 2;
          } else {
            const kind = one.vial ? 'vial' : 'syringe';
            const id = `${one.vial ? 'V' : 'S'}${one.of + 1}`;
            const wish = wasted(kind, id, one.volume);
            if (book.ask(wish).kind === 'refused') continue;
            book.must(wish);
            outMg += one.volume * (one.vial ? 10 : 2);
          }
        }
        const { vials, syringes } = book.ledger;
        const left =
          vials.reduce((sum, one) => sum + one.leftMg, 0) +
          syringes.reduce((sum, one) => sum + one.leftMg.low, 0);
        expect(left).toBeCloseTo(inMg - outMg, 6);
        const wrong = [
          ...vials.filter((one) => one.openedAt !== null && Math.abs(one.leftMg) > rule.toleranceMg),
          ...syringes.filter((one) => Math.abs(one.leftMg.low) > rule.toleranceMg),
        ].length;
        expect(book.open(morning + 48 * hour)).toHaveLength(wrong);
      }),
      { numRuns: 500 },
    );
  });
});

test('the syringe in the pump may be one with its drug and concentration, not empty, of no other session', () => {
  const book = new Book();
  book.must(received(), null);
  book.must(preparing());
  const label = { drug: 'KETAMINE ', concentrationMgPerMl: mgPerMl(2) };
  const ids = (sessionId: string, of = label) =>
    traceable(book.ledger.syringes, of, sessionId).map((one) => one.id);
  expect(ids('s-1')).toEqual(['S1']);
  expect(ids('s-1', { ...label, concentrationMgPerMl: mgPerMl(1) })).toEqual([]);
  book.give(1);
  expect(ids('s-1')).toEqual([]);
  expect(ids('session-S1-long-id')).toEqual(['S1']);
  book.give(49);
  expect(ids('session-S1-long-id')).toEqual([]);
});

describe('on paper', () => {
  const wall = { day: (at: number) => new Date(at).toISOString().slice(0, 10), time: () => '08:00' };
  const book = new Book();
  book.must(received({ lot: '=1+1,"x"' }), null);
  book.must(preparing());
  book.give(42.9);
  book.at += 24 * hour;
  book.must(wasted('syringe', 'S1', 7.1));

  test('by day and by vial, the pump’s giving among the lines', () => {
    const of = (part: Parameters<typeof tableRows>[2]) => tableRows(book.ledger, book.uses, part, wall);
    expect(of({ kind: 'all' })).toHaveLength(4);
    expect(of({ kind: 'day', day: today })).toHaveLength(3);
    expect(of({ kind: 'vial', vialId: 'V1' })).toHaveLength(4);
    expect(of({ kind: 'vial', vialId: 'V2' })).toEqual([]);
    const given = of({ kind: 'day', day: today }).find((row) => row[5] === 'pump');
    expect(given).toEqual([
      ...[today, '08:00', "Given from syringe S1 by the pump's account, session session-", '', '85.8'],
      ...['pump', '', ''],
    ]);
  });

  test('CSV quotes what has to be quoted, and no field is a formula', () => {
    const csv = ledgerCsv(book.ledger, book.uses, { kind: 'all' }, wall);
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain('lot =1+1,""x""');
    expect(csvOf(['a'], [['=SUM(A1)'], ['-3.5'], ['a,b']])).toBe('a\r\n\'=SUM(A1)\r\n-3.5\r\n"a,b"\r\n');
  });

  test('the page names the discrepancies first and runs nothing that was typed', () => {
    const facts = { room: '2', simulation: true, nowAt: epochMs(morning + 48 * hour), printedBy: '<b>N</b>' };
    const page = ledgerPage(book.ledger, book.uses, { kind: 'all' }, wall, rule, facts);
    expect(page.indexOf('1 discrepancy')).toBeLessThan(page.indexOf('<h2>Lines'));
    expect(page).toContain('&lt;b&gt;N&lt;/b&gt;');
    expect(page).not.toMatch(/<script/);
  });
});
