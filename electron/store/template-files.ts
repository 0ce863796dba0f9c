import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Template, templateSchema } from '../../shared/dosing/template';
import type { EpochMs } from '../../shared/time/clock';
import type { Store } from './store';

/** Of what is shipped, whatever can not be read, in words: the others are there all the same. */
export type TemplateFaults = readonly string[];

/** A misspelt name must not read as "no cap". */
const exact = templateSchema.strict();

function read(file: string): Template {
  const checked = exact.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (checked.success) return checked.data;
  throw new Error(
    checked.error.issues.map(({ path: at, message }) => `${at.join('.') || 'file'}: ${message}`).join('; '),
  );
}

/**
 * Takes every shipped template into the record once: a file whose content was never kept becomes a new version, not
 * approved. A file that can not be read is named and left out; a session that runs must come up without it.
 */
export function keepShippedTemplates(store: Store, folder: string, at: EpochMs): TemplateFaults {
  const faults: string[] = [];
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    return [`The folder of the templates, ${folder}, can not be read (${String(error)}).`];
  }
  const known = new Set(store.templates().map(({ template }) => JSON.stringify(template)));
  for (const name of names.sort()) {
    try {
      const template = read(path.join(folder, name));
      if (known.has(JSON.stringify(template))) continue;
      store.addTemplate({ template, author: null, note: 'As shipped.' }, at);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      faults.push(`The template ${name} can not be used: ${why}. Restore the file that was released.`);
    }
  }
  return faults;
}

/** The invented physician who approves in a simulation. */
const APPROVER = 'p-proof';

/** In a simulation the shipped templates come approved, by an invented person: no patient can be touched. */
export function approveInSimulation(store: Store, at: EpochMs): void {
  const person = store.people().find(({ personId }) => personId === APPROVER);
  if (person === undefined) return;
  const { personId, name, role } = person;
  for (const one of store.templates())
    if (one.approval === null && one.authorId === null)
      store.approveTemplate(one.versionNo, { personId, name, role }, at);
}
