import { z } from 'zod';
import type { ConnectionStep } from '../../../shared/sync/connection-step';
import type { FhirAnswer, Transport } from '../../../shared/sync/transport';
import { doubtful, right, wrong } from './steps';

const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  total: z.number().optional(),
  entry: z
    .array(
      z.object({
        resource: z.object({
          resourceType: z.string(),
          identifier: z.array(z.object({ system: z.string().optional() })).optional(),
        }),
      }),
    )
    .optional(),
});

function bundleOf(answer: FhirAnswer): z.infer<typeof bundleSchema> | null {
  if (answer.kind !== 'answer' || answer.status !== 200) return null;
  try {
    return bundleSchema.safeParse(JSON.parse(answer.body)).data ?? null;
  } catch {
    return null;
  }
}

const LOOKED_AT = 20;

const systemsIn = (bundle: z.infer<typeof bundleSchema>): string[] =>
  (bundle.entry ?? []).flatMap(({ resource }) =>
    resource.resourceType === 'Patient'
      ? (resource.identifier ?? []).flatMap(({ system }) => (system === undefined ? [] : [system]))
      : [],
  );

/** Whether patients are found by the system of the clinic's record numbers. Of what is read only the names of the systems are kept. */
export async function patientsStep(transport: Transport, mrnSystem: string): Promise<ConnectionStep> {
  const ask = (path: string): Promise<FhirAnswer> => transport({ method: 'GET', path, headers: {} });
  const answer = await ask(`Patient?identifier=${encodeURIComponent(`${mrnSystem}|`)}&_count=1`);
  const found = bundleOf(answer);
  if (found !== null && systemsIn(found).includes(mrnSystem)) {
    return right('patients', `Patients there carry record numbers of ${mrnSystem}.`);
  }
  const some = bundleOf(await ask(`Patient?_count=${LOOKED_AT}`));
  if (some === null) {
    return wrong('patients', {
      found:
        answer.kind === 'answer'
          ? `The search for patients is answered with ${answer.status}.`
          : `The search for patients failed: ${answer.kind === 'none' ? answer.detail : answer.words}`,
      meaning: 'Without it no patient and no order arrives, and nothing can be sent for one.',
      todo: 'Look at the rights above. If they are right, ask who runs the server.',
    });
  }
  const systems = [...new Set(systemsIn(some))].sort();
  if (systems.includes(mrnSystem))
    return right('patients', `Patients there carry record numbers of ${mrnSystem}.`);
  if (systems.length === 0) {
    return doubtful('patients', {
      found: 'There is no patient with a record number on the server yet.',
      meaning: 'Whether the system of record numbers is the right one shows with the first patient.',
      todo: 'Ask who runs the server which system its record numbers have, and compare.',
    });
  }
  return wrong('patients', {
    found: `No patient looked at has a number of ${mrnSystem}. There are: ${systems.join(', ')}.`,
    meaning:
      'Patients of this clinic would not be recognised, and would be made a second time or not be found.',
    todo: 'Use the system that the clinic’s own record numbers have there.',
  });
}
