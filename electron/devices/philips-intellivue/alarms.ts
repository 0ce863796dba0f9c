import type { MonitorAlarm } from '../../../shared/readings/monitor';
import { type Attribute, encodeWideText, find, wideText } from './attributes';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { codeHex } from './hex';
import { attributeId } from './nomenclature';

/**
 * One entry of an alarm list (monitors.md 2.8). The layout was never seen with an active alarm, so only the fixed
 * head is relied on; the text is taken when it reads as one.
 */
export type AlarmEntry = {
  readonly source: number;
  readonly code: number;
  /** 1, 2, 4: low, medium, high technical; 100, 200, 400 (hex): low, medium, high physiological. */
  readonly type: number;
  readonly state: number;
  readonly text: string;
};

/** State bits of an alarm entry that mark it as not about a real patient. */
const TEST = 0x0400;
const DEMO = 0x0100;

const kinds: ReadonlyMap<number, Pick<MonitorAlarm, 'kind' | 'priority'>> = new Map<
  number,
  Pick<MonitorAlarm, 'kind' | 'priority'>
>([
  [0x001, { kind: 'technical', priority: 'low' }],
  [0x002, { kind: 'technical', priority: 'medium' }],
  [0x004, { kind: 'technical', priority: 'high' }],
  [0x100, { kind: 'physiological', priority: 'low' }],
  [0x200, { kind: 'physiological', priority: 'medium' }],
  [0x400, { kind: 'physiological', priority: 'high' }],
]);

/** Entries of both alarm lists of one alarm object; null when the object has neither list. */
export function alarmEntries(attributes: readonly Attribute[]): AlarmEntry[] | null {
  const lists = [attributeId.patientAlarms, attributeId.technicalAlarms].map((id) => find(attributes, id));
  if (lists.every((list) => list === null)) return null;
  return lists.flatMap((list) => (list === null ? [] : new ByteReader(list).list(readEntry)));
}

function readEntry(reader: ByteReader): AlarmEntry {
  const head = { source: reader.u16(), code: reader.u16(), type: reader.u16(), state: reader.u16() };
  reader.bytes(6);
  reader.u16();
  const information = reader.counted();
  return { ...head, text: readText(information) };
}

function readText(information: ByteReader): string {
  // instance, text id, priority, flags, then the string; an entry without them is known by its code alone.
  if (information.remaining < 12) return '';
  information.bytes(10);
  const rest = information.bytes(information.remaining);
  const length = new ByteReader(rest).u16();
  return length <= rest.length - 2 ? wideText(rest) : '';
}

/**
 * Alarms as the console shows them. Entries of demo or test mode count only when demo data is accepted; a type that
 * is not in the table counts as a high one, because a lower guess could hide something.
 */
export function monitorAlarms(entries: readonly AlarmEntry[], acceptDemoData: boolean): MonitorAlarm[] {
  return entries
    .filter(({ state }) => acceptDemoData || (state & (TEST | DEMO)) === 0)
    .map(({ source, code, type, text }) => {
      const known = kinds.get(type) ?? { kind: 'technical' as const, priority: 'high' as const };
      const name = `${codeHex(source)}-${codeHex(code)}`;
      return { ...known, code: name, text: text === '' ? `monitor alarm ${name}` : text };
    });
}

/** An alarm list attribute, for the simulator. */
export function alarmAttribute(
  id: 'patientAlarms' | 'technicalAlarms',
  entries: readonly AlarmEntry[],
): Attribute {
  const value = new ByteWriter().list(entries, (writer, { source, code, type, state, text }) => {
    const information = new ByteWriter().u16(1).u32(0).u16(0).u16(0).bytes(encodeWideText(text)).done();
    writer.u16(source).u16(code).u16(type).u16(state);
    writer.u16(0x0006).u16(0).u16(1).u16(0x0201).counted(information);
  });
  return { id: attributeId[id], value: value.done() };
}
