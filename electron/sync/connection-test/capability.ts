import { z } from 'zod';
import type { ConnectionStep } from '../../../shared/sync/connection-step';
import type { NeededRight } from '../../../shared/sync/needed-rights';
import type { LinkAnswer } from '../link';
import { doubtful, right, wrong } from './steps';

const capabilitySchema = z.object({
  resourceType: z.literal('CapabilityStatement'),
  fhirVersion: z.string().optional(),
  software: z.object({ name: z.string(), version: z.string().optional() }).optional(),
  rest: z
    .array(
      z.object({
        interaction: z.array(z.object({ code: z.string() })).optional(),
        resource: z
          .array(
            z.object({
              type: z.string(),
              interaction: z.array(z.object({ code: z.string() })).optional(),
              conditionalCreate: z.boolean().optional(),
              conditionalUpdate: z.boolean().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});
export type Capability = z.infer<typeof capabilitySchema>;

type Answered = Extract<LinkAnswer, { kind: 'answer' }>;

const isPage = ({ headers, body }: Answered): boolean =>
  (headers['content-type'] ?? '').includes('html') || /^\s*<(!doctype|html)/i.test(body);

/** What the server says of itself at `/metadata`, or the step that says why it is no FHIR server. */
export function readCapability(answer: Answered): Capability | ConnectionStep {
  const at = 'The address must be the FHIR base, the one below which /metadata lies.';
  const base = 'Ask who runs the server for its FHIR R4 base address.';
  if (isPage(answer)) {
    return wrong('fhir', {
      found: `A page for people is answered (${answer.status}), no FHIR.`,
      meaning: `There is a web server, and at this address it has no FHIR. ${at}`,
      todo: base,
    });
  }
  if (answer.status >= 300 && answer.status < 400) {
    return wrong('fhir', {
      found: `The server sends us on to ${answer.headers.location ?? 'elsewhere'}.`,
      meaning: 'This workstation follows nobody to another address with records.',
      todo: 'If that address is the clinic’s, set it here.',
    });
  }
  if (answer.status !== 200) {
    return wrong('fhir', {
      found: `/metadata is answered with ${answer.status}.`,
      meaning: answer.status >= 500 ? 'The server has a fault of its own.' : at,
      todo: answer.status >= 500 ? 'Try again, then ask who runs the server.' : base,
    });
  }
  try {
    const found = capabilitySchema.safeParse(JSON.parse(answer.body));
    if (found.success) return found.data;
  } catch {
    // Said below.
  }
  return wrong('fhir', {
    found: '/metadata is answered, and not with a CapabilityStatement.',
    meaning: at,
    todo: base,
  });
}

export const isStep = (value: Capability | ConnectionStep): value is ConnectionStep => 'step' in value;

export function fhirSteps({ software, fhirVersion }: Capability): ConnectionStep[] {
  const name = software === undefined ? 'A FHIR server' : `${software.name} ${software.version ?? ''}`.trim();
  const version = /^4\.0(\.\d+)?$/.test(fhirVersion ?? '')
    ? right('version', `R4 (${fhirVersion}).`)
    : wrong('version', {
        found:
          fhirVersion === undefined ? 'The server names no version.' : `The server speaks ${fhirVersion}.`,
        meaning:
          'Records are written in FHIR R4 (4.0.1). Another version would read them differently, or not at all.',
        todo: 'Ask for the server’s R4 base address; many servers have one for each version.',
      });
  return [right('fhir', `${name} answers with its CapabilityStatement.`), version];
}

const resources = ({ rest = [] }: Capability) => rest.flatMap(({ resource = [] }) => resource);

/** Which kinds of records the server does not keep, by its own statement. */
export function typesStep(capability: Capability, needed: readonly NeededRight[]): ConnectionStep {
  const kept = new Set(resources(capability).map(({ type }) => type));
  if (kept.size === 0) {
    return doubtful('types', {
      found: 'The server does not say which kinds of records it keeps.',
      meaning: 'It may refuse some of them later. What is refused waits here and is shown.',
      todo: 'Look at the sync page after the first session.',
    });
  }
  const missing = needed.filter(({ type }) => !kept.has(type));
  if (missing.length === 0) return right('types', `All ${needed.length} kinds of records are kept there.`);
  return wrong('types', {
    found: `Not kept there: ${missing.map(({ type, what }) => `${type} (${what})`).join(', ')}.`,
    meaning: 'These records would stay on this workstation and wait for ever.',
    todo: 'Ask who runs the server to turn them on.',
  });
}

/** Whether the server can be told to write a record only if it is not there yet. */
export function onceStep(capability: Capability, needed: readonly NeededRight[]): ConnectionStep {
  const ours = resources(capability).filter(({ type }) => needed.some((one) => one.type === type));
  const without = ours.filter((one) => one.conditionalCreate !== true || one.conditionalUpdate !== true);
  const system = (capability.rest ?? [])
    .flatMap(({ interaction = [] }) => interaction)
    .map(({ code }) => code);
  if (ours.length > 0 && without.length === ours.length) {
    return wrong('once', {
      found: 'The server does not say that it writes on condition (conditional create and update).',
      meaning: 'After a lost answer a record could be there twice.',
      todo: 'Ask who runs the server to turn conditional create and conditional update on.',
    });
  }
  if (without.length > 0) {
    return doubtful('once', {
      found: `Not on condition: ${without.map(({ type }) => type).join(', ')}.`,
      meaning:
        'Of these a record could be there twice after a lost answer. It is looked up before it is sent again.',
      todo: 'Ask who runs the server to turn conditional create and update on for them.',
    });
  }
  if (!system.includes('batch') && !system.includes('transaction')) {
    return doubtful('once', {
      found: 'The server does not say that it takes many records in one request (batch).',
      meaning: 'If it refuses them, records go one by one: all of them, and more slowly.',
      todo: 'Ask who runs the server whether it takes batches.',
    });
  }
  return right('once', 'Conditional create and update, many records in one request.');
}
