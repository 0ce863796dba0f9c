import { extensionUrl, type FhirContext, systemOf } from '../../shared/fhir/context';
import { readOrder } from '../../shared/fhir/read-order';
import { readPatient } from '../../shared/fhir/read-patient';
import type { FromServer } from '../../shared/session/elsewhere/events';
import type { Arrived, ArrivedOrder, ArrivedPatient } from '../../shared/sync/arrived';
import type { FhirResource } from '../../shared/sync/item';
import { epochMs } from '../../shared/time/clock';

type Parts = Readonly<Record<string, unknown>>;
const partsOf = (value: unknown): Parts =>
  value !== null && typeof value === 'object' ? (value as Parts) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Which version this is; null: the server does not say, so that nothing can be made of it. */
export function fromOf(resource: FhirResource, server: string): FromServer | null {
  const { id, meta } = resource;
  const { versionId, lastUpdated } = partsOf(meta);
  const at = Date.parse(textOf(lastUpdated) ?? '');
  const serverId = textOf(id);
  const version = textOf(versionId);
  if (serverId === null || version === null || Number.isNaN(at)) return null;
  return { server, serverId, versionId: version, lastUpdated: epochMs(at) };
}

/** The id in `Patient/<id>`, as it stands in a reference, also in a whole address. */
function patientIdOf(reference: unknown): string | null {
  const text = textOf(partsOf(reference).reference);
  return text === null ? null : (/(?:^|\/)Patient\/([^/#?]+)/.exec(text)?.[1] ?? null);
}

/** A concept in words: its text, else the first name among its codes. */
function conceptWords(concept: unknown): string | null {
  const { text, coding } = partsOf(concept);
  return (
    textOf(text) ??
    listOf(coding)
      .map((one) => textOf(partsOf(one).display))
      .find((one) => one !== null) ??
    null
  );
}

/** A resource of the clinic's server as the console takes it; null: it is nothing that it would take. */
export function arrivedOf(context: FhirContext, resource: FhirResource, server: string): Arrived | null {
  const from = fromOf(resource, server);
  if (from === null) return null;
  if (resource.resourceType === 'Patient') return arrivedPatient(context, resource, from);
  return resource.resourceType === 'MedicationRequest' ? arrivedOrder(context, resource, from) : null;
}

function arrivedPatient(context: FhirContext, resource: FhirResource, from: FromServer): ArrivedPatient {
  const read = readPatient(context, resource);
  const replacedBy = listOf(resource.link)
    .map(partsOf)
    .filter(({ type }) => type === 'replaced-by')
    .map(({ other }) => patientIdOf(other))
    .find((one) => one !== null);
  const { patientId: _, ...said } = read.kind === 'patient' ? read.patient : { patientId: null };
  return {
    kind: 'patient',
    from,
    patient: read.kind === 'patient' ? (said as NonNullable<ArrivedPatient['patient']>) : null,
    fault: read.kind === 'patient' ? null : read.why,
    replacedBy: replacedBy ?? null,
  };
}

function arrivedOrder(context: FhirContext, resource: FhirResource, from: FromServer): ArrivedOrder | null {
  // A proposal or a plan is nobody's order.
  if (resource.intent !== 'order') return null;
  const read = readOrder(context, resource);
  const drug =
    conceptWords(resource.medicationCodeableConcept) ?? textOf(partsOf(resource.medicationReference).display);
  const dosages = listOf(resource.dosageInstruction).map((one) => textOf(partsOf(one).text));
  const ours = systemOf(context, 'order');
  const number = listOf(resource.identifier)
    .map(partsOf)
    .find(({ system }) => system === ours)?.value;
  const authored = Date.parse(textOf(resource.authoredOn) ?? '');
  return {
    kind: 'order',
    from,
    status: textOf(resource.status) ?? 'unknown',
    statusReason: conceptWords(resource.statusReason),
    patientServerId: patientIdOf(resource.subject),
    order: read.kind === 'ours' ? read.order : read.kind === 'foreign' ? null : carried(context, resource),
    orderId: textOf(number),
    drug: drug ?? 'a drug that the server does not name',
    text: dosages.filter((one) => one !== null).join('. ') || 'no dosage in words',
    requester: textOf(partsOf(resource.requester).display),
    authoredAt: Number.isNaN(authored) ? null : epochMs(authored),
  };
}

/** What stands where an order of ours would, and can not be taken as one: shown as such, never half. */
function carried(context: FhirContext, resource: FhirResource): unknown {
  const url = extensionUrl(context, 'order');
  return { notWhole: listOf(resource.extension).filter((one) => partsOf(one).url === url).length };
}
