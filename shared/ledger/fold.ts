import type { Actor } from '../record/people';
import type { EpochMs } from '../time/clock';
import { type Mg, type MgPerMl, type Ml, mg, ml } from '../units/units';
import type { Container, LedgerEntry } from './entry';

/** A line as it stands in the record. */
export type LedgerLine = { readonly seq: number; readonly at: EpochMs; readonly entry: LedgerEntry };

/** What one syringe gave in one session, by the pump's account. */
export type SyringeUse = {
  readonly seq: number;
  readonly at: EpochMs;
  readonly sessionId: string;
  /** Null: the syringe in the pump is not one that the ledger knows. */
  readonly syringeId: string | null;
  readonly drug: string;
  readonly concentrationMgPerMl: MgPerMl;
  readonly givenMl: { readonly low: Ml; readonly high: Ml };
};

export type MgRange = { readonly low: Mg; readonly high: Mg };

export type Vial = {
  readonly id: string;
  readonly drug: string;
  readonly lot: string;
  readonly strengthMgPerMl: MgPerMl;
  readonly expires: string;
  readonly receivedAt: EpochMs;
  readonly openedAt: EpochMs | null;
  readonly receivedMg: Mg;
  readonly drawnMg: Mg;
  readonly wastedMg: Mg;
  readonly returnedMg: Mg;
  readonly leftMg: Mg;
};

export type PreparedInLedger = {
  readonly id: string;
  readonly drug: string;
  readonly preparedAt: EpochMs;
  readonly by: Actor;
  readonly witness: Actor;
  readonly vialIds: readonly string[];
  readonly concentrationMgPerMl: MgPerMl;
  readonly volumeMl: Ml;
  readonly preparedMg: Mg;
  readonly givenMg: MgRange;
  readonly sessionIds: readonly string[];
  readonly wastedMg: Mg;
  readonly returnedMg: Mg;
  readonly leftMg: MgRange;
};

export type Ledger = {
  readonly vials: readonly Vial[];
  readonly syringes: readonly PreparedInLedger[];
  /** Given from syringes that the ledger does not know. */
  readonly untraced: readonly SyringeUse[];
  /** Explanations by container, newest last. */
  readonly explained: readonly { readonly about: Container; readonly text: string; readonly at: EpochMs }[];
  readonly lines: readonly (LedgerLine & { readonly voidedBy: LedgerLine | null })[];
};

/** The lines that count: everything but what a later line voids, and the voiding lines themselves. */
function standing(lines: readonly LedgerLine[]): { counted: LedgerLine[]; all: Ledger['lines'] } {
  const voids = new Map<string, LedgerLine>();
  for (const line of lines) if (line.entry.kind === 'voided') voids.set(line.entry.voids, line);
  const all = lines.map((line) => ({ ...line, voidedBy: voids.get(line.entry.entryId) ?? null }));
  return { counted: all.filter((line) => line.voidedBy === null && line.entry.kind !== 'voided'), all };
}

const total = (values: readonly number[]): Mg => mg(values.reduce((sum, value) => sum + value, 0));

/** What every vial and syringe received, gave away and still holds. Pure: the same lines and uses give the same. */
export function foldLedger(lines: readonly LedgerLine[], uses: readonly SyringeUse[]): Ledger {
  const { counted, all } = standing(lines);
  const taken = (kind: 'wasted' | 'returned', from: Container): number[] =>
    counted.flatMap(({ entry }) =>
      entry.kind === kind && entry.from.kind === from.kind && entry.from.id === from.id
        ? [entry.volumeMl]
        : [],
    );
  const vials = counted.flatMap(({ entry, at }): Vial[] => {
    if (entry.kind !== 'received') return [];
    const { strengthMgPerMl, volumeMl, drug, lot, expires } = entry.vial;
    const inMg = (volumes: readonly number[]) => total(volumes.map((volume) => volume * strengthMgPerMl));
    const from = { kind: 'vial', id: entry.vialId } as const;
    const draws = counted.flatMap((line) =>
      line.entry.kind === 'prepared'
        ? line.entry.syringe.draws
            .filter((draw) => draw.vialId === entry.vialId)
            .map((draw) => ({ at: line.at, volumeMl: draw.volumeMl }))
        : [],
    );
    const drawnMg = inMg(draws.map((draw) => draw.volumeMl));
    const [wastedMg, returnedMg] = [inMg(taken('wasted', from)), inMg(taken('returned', from))];
    const receivedMg = mg(volumeMl * strengthMgPerMl);
    return [
      {
        id: entry.vialId,
        ...{ drug, lot, strengthMgPerMl, expires, receivedAt: at },
        openedAt: draws[0]?.at ?? null,
        ...{ receivedMg, drawnMg, wastedMg, returnedMg },
        leftMg: mg(receivedMg - drawnMg - wastedMg - returnedMg),
      },
    ];
  });
  const known = new Set<string>();
  const syringes = counted.flatMap(({ entry, at }): PreparedInLedger[] => {
    if (entry.kind !== 'prepared') return [];
    known.add(entry.syringeId);
    const { concentrationMgPerMl, volumeMl, drug, draws } = entry.syringe;
    const inMg = (volumes: readonly number[]) =>
      total(volumes.map((volume) => volume * concentrationMgPerMl));
    const from = { kind: 'syringe', id: entry.syringeId } as const;
    const used = uses.filter((use) => use.syringeId === entry.syringeId);
    const givenMg = {
      low: total(used.map((use) => use.givenMl.low * use.concentrationMgPerMl)),
      high: total(used.map((use) => use.givenMl.high * use.concentrationMgPerMl)),
    };
    const [wastedMg, returnedMg] = [inMg(taken('wasted', from)), inMg(taken('returned', from))];
    const preparedMg = mg(volumeMl * concentrationMgPerMl);
    const without = preparedMg - wastedMg - returnedMg;
    return [
      {
        id: entry.syringeId,
        drug,
        preparedAt: at,
        by: entry.by,
        witness: entry.witness,
        vialIds: draws.map((draw) => draw.vialId),
        ...{ concentrationMgPerMl, volumeMl: ml(volumeMl), preparedMg, givenMg, wastedMg, returnedMg },
        sessionIds: [...new Set(used.map((use) => use.sessionId))],
        leftMg: { low: mg(without - givenMg.high), high: mg(without - givenMg.low) },
      },
    ];
  });
  return {
    vials,
    syringes,
    untraced: uses.filter((use) => use.syringeId === null || !known.has(use.syringeId)),
    explained: counted.flatMap(({ entry, at }) =>
      entry.kind === 'explained' ? [{ about: entry.about, text: entry.text, at }] : [],
    ),
    lines: all,
  };
}
