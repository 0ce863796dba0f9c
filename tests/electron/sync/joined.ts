import { unpackPart } from '../../../electron/store/elsewhere/packed-part';
import { localReference } from '../../../shared/sync/item';

type Loose = { readonly [element: string]: unknown };
const list = (value: unknown): readonly Loose[] => [value ?? []].flat() as Loose[];
const loose = (value: unknown): Loose => (value ?? {}) as Loose;

function keyOf(resource: Loose, kind: string): string | null {
  const one = list(resource.identifier).find(({ system }) => String(system).endsWith(`/${kind}`));
  return one === undefined ? null : String(one.value);
}

const named = (resource: Loose, key: string): Loose => ({
  ...resource,
  identifier: list(resource.identifier).map((one) => ({ ...one, value: key })),
});

/** Blocks of values, each put together again of what is there of it; a gap or an overlap stands in its values. */
function block(key: string, pieces: readonly Loose[]): Loose {
  const sorted = [...pieces].sort((a, b) =>
    String(loose(a.effectivePeriod).start) < String(loose(b.effectivePeriod).start) ? -1 : 1,
  );
  const [first = {}] = sorted;
  const isWhole = sorted.every((one, at) => {
    const before = sorted[at - 1];
    return before === undefined || loose(before.effectivePeriod).end === loose(one.effectivePeriod).start;
  });
  const component = list(first.component).map((one, at) => ({
    ...one,
    valueSampledData: {
      ...loose(one.valueSampledData),
      data: [
        ...sorted.map((piece) => loose(list(piece.component)[at]?.valueSampledData).data),
        ...(isWhole ? [] : ['with a gap or an overlap']),
      ].join(' '),
    },
  }));
  const effectivePeriod = {
    start: loose(first.effectivePeriod).start,
    end: loose(sorted.at(-1)?.effectivePeriod).end,
  };
  return named({ ...first, effectivePeriod, component }, key);
}

const numberOf = (document: Loose, name: string): number => {
  const [about = {}] = list(document.extension);
  const one = loose(list(about.extension).find(({ url }) => url === name));
  return Number(one.valueDecimal ?? one.valueInteger);
};

/** The entries that are really in a document, against what it says of itself; null: its bytes were not sent. */
function seqsIn(document: Loose): number[] | null {
  const { data } = loose(loose(list(document.content)[0]).attachment);
  if (typeof data !== 'string') return null;
  const unpacked = unpackPart(Buffer.from(data, 'base64'));
  if (unpacked.kind === 'refused') throw new Error(unpacked.words);
  return unpacked.part.entries.map(([seq]) => seq);
}

/** A stretch of a record put together again; what is missing or doubled in it stands in its title. */
function stretch(key: string, pieces: readonly Loose[]): Loose {
  const sorted = [...pieces].sort((a, b) => numberOf(a, 'from') - numberOf(b, 'from'));
  const [first = {}] = sorted;
  const [from, to] = [numberOf(first, 'from'), numberOf(sorted.at(-1) ?? {}, 'to')];
  const inside = sorted.map(seqsIn);
  const expected = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const isWhole = inside.includes(null) || JSON.stringify(inside.flat()) === JSON.stringify(expected);
  const entries = sorted.reduce((sum, one) => sum + numberOf(one, 'entries'), 0);
  const [about = {}] = list(first.extension);
  const renumbered: Loose = { to: { valueDecimal: to }, entries: { valueInteger: entries } };
  const extension = [
    {
      ...about,
      extension: list(about.extension).map((one) => ({ ...one, ...loose(renumbered[String(one.url)]) })),
    },
  ];
  const { data: _, size: _size, ...attachment } = loose(loose(list(first.content)[0]).attachment);
  const words = `Record of the console, entries ${from} to ${to}`;
  const title = isWhole ? words : `${words}, not each of them once: ${JSON.stringify(inside)}`;
  return named({ ...first, extension, content: [{ attachment: { ...attachment, title } }] }, key);
}

/**
 * What is on a server, with the pieces of what was too large for it put together again: it has to be there as if it had
 * never been cut. `wholes` are the keys of what was to be sent.
 */
export function joined<T extends Loose>(all: readonly T[], wholes: ReadonlySet<string>): T[] {
  const groups = new Map<string, T[]>();
  const others: T[] = [];
  for (const one of all) {
    const trend = keyOf(one, 'trend-block');
    const part = keyOf(one, 'record-part');
    const root =
      trend !== null
        ? localReference('trend-block', trend.replace(/\/s\d+$/, ''))
        : part !== null
          ? rootOfPart(part, wholes)
          : null;
    if (root === null) others.push(one);
    else groups.set(root, [...(groups.get(root) ?? []), one]);
  }
  const whole = [...groups].map(([root, pieces]) => {
    const key = root.slice(root.indexOf('/') + 1);
    // Two of one key are two of one thing, and are shown as such.
    const keys = pieces.map((one) => keyOf(one, 'trend-block') ?? keyOf(one, 'record-part'));
    if (new Set(keys).size !== keys.length) return pieces;
    const make = root.startsWith('local:trend-block') ? block : stretch;
    return [make(key, pieces) as T];
  });
  return [...others, ...whole.flat()];
}

/** The last part of the record that begins at this entry or before it. */
function rootOfPart(key: string, wholes: ReadonlySet<string>): string {
  const cut = key.lastIndexOf('/');
  const [session, from] = [key.slice(0, cut), Number(key.slice(cut + 1))];
  for (let seq = from; seq > 0; seq -= 1)
    if (wholes.has(`record-part/${session}/${seq}`))
      return localReference('record-part', `${session}/${seq}`);
  return localReference('record-part', key);
}
