import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { attributeId } from './nomenclature';
import { decodeWallTime, type MonitorWallMs, type Ticks, ticks } from './time';

/** One attribute as it stands in a list: the value is read only by whoever knows the id. */
export type Attribute = { readonly id: number; readonly value: Uint8Array };

/** One numeric: what, its state bits, the unit code and the FLOAT word (attribute 0950, monitors.md 2.8). */
export type ObservedValue = {
  readonly physioId: number;
  readonly state: number;
  readonly unitCode: number;
  readonly float: number;
};

/** Reads an attribute list: count, length, then id, length, value. */
export function readAttributes(reader: ByteReader): Attribute[] {
  return reader.list((item) => ({ id: item.u16(), value: item.bytes(item.u16()) }));
}

/** Writes an attribute list. */
export function writeAttributes(writer: ByteWriter, attributes: readonly Attribute[]): ByteWriter {
  return writer.list(attributes, (inside, { id, value }) => inside.u16(id).counted(value));
}

/** The value of the first attribute with this id, or null. */
export function find(attributes: readonly Attribute[], id: number): Uint8Array | null {
  return attributes.find((attribute) => attribute.id === id)?.value ?? null;
}

function readObserved(reader: ByteReader): ObservedValue {
  return { physioId: reader.u16(), state: reader.u16(), unitCode: reader.u16(), float: reader.u32() };
}

function writeObserved(writer: ByteWriter, value: ObservedValue): ByteWriter {
  return writer.u16(value.physioId).u16(value.state).u16(value.unitCode).u32(value.float);
}

/** All numerics of one object: single (0950) and compound (094B). Order is not fixed; each has its physio id. */
export function observedValues(attributes: readonly Attribute[]): ObservedValue[] {
  const values: ObservedValue[] = [];
  for (const { id, value } of attributes) {
    const reader = new ByteReader(value);
    if (id === attributeId.numericValue) values.push(readObserved(reader));
    if (id === attributeId.compoundValue) values.push(...reader.list(readObserved));
  }
  return values;
}

/** Attribute 0950 for one value. */
export function numericAttribute(value: ObservedValue): Attribute {
  return { id: attributeId.numericValue, value: writeObserved(new ByteWriter(), value).done() };
}

/** Attribute 094B for several values of one object (NIBP). */
export function compoundAttribute(values: readonly ObservedValue[]): Attribute {
  return { id: attributeId.compoundValue, value: new ByteWriter().list(values, writeObserved).done() };
}

/** A wall-clock attribute (0987 or 0990), or null when it is missing or says that it is unknown. */
export function wallTimeOf(attributes: readonly Attribute[], id: number): MonitorWallMs | null {
  const value = find(attributes, id);
  return value === null ? null : decodeWallTime(value);
}

/** The relative time attribute (098F), ticks. */
export function relativeTimeOf(attributes: readonly Attribute[]): Ticks | null {
  const value = find(attributes, attributeId.relativeTime);
  return value === null ? null : ticks(new ByteReader(value).u32());
}

/** A string attribute: u16 byte length, then UTF-16BE, padded with zeros (monitors.md 2.8). */
export function wideText(value: Uint8Array): string {
  const inside = new ByteReader(value).counted();
  let text = '';
  while (inside.remaining >= 2) text += String.fromCharCode(inside.u16());
  return tidy(text);
}

/** The bytes of a UTF-16BE string with its length and one closing zero. */
export function encodeWideText(text: string): Uint8Array {
  const inside = new ByteWriter();
  for (let index = 0; index < text.length; index += 1) inside.u16(text.charCodeAt(index));
  return new ByteWriter().counted(inside.u16(0).done()).done();
}

/** A one-byte-per-character string with its u16 length, as in the system model. */
export function narrowText(reader: ByteReader): string {
  const bytes = reader.bytes(reader.u16());
  return tidy(String.fromCharCode(...bytes));
}

/** The bytes of a one-byte-per-character string, padded with zeros to an even length. */
export function encodeNarrowText(text: string): Uint8Array {
  const bytes = Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
  do bytes.push(0);
  while (bytes.length % 2 !== 0);
  return new ByteWriter().counted(Uint8Array.from(bytes)).done();
}

function tidy(text: string): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trim();
}
