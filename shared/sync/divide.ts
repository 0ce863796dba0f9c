import type { FhirResource, ItemKind, SyncItem } from './item';
import type { RecordPart } from './record-part';

/**
 * Where an item that is too large for the server is cut in two. `at` counts on through all pieces of the same item: of
 * a block of values the first second of the later piece, of a part of the record the last entry of the earlier one.
 */
export type Cut =
  | { readonly kind: 'trend'; readonly at: number }
  | {
      readonly kind: 'record';
      readonly at: number;
      /** Entries of the session itself on either side. */
      readonly entriesBefore: number;
      readonly entriesAfter: number;
    };

/** An item as far as it is cut. */
export type Divisible = Pick<SyncItem, 'kind' | 'key' | 'identity' | 'write' | 'resource' | 'attachment'>;

const SLOT_MS = 1_000;
/** Values of less than so long are not cut: what is too large there is not their number. */
const LEAST_S = 60;

type Loose = { readonly [element: string]: unknown };
const listOf = (value: unknown): readonly Loose[] =>
  Array.isArray(value) ? (value as readonly Loose[]) : [];
const looseOf = (value: unknown): Loose => (value ?? {}) as Loose;

const tokensOf = (component: Loose): string[] =>
  String(looseOf(component.valueSampledData).data ?? '').split(' ');

const SECOND_PIECE = /\/s(\d+)$/;
/** Seconds of the whole block before this piece of it. */
const beganAt = (key: string): number => Number(SECOND_PIECE.exec(key)?.[1] ?? 0);

/** Half of the seconds of a block of values; null: it has too few. */
export function cutOfTrend({ key, resource }: Pick<Divisible, 'key' | 'resource'>): Cut | null {
  const slots = Math.max(0, ...listOf(resource.component).map((one) => tokensOf(one).length));
  return slots < 2 * LEAST_S ? null : { kind: 'trend', at: beganAt(key) + Math.floor(slots / 2) };
}

/** The seal nearest to the middle of a part's bytes, within the entries that it was asked for; null: there is none. */
export function cutOfPart(
  { entries, seals, sessionId }: Pick<RecordPart, 'entries' | 'seals' | 'sessionId'>,
  { fromSeq, toSeq }: { readonly fromSeq: number; readonly toSeq: number },
): Cut | null {
  const asked = entries.filter(([seq]) => seq >= fromSeq && seq <= toSeq);
  const sealed = new Set(seals.map(({ lastSeq }) => lastSeq));
  const half = asked.reduce((sum, entry) => sum + entry[7].length, 0) / 2;
  let bytes = 0;
  let best: { readonly at: number; readonly off: number } | null = null;
  for (const [seq, , , , , , , body] of asked) {
    bytes += body.length;
    const off = Math.abs(bytes - half);
    if (seq < toSeq && sealed.has(seq) && (best === null || off < best.off)) best = { at: seq, off };
  }
  if (best === null) return null;
  const { at } = best;
  const own = asked.filter(([, session]) => session === sessionId).map(([seq]) => seq);
  const entriesBefore = own.filter((seq) => seq <= at).length;
  return { kind: 'record', at, entriesBefore, entriesAfter: own.length - entriesBefore };
}

/** The same item under another key. */
function keyed<T extends Divisible>(item: T, key: string, resource: FhirResource): T {
  const identity = { ...item.identity, value: key };
  const identifier = listOf(resource.identifier).map((one) =>
    one.system === item.identity.system ? { ...one, value: key } : one,
  );
  return { ...item, key, identity, resource: { ...resource, identifier } };
}

function trendPiece(resource: FhirResource, from: number, to: number | null): FhirResource {
  const { start, end } = looseOf(resource.effectivePeriod);
  const startMs = Date.parse(String(start));
  const instant = (slot: number): string => new Date(startMs + slot * SLOT_MS).toISOString();
  const component = listOf(resource.component).map((one) => ({
    ...one,
    valueSampledData: {
      ...looseOf(one.valueSampledData),
      data: tokensOf(one)
        .slice(from, to ?? undefined)
        .join(' '),
    },
  }));
  const effectivePeriod = { start: from === 0 ? start : instant(from), end: to === null ? end : instant(to) };
  return { ...resource, effectivePeriod, component };
}

function trendPieces<T extends Divisible>(item: T, at: number): readonly [T, T] {
  const slot = at - beganAt(item.key);
  const later = `${item.key.replace(SECOND_PIECE, '')}/s${at}`;
  return [
    { ...item, resource: trendPiece(item.resource, 0, slot) },
    keyed(item, later, trendPiece(item.resource, slot, null)),
  ];
}

/** What stands in the words and numbers of a part's document is what is in it. */
function partResource(resource: FhirResource, fromSeq: number, toSeq: number, entries: number): FhirResource {
  const numbers: Loose = {
    from: { valueDecimal: fromSeq },
    to: { valueDecimal: toSeq },
    entries: { valueInteger: entries },
  };
  const renumbered = (one: Loose): Loose => ({ ...one, ...looseOf(numbers[String(one.url)]) });
  const extension = listOf(resource.extension).map((one) =>
    'extension' in one ? { ...one, extension: listOf(one.extension).map(renumbered) } : one,
  );
  const content = listOf(resource.content).map((one) => ({
    ...one,
    attachment: {
      ...looseOf(one.attachment),
      title: `Record of the console, entries ${fromSeq} to ${toSeq}`,
    },
  }));
  return { ...resource, extension, content };
}

function recordPieces<T extends Divisible>(item: T, cut: Cut & { readonly kind: 'record' }): readonly [T, T] {
  const { attachment, resource } = item;
  if (attachment?.kind !== 'record') throw new Error('a part of the record has its entries attached');
  const { fromSeq, toSeq } = attachment;
  const next = cut.at + 1;
  const at = item.key.lastIndexOf('/');
  // The line of a record that was put back from a copy stays in the key.
  const line = /~.*$/.exec(item.key.slice(at))?.[0] ?? '';
  const later = `${item.key.slice(0, at)}/${next}${line}`;
  return [
    {
      ...item,
      resource: partResource(resource, fromSeq, cut.at, cut.entriesBefore),
      attachment: { ...attachment, toSeq: cut.at },
    },
    {
      ...keyed(item, later, partResource(resource, next, toSeq, cut.entriesAfter)),
      attachment: { ...attachment, fromSeq: next },
    },
  ];
}

/**
 * The two pieces of an item. The earlier one keeps the key, and is put over whatever stood there: an item that is there
 * whole becomes its own first piece, so that nothing is ever there twice. The later one has a key made from the cut.
 * Together they say exactly what the item said.
 */
export function divided<T extends Divisible>(item: T, cut: Cut): readonly [earlier: T, later: T] {
  const put = { ...item, write: 'update' as const };
  return cut.kind === 'trend' ? trendPieces(put, cut.at) : recordPieces(put, cut);
}

/** A piece, and the pieces that have to be on the server before it: the key of an item says that all of it is there. */
export type Piece<T> = { readonly item: T; readonly after: readonly { kind: ItemKind; key: string }[] };

/** An item in the pieces into which it was cut before, later ones first; `cutsOf` names the cuts of each key. */
export function piecesOf<T extends Divisible>(
  item: T,
  cutsOf: (kind: ItemKind, key: string) => readonly Cut[],
): readonly Piece<T>[] {
  const pieces: Piece<T>[] = [];
  const after: { kind: ItemKind; key: string }[] = [];
  let first = item;
  for (const cut of [...cutsOf(item.kind, item.key)].sort((a, b) => b.at - a.at)) {
    const [earlier, later] = divided(first, cut);
    first = earlier;
    after.push({ kind: later.kind, key: later.key });
    pieces.push(...piecesOf(later, cutsOf));
  }
  return [...pieces, { item: first, after }];
}

/** What a person is told of an item that is too large and can not be cut (any further). */
export function tooLargeWords({ kind }: { readonly kind: ItemKind }): string {
  const ask = 'Ask who runs the server to let it take larger requests, then try again.';
  if (kind === 'document')
    return `The report is larger than the server takes, and a signed report is not cut in pieces. ${ask} All that it is made from is sent in smaller records.`;
  if (kind === 'trend-block' || kind === 'record-part')
    return `It was cut into the smallest pieces, and the server does not take even these. ${ask}`;
  return `It is larger than the server takes, and it can not be cut in pieces. ${ask}`;
}
