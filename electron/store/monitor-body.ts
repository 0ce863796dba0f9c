import type { Numeric, NumericCode, NumericQuality, NumericUnit } from '../../shared/readings/monitor';
import type { EventBody } from '../../shared/session/events';

/** The sensors that our monitors have, each with one letter for good. New ones take the next letter. */
const sensors: Readonly<Record<string, readonly [NumericCode, string, NumericUnit]>> = {
  a: ['HR', 'ecg', '/min'],
  b: ['PR', 'pleth', '/min'],
  c: ['SpO2', 'pleth', '%'],
  d: ['Perf', 'pleth', '1'],
  e: ['NIBP-sys', 'cuff', 'mm[Hg]'],
  f: ['NIBP-dia', 'cuff', 'mm[Hg]'],
  g: ['NIBP-mean', 'cuff', 'mm[Hg]'],
  h: ['NIBP-PR', 'cuff', '/min'],
  i: ['RR', 'impedance', '/min'],
  j: ['RR', 'airway', '/min'],
  k: ['EtCO2', 'airway', 'mm[Hg]'],
  l: ['InsCO2', 'airway', 'mm[Hg]'],
  m: ['EtCO2', 'airway', 'kPa'],
  n: ['InsCO2', 'airway', 'kPa'],
  o: ['Temp', 'skin', 'Cel'],
  p: ['Temp', 'core', 'Cel'],
  q: ['PR', 'abp', '/min'],
  r: ['Perf', 'pleth', '%'],
};
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries(sensors).map(([letter, [code, source, unit]]) => [`${code} ${unit} ${source}`, letter]),
);
const qualities: readonly NumericQuality[] = [
  'valid',
  'questionable',
  'invalid',
  'unavailable',
  'calibrating',
  'test',
  'demo',
];

const FIELDS = 7;

/**
 * A sensor and its value in turn: `["a", 72, "c", 98]`. A value with anything to say beside it is
 * `[value, quality, alarming, measuredAt]`, shortened from the end; `measuredAt` true: the same as in the numeric before.
 * Null when a numeric holds something that has no place here.
 */
export function encodeMonitor(body: EventBody<'monitor.reading'>): unknown[] | null {
  if (Object.keys(body).length !== 1) return null;
  const flat: unknown[] = [];
  let before: number | null = null;
  for (const numeric of body.numerics) {
    const quality = qualities.indexOf(numeric.quality);
    if (Object.keys(numeric).length !== FIELDS || quality < 0) return null;
    const { code, source, unit, value, alarming, measuredAt } = numeric;
    flat.push(letters.get(`${code} ${unit} ${source}`) ?? [code, source, unit]);
    if (measuredAt !== null)
      flat.push([value, quality, alarming ? 1 : 0, measuredAt === before ? true : measuredAt]);
    else if (alarming) flat.push([value, quality, 1]);
    else flat.push(quality === 0 ? value : [value, quality]);
    before = measuredAt;
  }
  return flat;
}

function decodeSensor(kept: unknown): Pick<Numeric, 'code' | 'source' | 'unit'> {
  const named = typeof kept === 'string' && Object.hasOwn(sensors, kept) ? sensors[kept] : kept;
  if (!Array.isArray(named) || named.length !== 3)
    throw new Error(`sensor ${JSON.stringify(kept)} is not known`);
  const [code, source, unit] = named;
  return { code, source, unit };
}

/** The reading that `encodeMonitor` was given. Its fields are still to be checked against the schema. */
export function decodeMonitor(flat: readonly unknown[]): unknown {
  if (flat.length % 2 !== 0) throw new Error('a sensor without a value');
  const numerics: unknown[] = [];
  let before: unknown = null;
  for (let place = 0; place < flat.length; place += 2) {
    const kept = flat[place + 1];
    const [value, quality = 0, alarming = 0, at = null] = Array.isArray(kept) ? kept : [kept];
    if (typeof quality !== 'number' || qualities[quality] === undefined)
      throw new Error(`quality ${String(quality)} is not known`);
    if (alarming !== 0 && alarming !== 1) throw new Error('alarming is neither yes nor no');
    const measuredAt = at === true ? before : at;
    numerics.push({
      ...decodeSensor(flat[place]),
      value,
      quality: qualities[quality],
      alarming: alarming === 1,
      measuredAt,
    });
    before = measuredAt;
  }
  return { numerics };
}
