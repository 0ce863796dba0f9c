import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { KEPT_TYPES, searchParametersOf } from './definitions';
import { canMatch } from './search';

const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'delete',
  'history-instance',
  'create',
  'search-type',
] as const;

function forType(type: (typeof KEPT_TYPES)[number], clientIds: boolean): CapabilityStatementRestResource {
  return {
    type,
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: clientIds,
    conditionalCreate: true,
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'enforced', 'local'],
    searchParam: Object.values(searchParametersOf(type))
      .filter((parameter) => canMatch(parameter.type))
      .map(({ code, type: kind }) => ({ name: code, type: kind })),
  };
}

/** What this server can do, for `/metadata`. */
export function capabilityStatement(facts: {
  readonly base: string;
  readonly clientIds: boolean;
  readonly tokenUrl: string | undefined;
  readonly date: string;
}): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: facts.date,
    kind: 'instance',
    implementation: { description: 'FHIR R4 server for tests; keeps nothing on disk', url: facts.base },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        ...(facts.tokenUrl !== undefined && {
          security: {
            service: [
              {
                coding: [
                  {
                    system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                    code: 'SMART-on-FHIR',
                  },
                ],
              },
            ],
            extension: [
              {
                url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
                extension: [{ url: 'token', valueUri: facts.tokenUrl }],
              },
            ],
          },
        }),
        interaction: [{ code: 'batch' }, { code: 'transaction' }],
        resource: KEPT_TYPES.map((type) => forType(type, facts.clientIds)),
      },
    ],
  };
}
