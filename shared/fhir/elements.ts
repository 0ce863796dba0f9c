import type { Extension, Period, Quantity, Range, Reference, Resource } from '@medplum/fhirtypes';
import { type ItemKind, localReference, localVersionReference } from '../sync/item';
import { UCUM } from './codes';
import { extensionUrl, type FhirContext } from './context';

/** How a UCUM code is written for people, where it is not written as it stands. */
const unitWords: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '[degF]': '°F',
  '{score}': 'points',
  ug: 'mcg',
  'ug/kg/min': 'mcg/kg/min',
};

/** A value in a UCUM unit. */
export const quantity = (value: number, code: string): Quantity => ({
  value,
  unit: unitWords[code] ?? code,
  system: UCUM,
  code,
});

/** A moment of the record as FHIR writes it, in UTC with milliseconds. */
export const instant = (at: number): string => new Date(at).toISOString();

export const period = (from: number, to: number | null): Period => ({
  start: instant(from),
  // The wall clock may have been put back meanwhile; no period ends before it begins.
  ...(to === null ? {} : { end: instant(Math.max(from, to)) }),
});

export const range = (low: number, high: number, code: string): Range => ({
  low: quantity(low, code),
  high: quantity(high, code),
});

/** A reference to another item, local until it is sent. */
export const refer = <T extends Resource>(kind: ItemKind, key: string): Reference<T> => ({
  reference: localReference(kind, key),
});

/** A reference to the version of another item that was there then. */
export const referVersion = <T extends Resource>(kind: ItemKind, key: string): Reference<T> => ({
  reference: localVersionReference(kind, key),
});

/** One of our own extensions with one value. */
export const extension = (
  context: FhirContext,
  name: string,
  value: Omit<Extension, 'url' | 'extension'>,
): Extension => ({ url: extensionUrl(context, name), ...value });

/** One of our own extensions with parts. */
export const extensionOf = (context: FhirContext, name: string, parts: Extension[]): Extension => ({
  url: extensionUrl(context, name),
  extension: parts,
});

/** An element that is left out where there is nothing to say. */
export const list = <K extends string, T>(name: K, values: readonly T[]): { [key in K]?: T[] } =>
  values.length === 0 ? {} : ({ [name]: [...values] } as { [key in K]?: T[] });
