import { type Order, orderSchema } from '../dosing/order';
import { canonical } from '../record/canonical';
import type { FhirResource } from '../sync/item';
import { extensionUrl, type FhirContext, systemOf } from './context';

export type ReadOrder =
  /** Signed at a console: whole. */
  | { readonly kind: 'ours'; readonly order: Order; readonly status: string }
  /** Of the clinic's own system: shown, written and signed here anew, never converted. */
  | {
      readonly kind: 'foreign';
      readonly status: string;
      /** What it says, in its own words, for a person to read. */
      readonly words: string;
    }
  /** It says that it is of a console, and it is not whole. */
  | { readonly kind: 'unreadable'; readonly why: string };

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {};
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function wordsOf(resource: FhirResource): string {
  const drug = text(record(resource.medicationCodeableConcept).text);
  const dosages = items(resource.dosageInstruction).map((one) => text(record(one).text));
  return [drug, ...dosages].filter((one) => one !== '').join('. ');
}

/** The order that a MedicationRequest carries whole; what else it is where it carries none. */
export function readOrder(context: FhirContext, resource: FhirResource): ReadOrder {
  const status = text(resource.status);
  const url = extensionUrl(context, 'order');
  const carried = items(resource.extension)
    .map(record)
    .filter((one) => one.url === url);
  const [only] = carried;
  if (only === undefined) return { kind: 'foreign', status, words: wordsOf(resource) };
  if (carried.length > 1) return { kind: 'unreadable', why: 'It carries more than one order.' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text(only.valueString));
  } catch {
    return { kind: 'unreadable', why: 'The order in it is cut off or was changed.' };
  }
  const read = orderSchema.safeParse(parsed);
  if (!read.success)
    return { kind: 'unreadable', why: 'The order in it is of another version of the console.' };
  if (canonical(read.data) !== canonical(parsed))
    return { kind: 'unreadable', why: 'The order in it says more than this version of the console knows.' };
  const system = systemOf(context, 'order');
  const named = items(resource.identifier)
    .map(record)
    .some((one) => one.system === system && one.value === read.data.orderId);
  if (!named) return { kind: 'unreadable', why: 'The order in it is another one than its number says.' };
  return { kind: 'ours', order: read.data, status };
}

/** The order that a MedicationRequest carries whole; null: it carries none that can be read. */
export function orderOf(context: FhirContext, resource: FhirResource): Order | null {
  const read = readOrder(context, resource);
  return read.kind === 'ours' ? read.order : null;
}
