import { lineOf, type RecordLine } from '../record/lines';
import type { SyncSetting } from '../sync/setting';

/** What the mapping has to know of the clinic and of this workstation. */
export type FhirContext = Pick<
  SyncSetting,
  'systemBase' | 'mrnSystem' | 'stationId' | 'mayCreatePatients'
> & {
  /** As it stands on paper. */
  readonly clinicName: string;
  /** The record in this folder is of a simulation or a training, whatever its sessions say. */
  readonly simulation: boolean;
  /** Of the record, in the order in which they began; left out: it was never put back from a copy. */
  readonly lines?: readonly RecordLine[];
};

/**
 * An entry's number as part of a key. In a record that was put back from a copy a number was given twice, so that the
 * later entry's names its line too.
 */
export function entryKey({ lines = [] }: Pick<FhirContext, 'lines'>, seq: number): string {
  const line = lineOf(lines, seq);
  return line === null ? String(seq) : `${seq}~${line}`;
}

const trimmed = ({ systemBase }: FhirContext): string => systemBase.replace(/\/+$/, '');

/** The system of our identifiers of one kind, `{S}/<kind>` (fhir-sync.md 2.1). */
export const systemOf = (context: FhirContext, kind: string): string => `${trimmed(context)}/${kind}`;
/** The address of one of our extensions. */
export const extensionUrl = (context: FhirContext, name: string): string =>
  `${trimmed(context)}/extension/${name}`;
/** The code system of what no terminology names for certain. */
export const localCodeSystem = (context: FhirContext): string => `${trimmed(context)}/CodeSystem/console`;

/** A name or serial number as part of a key: no blank, no slash, no `#`. */
export const keyPart = (text: string): string => encodeURIComponent(text.trim());
