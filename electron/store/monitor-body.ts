import type { Numeric, NumericCode, NumericQuality, NumericUnit } from '../../shared/readings/monitor';
import { numericCode, numericUnit } from '../../shared/readings/monitor';
import type { EventBody } from '../../shared/session/events';
import { flagAt, numberOrNullAt, oneOf, textAt, tupleOf, wordAt } from './tuple';

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

function decodeSensor(kept: unknown): readonly [NumericCode, string, NumericUnit] {
  if (typeof kept === 'string') {
    const sensor = Object.hasOwn(sensors, kept) ? sensors[kept] : undefined;
    if (sensor === undefined) throw new Error(`sensor ${kept} is not known`);
    return sensor;
  }
  const [code, source, unit] = tupleOf(kept, 3);
  return [oneOf(numericCode.options, code), textAt(source), oneOf(numericUnit.options, unit)];
}

/** The reading that `encodeMonitor` was given, every field of it checked. */
export function decodeMonitor(flat: readonly unknown[]): EventBody<'monitor.reading'> {
  if (flat.length % 2 !== 0) throw new Error('a sensor without a value');
  const numerics: Numeric[] = [];
  let before: number | null = null;
  for (let place = 0; place < flat.length; place += 2) {
    const kept = flat[place + 1];
    const parts: readonly unknown[] = Array.isArray(kept) ? kept : [kept];
    if (parts.length < 1 || parts.length > 4) throw new Error(`a value of ${parts.length} parts`);
    const [value, quality = 0, alarming = 0, at = null] = parts;
    const [code, source, unit] = decodeSensor(flat[place]);
    const measuredAt: number | null = at === true ? before : numberOrNullAt(at);
    numerics.push({
      code,
      source,
      unit,
      value: numberOrNullAt(value),
      quality: wordAt(qualities, quality),
      alarming: flagAt(alarming),
      measuredAt: measuredAt as Numeric['measuredAt'],
    });
    before = measuredAt;
  }
  return { numerics };
}
